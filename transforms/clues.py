"""What tells two mentions of one event from mentions of two: a claim made comparable."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from schemas.claim import Claim
from schemas.mention import DatePrecision, Status
from transforms.rulebook import read_toml

Person = tuple[str, frozenset[str]]
"""Code of the party, words of the name."""

_CHANNELS = {"phone_call": "call", "virtual": "call", "visit": "visit"}
_ONE_ACTION = {"suspended": "withdrew"}
_PAIRS_OF = 8  # parties of one claim that are paired; more are a crowd, found by its first ones
_EMPTY_WORDS = frozenset(read_toml("lexicons/merging.toml")["instrument"]["empty_words"])


@dataclass(frozen=True, slots=True)
class Clue:
    """A claim as it is compared; days are ordinals of the proleptic Gregorian calendar."""

    mention_id: str
    article_id: str
    event_type: str
    kind: str  # call, visit or talks; the action of a treaty
    status: Status
    background: bool
    parties: frozenset[str]
    persons: tuple[Person, ...]
    published: int | None
    start: int | None
    end: int | None
    precision: DatePrecision | None
    place: str | None
    place_country: str | None
    instrument: frozenset[str]
    outlet: str
    wording: str
    confidence: float


def clue_of(claim: Claim) -> Clue:
    """The clues of a claim."""
    start, end = claim.event_date_start, claim.event_date_end
    return Clue(
        claim.mention_id,
        claim.article_id,
        claim.event_type,
        kind_of(claim),
        claim.status,
        claim.is_background,
        frozenset(claim.parties),
        tuple(sorted(_persons(claim), key=lambda p: (p[0], sorted(p[1])))),
        claim.published_at.date().toordinal() if claim.published_at else None,
        start.toordinal() if start else None,
        (end or _last_day(start, claim.date_precision)).toordinal() if start else None,
        claim.date_precision,
        folded(claim.place) if claim.place else None,
        claim.place_country,
        words_of(claim.instrument),
        claim.outlet,
        claim.wording,
        claim.confidence,
    )


def kind_of(claim: Claim) -> str:
    """What sort of event: one sort is never another, though talks belong to a visit."""
    if claim.treaty_action:
        return _ONE_ACTION.get(claim.treaty_action, claim.treaty_action)
    return _CHANNELS.get(claim.meeting_format or "", "talks")


def block_keys(clue: Clue) -> Iterator[str]:
    """Keys of which two claims of one event share at least one: pairs of parties, a lone one."""
    parties = sorted(clue.parties)[:_PAIRS_OF]
    for pair in combinations(parties, 2):
        yield f"{clue.event_type}:{pair[0]}:{pair[1]}"
    if len(parties) == 1 or clue.event_type == "treaty":
        yield from (f"{clue.event_type}:{party}" for party in parties)
    if not parties:
        yield f"{clue.event_type}:{'_'.join(sorted(clue.instrument))}"


def folded(text: str) -> str:
    """The text in lower case without accents and marks.

    >>> folded("Ürümqi")
    'urumqi'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words_of(instrument: str | None) -> frozenset[str]:
    """The words of an instrument's name that tell it from others of its kind."""
    if not instrument:
        return frozenset()
    letters = "".join(c if c.isalnum() else " " for c in folded(instrument))
    return frozenset(w for w in letters.split() if w not in _EMPTY_WORDS)


def _persons(claim: Claim) -> Iterator[Person]:
    for side in claim.participants:
        if side.name and (side.country or side.title):
            words = folded(side.name).replace("-", " ").replace(".", " ").split()
            yield (
                side.country or side.organization or "",
                frozenset(w for w in words if len(w) > 1),
            )


def _last_day(start: date | None, precision: DatePrecision | None) -> date:
    """A claim without an end ends where its precision says."""
    if start is None:
        raise ValueError("a claim without a date has no last day")
    if precision == "year":
        return date(start.year, 12, 31)
    if precision == "month":
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date.fromordinal(start.toordinal() + (6 if precision == "week" else 0))
