"""The persons of one article: a title or a country said once holds for every later surname."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.actors import Actor

_NATIONAL = frozenset({"head", "deputy", "minister", "envoy", "legislator", "official", "military"})
DEFAULT_HOME = "USA"
_ROYAL = frozenset({"king", "queen", "prince", "princess", "emir", "sultan", "emperor"})
_AMERICAN = frozenset({"president", "president-elect", "senator"})
"""What the United States has: no prime ministers, no kings, no chancellors."""
_UNIQUE = frozenset({"adviser", "advisor", "minister"})
"""Words of titles that one person of a country bears, not many as senators and admirals do."""
_HOME_BONUS, _PRESIDENT_BONUS = 4, 12  # mentions


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who in one article."""

    persons: tuple[Actor, ...]
    home: str | None = DEFAULT_HOME  # of the officials whose country the article does not say

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Actor]], dateline: str | None = None) -> "Directory":
        """A directory of the actors of an article, by sentence; *dateline* is its country."""
        seen: dict[str, Actor] = {}
        countries: Counter[str] = Counter({dateline or DEFAULT_HOME: _HOME_BONUS})
        beside: dict[str, Counter[str]] = {}
        for actors in sentences:
            here = Counter(a.country for a in actors if a.country and not a.name)
            here.update(list(here)[:1])  # the subject of the sentence, most often
            countries.update(a.country for a in actors if a.country)
            for actor in actors:
                if actor.name:
                    key = _known_as(actor.name, seen) or actor.name
                    seen[key] = _merged(seen[key], actor) if key in seen else actor
                    beside.setdefault(key, Counter()).update(here)
        near = [beside[key] for key in seen]
        at_home = dateline in (None, DEFAULT_HOME)
        settled = _settled(list(seen.values()), countries, near, at_home)
        return cls(tuple(settled), _home(settled, countries))

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

    def holder(self, title: str, subject: Actor | None = None) -> Actor | None:
        """The person who is meant by an office alone: "the president".

        The only one who holds it here; else the last *subject* if it does; else the one at home.
        """
        words = set(title.lower().split())
        found = [p for p in self.persons if p.title and words <= set(p.title.lower().split())]
        if len(found) > 1 and subject is not None:
            found = [p for p in found if p.name == subject.name] or found
        if len(found) > 1:
            found = [p for p in found if p.country == self.home]
        return found[0] if len(found) == 1 else None


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


def _home(persons: Iterable[Actor], countries: Counter[str]) -> str | None:
    """The country most often named that has no other head here.

    The country of the dateline needs fewer words; without a dateline it is the United States, whose
    officials English-language texts most often name without their country.
    """
    headed = {p.country for p in persons if p.rank == "head" and not p.former and not _is_royal(p)}
    pool = {code: n for code, n in countries.items() if code not in headed}
    return max(pool, key=lambda c: (pool[c], c == DEFAULT_HOME, c), default=None)


def _weighed(
    person: Actor, countries: Counter[str], near: Counter[str], at_home: bool
) -> Counter[str]:
    """How much speaks for each country: all its names, and more so those near the person.

    In an American text, *at_home*, "the President" is the American one unless much speaks against.
    """
    weighed = countries + Counter({code: 4 * times for code, times in near.items()})
    if person.rank == "head" and not _AMERICAN & set((person.title or "").lower().split()):
        weighed.pop(DEFAULT_HOME, None)
    elif at_home and _is_american(person):
        weighed[DEFAULT_HOME] += _PRESIDENT_BONUS
    return weighed


def _held(person: Actor, others: Iterable[Actor]) -> set[str]:
    """The countries that cannot be the person's: another one holds the same office there."""
    title = (person.title or "").lower()
    if not _UNIQUE & set(title.split()):
        return set()
    held = {o.country for o in others if o.country and (o.title or "").lower() == title}
    return held | {DEFAULT_HOME} if "minister" in title.split() else held


def _is_american(person: Actor) -> bool:
    """Does an American text call its own officials so?"""
    words = set((person.title or "").lower().split())
    if person.rank == "official":
        return "advisor" in words
    return person.rank in ("head", "legislator", "deputy") and bool(_AMERICAN & words)


def _settled(
    persons: list[Actor],
    countries: Counter[str],
    near: Sequence[Counter[str]],
    at_home: bool,
) -> list[Actor]:
    """The persons, where officials without a country get the one that the article is about.

    No two heads get the same; ministers get their head's. What is named in a person's own
    sentences, *near* it, counts more. A minister is never American, and no two persons hold one
    office of a country.
    """
    found = list(persons)
    order = sorted(range(len(found)), key=lambda n: (found[n].rank != "head", n))
    home: str | None = None
    for n in order:
        person = found[n]
        if person.party is not None or person.rank not in _NATIONAL or _is_leader(person):
            continue
        held = _held(person, persons)
        if person.rank == "head" or home is None or home in held:
            others = persons if at_home else []
            rivals = found if person.rank == "head" else others
            weighed = _weighed(person, countries, near[n], at_home)
            for country in held:
                weighed.pop(country, None)
            chosen = _home(rivals, weighed)
            home = home or chosen
        else:
            chosen = home
        found[n] = replace(person, country=chosen)
    return found


def _is_royal(person: Actor) -> bool:
    """May the person share its country with a head of government?"""
    return bool(_ROYAL & set((person.title or "").lower().split()))


def _is_leader(person: Actor) -> bool:
    """Is the office a word for party leaders and heads of state alike?"""
    return (person.title or "").lower() in ("leader", "chief", "chairman")


def _words(name: str) -> list[str]:
    return [w.strip(".,").lower() for w in name.replace("’", "'").split() if w.strip(".,")]


def _known_as(name: str, seen: dict[str, Actor]) -> str | None:
    return next((key for key in seen if same_name(name, key)), None)


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
