"""What an article shows before it is parsed: which kinds of actors its sentences may name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.gazetteer import Gazetteer, Name
from transforms.homes import DEFAULT_HOME
from transforms.names import OFFICE, PAIRS, PARTY, WORDS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NEAR_OFFICE = 45  # characters between an office and the name of who holds it
_SINGLE = (
    frozenset({"he", "her", "him", "his", "i", "it", "its", "she"})
    | WORDS["own"]
    | WORDS["institutions"]
)
_SEVERAL = (
    frozenset({"both", "counterpart", "counterparts", "their", "them", "they", "three", "two"})
    | WORDS["groups"]
    | WORDS["teams"]
    | PAIRS.keys()
)
_INSTITUTIONS = WORDS["institutions"] | {"it", "its", "they"}


@dataclass(frozen=True, slots=True)
class Signs:
    """The kinds of actors, as rules call them, that a sentence may name, and how many sides."""

    kinds: frozenset[str]
    sides: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """The names in an article's text, and the words by which it may call its officials."""

    text: str
    names: Sequence[Name]
    officials: frozenset[str]

    @classmethod
    def of(cls, text: str, gazetteer: Gazetteer) -> "Sighting":
        """All that the lexicons know in *text*; who stands beside an office may hold it."""
        names = gazetteer.find_in(text)
        officials = frozenset(word for n in names if n.kind in OFFICE for word in _beside(text, n))
        return cls(text, names, officials)

    @property
    def has_office(self) -> bool:
        """Does the article name an office?"""
        return any(n.kind in OFFICE for n in self.names)

    def is_international(self, home: str | None = None) -> bool:
        """Can it be between states: does it name two, or an organisation, or a pair of states?

        An office without a country may be one at *home*, where the article is published.
        """
        parties = {n.code for n in self.names if n.kind in PARTY or n.kind == "city"}
        if self.has_office:
            parties.add(home or DEFAULT_HOME)
        if len(parties) > 1 or any(map(_is_organization, self.names)):
            return True
        lower = self.text.lower()
        return any(pair in lower for pair in PAIRS)

    def signs(self, start: int, end: int) -> Signs:
        """What the sentence at these characters shows."""
        here = [n for n in self.names if start <= n.start < end]
        written = _WORD.findall(self.text, start, end)
        words = {word.lower() for word in written}
        offices = sum(n.kind in OFFICE for n in here)
        parties = {n.code for n in here if n.kind in PARTY or n.kind == "city"}
        named = min(2, len(self.officials.intersection(written)))
        several, single = bool(words & _SEVERAL), bool(words & _SINGLE)
        kinds = frozenset(_kinds(here, words, offices + named > 0, several or single))
        return Signs(kinds, len(parties) + offices + named + single + 2 * several)


def _kinds(here: Sequence[Name], words: set[str], official: bool, anaphor: bool) -> Iterator[str]:
    if here or official or anaphor:
        yield from ("party", "person", "state", "place")
    if official or anaphor:
        yield from ("official", "officeholder", "peers")
    if any(map(_is_organization, here)) or words & _INSTITUTIONS:
        yield from ("bloc", "bloc-leaders", "igo", "organization")


def _is_organization(name: Name) -> bool:
    """Is it an organisation, or rebels whom nobody names?"""
    return name.kind == "organization" or (name.kind == "body" and name.code == "rebels")


def _beside(text: str, office: Name) -> Iterator[str]:
    """The capitalised words around an office."""
    begin = max(0, office.start - _NEAR_OFFICE)
    for word in _WORD.findall(text, begin, office.end + _NEAR_OFFICE):
        if word[0].isupper():
            yield word
