"""The places that a sentence names: cities, countries, venues, and what stands after "in"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms.gazetteer import Gazetteer, Name
from transforms.rulebook import read_toml
from transforms.syntax import ParsedSentence, Token

_KINDS = frozenset({"city", "capital", "country", "seat"})
_TOWNS = frozenset({"city", "capital"})
_JOINTS = frozenset({"in", "at", "near", "outside", ","})
_LONGEST = 5  # words of a venue's name
_LISTED = frozenset({",", "and", "then", "the"})
_WORDS = read_toml("lexicons/phrases.toml")["words"]
_VENUES = frozenset(_WORDS["venues"])
_REGIONS = frozenset(_WORDS["regions"])
_ABBREVIATED = re.compile(
    r"(?!(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
    r"(?!(?:Adm|Amb|Col|Dr|Gen|Gov|Lt|Mrs?|Ms|Prof|Rep|Rev|Sen)\.)[A-Z][a-z]{1,4}\."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the article writes it, with the country it lies in where that is certain."""

    text: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens [start, end) that name one place, and its head, the word that a preposition marks."""

    start: int
    end: int
    head: int
    kind: str  # city, capital, country, seat; venue; region: no gazetteer knows it
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one sentence."""

    sentence: ParsedSentence
    gazetteer: Gazetteer
    spots: tuple[Spot, ...]

    @classmethod
    def of(cls, sentence: ParsedSentence, gazetteer: Gazetteer) -> "Places":
        """All places that the sentence names, in order; a venue holds the names inside it."""
        names = gazetteer.find([t.text for t in sentence.tokens])
        ends = {n.end for n in names if n.kind in _KINDS}
        venues = [s for t in sentence.tokens if (s := _venue(sentence, t)) and s.end not in ends]
        capitals = [s for n in names if (s := _capital(sentence, n))]
        known = [
            Spot(n.start, n.end, _head(sentence, n.start, n.end), n.kind, n.code)
            for n in names
            if n.kind in _KINDS
        ]
        found: list[Spot] = []
        for spot in [*venues, *capitals, *known, *_unknown(sentence, names)]:
            if all(spot.end <= other.start or other.end <= spot.start for other in found):
                found.append(_with_region(sentence, spot))
        return cls(sentence, gazetteer, tuple(sorted(found, key=lambda s: s.start)))

    def at(self, i: int) -> Place | None:
        """The place that word *i* names, with "Geneva, Switzerland" kept whole."""
        spot = next((s for s in self.spots if s.start <= i < s.end), None)
        return self.place(spot) if spot else None

    def place(self, spot: Spot) -> Place:
        """The place of *spot* with what tells where it lies: "UN headquarters in New York"."""
        chain = self.chain(spot)
        town = next((s for s in chain if s.kind in _TOWNS), None)
        city = self.gazetteer.city(self._text(town.start, town.end)) if town else None
        country = next((s.code for s in reversed(chain) if s.code and s.kind != "city"), None)
        country = country or (city.country if city else None)
        text = self._text(spot.start, self._end(chain))
        if city is None:
            return Place(text, country)
        return Place(text, country, city.latitude, city.longitude)

    def listed(self, heads: Sequence[int]) -> list[Place]:
        """The places at *heads*; those of a list as one place, "Peru, Chile and Cuba"."""
        spots = [s for s in self.spots if any(s.start <= i < s.end for i in heads)]
        found = [self.place(s) for s in spots]
        if len(found) < 2:
            return found
        gaps = pairwise(spots)
        tokens = self.sentence.tokens
        if any(t.lower not in _LISTED for a, b in gaps for t in tokens[a.end : b.start]):
            return found
        whole = self._text(spots[0].start, spots[-1].end)
        return [replace(found[0], text=whole), *found[1:]]

    def chain(self, spot: Spot) -> list[Spot]:
        """The spot and the larger places behind it: city, region, country."""
        chain = [spot]
        for other in self.spots:
            last = chain[-1]
            gap = [t.text for t in self.sentence.tokens[last.end : other.start]]
            if other.start < last.end or last.kind == "country":
                continue
            venue = last.kind == "venue" and len(gap) == 1 and gap[0] in _JOINTS
            within = other.kind == "city" and other.code == last.code
            larger = gap == [","] and (within or other.kind in ("country", "region"))
            if larger or (venue and other.kind not in ("venue", "seat")):
                chain.append(other)
        return chain

    def _end(self, chain: Sequence[Spot]) -> int:
        """The end of the chain, with a state in short: "Palm Beach, Fla."."""
        end = chain[-1].end
        behind = [t.text for t in self.sentence.tokens[end : end + 2]]
        short = len(behind) == 2 and behind[0] == "," and _ABBREVIATED.fullmatch(behind[1])
        return end + 2 if short else end

    def _text(self, start: int, end: int) -> str:
        tokens = self.sentence.tokens
        return self.sentence.text[tokens[start].start : tokens[end - 1].end]


def _head(sentence: ParsedSentence, start: int, end: int) -> int:
    """The word of [start, end) that depends on a word outside."""
    outside = (
        t.i
        for t in reversed(sentence.tokens[start:end])
        if t.head == t.i or not start <= t.head < end
    )
    return next(outside, end - 1)


def _venue(sentence: ParsedSentence, token: Token) -> Spot | None:
    """A venue with a name: "Windsor Castle", "the White House", "UN headquarters"."""
    if token.lower not in _VENUES:
        return None
    start = token.i
    while start > 0 and _goes_on(sentence.tokens[start - 1], sentence.tokens[start]):
        start -= 1
    words = sum(t.text[0].isupper() for t in sentence.tokens[start : token.i])
    named = (
        words < _LONGEST
        and sentence.tokens[start].text[0].isupper()
        and sentence.tokens[start].pos != "DET"
    )
    if not named:
        return None
    return Spot(start, token.i + 1, _head(sentence, start, token.i + 1), "venue")


def _goes_on(before: Token, token: Token) -> bool:
    """Are both words of one name: both in capitals, or joined as in "Mar-a-Lago"?"""
    return (
        before.text[0].isupper()
        or (before.end == token.start and before.pos != "PUNCT")
        or (before.text == "-")
    )


def _capital(sentence: ParsedSentence, name: Name) -> Spot | None:
    """The place of "the Kenyan capital"."""
    following = sentence.tokens[name.end : name.end + 1]
    if name.kind not in ("country", "demonym") or [t.lower for t in following] != ["capital"]:
        return None
    return Spot(name.start, name.end + 1, name.end, "seat", name.code)


def _unknown(sentence: ParsedSentence, names: Sequence[Name]) -> list[Spot]:
    """Places that only the language model takes for such."""
    taken = {i for n in names for i in range(n.start, n.end)}
    return [
        Spot(e.start, e.end, _head(sentence, e.start, e.end), "region")
        for e in sentence.entities
        if e.label in ("GPE", "LOC")
        and not any(t.lower == "the" for t in sentence.tokens[max(e.start - 1, 0) : e.end])
        and taken.isdisjoint(range(e.start, e.end))
    ]


def _with_region(sentence: ParsedSentence, spot: Spot) -> Spot:
    """The spot with the word for what it is: "Yunnan province"."""
    following = sentence.tokens[spot.end : spot.end + 1]
    if spot.kind not in ("region", "city") or not any(t.lower in _REGIONS for t in following):
        return spot
    return Spot(spot.start, spot.end + 1, spot.end, "region", spot.code)
