"""The persons of one article: a title or a country said once holds for every later surname."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from transforms.actors import Actor
from transforms.homes import DEFAULT_HOME, Evidence, home_of, is_open, settled

_ARTICLE = re.compile(r"^(?:al|el)-(?=.)")
_LISTED = 2  # words between two persons of a list: ", and"


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who in one article."""

    persons: tuple[Actor, ...]
    home: str | None = DEFAULT_HOME  # of the officials whose country the article does not say

    @classmethod
    def of(
        cls,
        sentences: Iterable[Sequence[Actor]],
        home: str | None = None,
        named: Callable[[], Counter[str]] = Counter,
        day: date | None = None,
    ) -> "Directory":
        """A directory of the actors of an article, by sentence.

        *home* is the country that the article is from, *named* counts the countries that its other
        words name; it is asked only where an official's country has to be guessed. *day* is that of
        publication.
        """
        roll = _Roll()
        for actors in sentences:
            roll.enter(actors)
        if any(map(is_open, roll.seen.values())):
            roll.countries.update(named())
        evidence = roll.evidence(home, day)
        persons = settled(list(roll.seen.values()), evidence)
        return cls(tuple(persons), home_of(persons, evidence))

    def surnames(self) -> frozenset[str]:
        """The single words by which the article may call a person that it names in full."""
        return frozenset(
            word
            for person in self.persons
            if person.name and len(words := person.name.split()) > 1
            for word in (words[0], words[-1])
            if word[0].isupper() and len(word) > 1 and word.isalpha()
        )

    def complete(self, actor: Actor) -> Actor:
        """*actor* with the full name, title and country that the article gives elsewhere."""
        if actor.name is None:
            return actor
        known = next((p for p in self.persons if p.name and same_name(actor.name, p.name)), None)
        return _merged(actor, known) if known else actor

    def holder(
        self, title: str, subject: Actor | None = None, later: Sequence[str] = ()
    ) -> Actor | None:
        """The person who is meant by an office alone: "the president".

        The only one who holds it here; else the last *subject* if it does; else the one at home.
        None of those whom the sentence names *later*: "the president met President Duarte".
        """
        words = set(title.lower().split())
        found = [p for p in self.persons if p.title and words <= set(p.title.lower().split())]
        found = [p for p in found if not any(same_name(p.name or "", name) for name in later)]
        if len(found) > 1 and subject is not None:
            found = [p for p in found if p.name == subject.name] or found
        if len(found) > 1:
            found = [p for p in found if p.country == self.home]
        return found[0] if len(found) == 1 else None


@dataclass(slots=True)
class _Roll:
    """The persons of an article by their names, and what stands around them; it grows."""

    seen: dict[str, Actor] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    near: dict[str, Counter[str]] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)

    def enter(self, actors: Sequence[Actor]) -> None:
        """Take in the actors of one sentence."""
        here = Counter(a.country for a in actors if a.country and not a.name)
        here.update(list(here)[:1])  # the subject of the sentence, most often
        self.countries.update(a.country for a in actors if a.country)
        named = [(self._key_of(a), a) for a in actors if a.name]
        for key, _ in named:
            self.near.setdefault(key, Counter()).update(here)
        for (one, a), (two, b) in pairwise(named):
            if b.start - a.end <= _LISTED:
                self.beside.setdefault(one, set()).add(two)
                self.beside.setdefault(two, set()).add(one)

    def evidence(self, home: str | None, day: date | None) -> Evidence:
        """What the sentences said about the countries of the persons, in the order of *seen*."""
        number = {key: n for n, key in enumerate(self.seen)}
        beside = [frozenset(number[k] for k in self.beside.get(key, ())) for key in self.seen]
        near = [self.near[key] for key in self.seen]
        return Evidence(self.countries, near, beside, home, day)

    def _key_of(self, person: Actor) -> str:
        """The name under which the person stands here, who is entered or completed."""
        name = person.name or ""
        key = next((known for known in self.seen if same_name(name, known)), name)
        self.seen[key] = _merged(self.seen[key], person) if key in self.seen else person
        return key


def same_name(a: str, b: str) -> bool:
    """Do the two names mean one person: "Kim" and "Kim Il-nam", "Duarte" and "Ana Duarte"?

    >>> same_name("Duarte", "Ana Duarte"), same_name("Ana Duarte", "Eva Duarte")
    (True, False)
    """
    x, y = sorted((_words(a), _words(b)), key=len)
    if not x:
        return False
    if len(x) == 1:
        return x[0] in y
    return set(x) <= set(y) or (x[-1] == y[-1] and _abbreviates(x[0], y[0]))


def _abbreviates(a: str, b: str) -> bool:
    """Is one of the first names the other's initial?"""
    return a[0] == b[0] and 1 in (len(a), len(b))


def _words(name: str) -> list[str]:
    """The words to compare, without the Arabic article: "Al-Nasr" may be called "Nasr"."""
    words = [w.strip(".,").lower() for w in name.replace("’", "'").split()]
    return [_ARTICLE.sub("", w) for w in words if w]


def _merged(actor: Actor, other: Actor) -> Actor:
    """*actor* with its blanks filled from *other*, and the longer of the two names."""
    names = [n for n in (actor.name, other.name) if n]
    keep_party = bool(actor.country or actor.organization)
    return replace(
        actor,
        name=max(names, key=lambda n: len(n.split())) if names else None,
        title=actor.title or other.title,
        rank=actor.rank or other.rank,
        country=actor.country if keep_party else other.country,
        organization=actor.organization if keep_party else other.organization,
        label=actor.label if keep_party else other.label,
        former=actor.former or other.former,
    )
