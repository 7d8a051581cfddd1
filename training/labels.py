"""What an annotated text says of a suspected event, and of who takes part in it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from transforms.dates import DatePhrase, resolve_date
from transforms.gazetteer import load_gazetteer
from transforms.names import PARTY
from transforms.places import Place
from transforms.scene import CALLS, ENDINGS, Scene, Side, Suspect

_SAME = 0.5  # share of the words of the shorter one that makes evidence and sentence one
_FEWEST = 4  # words of evidence that are worth comparing

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of an annotated event, as codes and as words."""

    codes: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, event: Event) -> "Parties":
        """Those that the annotation names."""
        names = [p["country"] for p in event["participants"] if p["country"]]
        unknown = (word for name in names if code_of(name) is None for word in words_of(name))
        return cls(frozenset(filter(None, map(code_of, names))), frozenset(unknown))

    def holds(self, side: Side) -> bool:
        """Is the side one of them?"""
        return side.party in self.codes or bool(self.words & set(words_of(side.party)))


@dataclass(frozen=True, slots=True)
class Labels:
    """The annotation of one text."""

    gold: Mapping[str, Any]

    def of(self, scene: Scene, suspect: Suspect, spoken: str) -> tuple[bool | None, Event | None]:
        """Is it an event (None: the annotation does not say), and if one alone, which?

        The annotation names one sentence for an event; another that has the same sides may well
        tell of it again, so nothing is learned from that.
        """
        kin = [e for e in self.gold["events"] if kind_of_event(e) == suspect.kind]
        if self.gold["class"] == "borderline":
            return None, None
        here = [e for e in kin if overlap(e["evidence"], spoken) >= _SAME]
        if here:
            certain = any(not e["optional"] for e in here)
            return (True if certain else None), (here[0] if len(here) == 1 else None)
        return (None if any(_may_be_again(e, scene, suspect) for e in kin) else False), None


def _may_be_again(event: Event, scene: Scene, suspect: Suspect) -> bool:
    parties = Parties.of(event)
    shared = {side.party for side in scene.here if parties.holds(side)}
    enough = min(2, len(parties.codes)) if suspect.kind == "talks" else 1
    return len(shared) >= enough


def is_date_of(event: Event, phrase: DatePhrase, published: date | None) -> bool:
    """Does the phrase, looked at from either tense, mean the day, month or year annotated?"""
    start = event["event_date_start"]
    seen = (resolve_date(phrase.text, published, tense) for tense in ("past", "future"))
    return bool(start) and any(when and str(when.start).startswith(start) for when in seen)


def is_place_of(event: Event, place: Place) -> bool:
    """Is it the place annotated, by half of the words of the shorter name, or in that country?"""
    named = event["place"]
    if not named:
        return False
    if code := _country(named):
        return place.country == code
    ours, theirs = (_words_of_place(text) for text in (place.text, named))
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs)) > 0


@cache
def _country(text: str) -> str | None:
    """The country that the whole text names."""
    plain = text.strip().removeprefix("the ")
    names = load_gazetteer().find_in(plain)
    return next((n.code for n in names if n.kind == "country" and n.text == plain), None)


def _words_of_place(text: str) -> set[str]:
    """The words of a place, without those that only say in which country it lies."""
    parts = [part for part in text.split(",") if _country(part) is None] or [text]
    return {word for part in parts for word in words_of(part) if len(word) > 3}


def kind_of_event(event: Event) -> str:
    """What sort of event was annotated, as in `transforms.scene`."""
    if event["event_type"] == "meeting":
        return CALLS.get(event["meeting_format"] or "", "talks")
    action = str(event["treaty_action"])
    return ENDINGS.get(action, action)


def overlap(evidence: str, sentence: str) -> float:
    """Share of the words in common, of the shorter text."""
    a, b = (Counter(words_of(text)) for text in (evidence, sentence))
    return sum((a & b).values()) / max(_FEWEST, min(a.total(), b.total()))


def words_of(text: str) -> list[str]:
    """The words, in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


@cache
def code_of(name: str) -> str | None:
    """The code of a state or organisation by its name; None if the lexicons do not know it."""
    gazetteer = load_gazetteer()
    if gazetteer.is_party(name):
        return name
    return next((n.code for n in gazetteer.find_in(name) if n.kind in PARTY), None)
