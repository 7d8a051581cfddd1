"""What tells two mentions of one event from mentions of two: a claim made comparable."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from schemas.claim import Claim
from schemas.mention import DatePrecision, Participant, Status
from transforms.gazetteer import load_gazetteer
from transforms.rulebook import read_toml

Person = tuple[str, frozenset[str]]
"""Code of the party, words of the name."""

MEMBERSHIPS = frozenset({"joined", "withdrew"})
"""What is done with an organisation, which is party and instrument at once."""

NEVER = 0
"""The ordinal of the day of what has no day; no calendar has it."""

_CHANNELS = {"phone_call": "call", "virtual": "call", "visit": "visit"}
_ONE_ACTION = {"suspended": "withdrew"}
_PARTY_NAMES = {"country", "demonym"}
_PAIRS_OF = 6  # parties of one claim that are paired; more are a crowd, found by its first ones
_PAIR = 2  # sides of which somebody meets somebody
_WORDS_OF = 4  # words of an instrument under which a lone party's claim is looked for
_NEWS = 60  # days before or after its day on which an event is told of as news
_TURN = 8  # month in which a season begins
_ETERNITY = 9_999_999  # days, more than any calendar has
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3, None: 4}
_LEXICON = read_toml("lexicons/merging.toml")
_CIRCLES = {word: circle for circle, words in _LEXICON["circles"].items() for word in words}
_INSTRUMENT = _LEXICON["instrument"]
_SUCCESSORS = _LEXICON["successors"]
_EMPTY_WORDS = frozenset(_INSTRUMENT["empty_words"])
_NO_NAMES = frozenset(_LEXICON["names"]["empty_words"])
_MEMBERSHIP_WORDS = frozenset(_INSTRUMENT["membership_words"])


class Clue(NamedTuple):
    """A claim as it is compared; days are ordinals of the proleptic Gregorian calendar.

    Nothing but plain values, so that a million of them cross between steps in little room.
    """

    mention_id: str
    article_id: str
    rank: str  # sorts claims: those that say most come first, whatever order they arrive in
    event_type: str
    kind: str  # call, visit or talks; the action of a treaty
    gathers: bool  # many come together: no meeting of two on the margins
    is_session: bool  # many sit together, whoever of them is named
    circles: frozenset[str]  # whose session: farm ministers', leaders'
    status: Status
    background: bool
    parties: frozenset[str]
    bodies: frozenset[str]  # those of the parties that are organisations
    persons: tuple[Person, ...]
    published: int
    start: int
    end: int
    precision: DatePrecision | None
    place: str | None
    place_country: str | None
    instrument: frozenset[str]
    is_named: bool  # those words name it; others tell what was agreed
    wording: str


def clue_of(claim: Claim) -> Clue:
    """The clues of a claim."""
    persons = _persons(_named(claim))
    published = claim.published_at.toordinal() if claim.published_at else NEVER
    start, end = _days(claim, published)
    gathers = _gathers(claim, persons)
    return Clue(
        claim.mention_id,
        claim.article_id,
        _rank(claim, len(persons), published),
        claim.event_type,
        kind_of(claim),
        gathers,
        gathers and claim.meeting_format != "summit",
        _circles(claim.circles),
        claim.status,
        claim.is_background,
        _parties(claim.parties),
        _bodies(claim.participants),
        persons,
        published,
        start,
        end,
        claim.date_precision,
        town_of(claim.place) if claim.place else None,
        _SUCCESSORS.get(claim.place_country, claim.place_country),
        instrument_of(claim),
        claim.instrument_kind is not None,
        claim.wording,
    )


def kind_of(claim: Claim) -> str:
    """What sort of event: one sort is never another, though talks belong to a visit."""
    if claim.treaty_action:
        return _ONE_ACTION.get(claim.treaty_action, claim.treaty_action)
    return _CHANNELS.get(claim.meeting_format or "", "talks")


def block_keys(clue: Clue) -> Iterator[str]:
    """Keys of which two claims of one event share at least one: pairs of parties, a lone one.

    What has no key in common never hangs together. The season in each key is why no story hangs
    together for longer than a year, however long and often it is told.
    """
    parties = sorted(clue.parties)[:_PAIRS_OF]
    kind = f"{season_of(clue)}:{clue.event_type}"
    for pair in combinations(parties, 2):
        yield f"{kind}:{pair[0]}:{pair[1]}"
    for lone in parties if len(parties) == 1 else sorted(clue.bodies):
        yield f"{kind}:{lone}"
    if clue.event_type == "treaty" or not parties:
        for word in islice(sorted(clue.instrument), _WORDS_OF):
            yield from (f"{kind}:{party} {word}" for party in parties or ("",))


def season_of(clue: Clue) -> int:
    """The year of news, from August to July, to which an event belongs by its day.

    What has no day, or is told of long before or after it, belongs to the season when it is told.
    """
    is_news = clue.start and abs(clue.published - clue.start) <= _NEWS
    when = date.fromordinal((clue.start if is_news else clue.published) or 1)
    return when.year - (when.month < _TURN)


@lru_cache(1 << 16)
def folded(text: str) -> str:
    """The text in lower case without accents and marks.

    >>> folded("Ürümqi")
    'urumqi'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def instrument_of(claim: Claim) -> frozenset[str]:
    """The words of the claim's instrument; what is joined or left is the organisation itself."""
    words = words_of(claim.instrument, _parties(claim.parties))
    if kind_of(claim) in MEMBERSHIPS and words <= _MEMBERSHIP_WORDS:
        return _bodies(claim.participants)
    return words


@lru_cache(1 << 16)
def town_of(place: str) -> str | None:
    """The folded name of a town or venue; None for that of a whole country.

    >>> town_of("Bogotá, D.C."), town_of("Colombia")
    ('bogota, dc', None)
    """
    gazetteer = load_gazetteer()
    is_country = [(n.kind, n.text) for n in gazetteer.find_in(place)] == [("country", place)]
    return None if is_country and not gazetteer.city(place) else folded(place).replace(".", "")


@lru_cache(1 << 16)
def words_of(instrument: str | None, parties: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of an instrument's name that tell it from others of its kind and *parties*.

    >>> sorted(words_of("the new Chad-Libya Treaty on Fishing Rights", frozenset({"TCD", "LBY"})))
    ['fishing', 'rights']
    """
    if not instrument:
        return frozenset()
    rest, codes = instrument.partition(" to ")[0], set()  # what it is to do is not its name
    for name in reversed(load_gazetteer().find_in(rest)):
        is_party = name.code in parties and name.kind in _PARTY_NAMES
        if name.code and (is_party or name.kind == "organization"):
            rest = f"{rest[: name.start]} {rest[name.end :]}"
            codes |= {name.code} - parties
    letters = "".join(c if c.isalnum() else " " for c in folded(rest))
    return frozenset(codes) | {w for w in letters.split() if w not in _EMPTY_WORDS}


def _name_words(name: str) -> frozenset[str]:
    words = folded(name).replace("-", " ").replace(".", " ").split()
    return frozenset(w for w in words if len(w) > 1 and w not in _NO_NAMES)


def _gathers(claim: Claim, persons: tuple[Person, ...]) -> bool:
    """Do many come together: a multilateral meeting, the ministers or a summit of an organisation?

    Where somebody of one side meets somebody of another, it is their meeting.
    """
    present = {code for code, _ in persons}
    bodies = _bodies(claim.participants)
    states = _parties(claim.parties) - bodies - {claim.place_country}
    if len(present) == _PAIR and bodies and states <= present:
        return False
    if claim.meeting_format == "multilateral":
        return True
    if claim.meeting_format == "trilateral" and not present:
        return bool(bodies)
    return bool(bodies) and (
        claim.meeting_format == "summit" or bool(_circles(claim.circles) - {"leaders"})
    )


@lru_cache(1 << 16)
def _circles(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_CIRCLES[word] for word in words if word in _CIRCLES)


@lru_cache(1 << 16)
def _parties(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_SUCCESSORS.get(code, code) for code in codes)


@lru_cache(1 << 16)
def _persons(named: tuple[tuple[str, str], ...]) -> tuple[Person, ...]:
    """The persons in a fixed order; claims that name the same ones share them in memory."""
    persons = ((code, words) for code, name in named if (words := _name_words(name)))
    return tuple(sorted(persons, key=lambda person: (person[0], sorted(person[1]))))


def _named(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Parties and names of those who tell an event from others; of a visit, of who comes."""
    stay = "host" if claim.meeting_format == "visit" else None
    return tuple(
        (_SUCCESSORS.get(side.country, side.country) or side.organization or "", side.name)
        for side in claim.participants
        if side.name and (side.country or side.title) and side.role != stay
        if side.country or not _is_body(side.name)
    )


@lru_cache(1 << 16)
def _is_body(name: str) -> bool:
    """Is it the name of an organisation, whoever of it takes part? "leaders of APEC" are nobody."""
    return [n.text for n in load_gazetteer().find_in(name) if n.kind == "organization"] == [name]


def _bodies(sides: Iterable[Participant]) -> frozenset[str]:
    return frozenset(s.organization for s in sides if s.organization and not s.country)


def _rank(claim: Claim, persons: int, published: int) -> str:
    """Claims by how much they say, as a text that sorts so.

    Of what occurred the earlier goes before the later; of plans the later, since they move.
    """
    is_plan = claim.status != "occurred"
    turn = _ETERNITY - published if is_plan else published or _ETERNITY
    return (
        f"{_FINENESS[claim.date_precision]}{is_plan:d}"
        f"{99 - min(persons, 99):02}{99 - min(len(claim.parties), 99):02}"
        f"{claim.place is None:d}{turn:07}{claim.mention_id}"
    )


def _days(claim: Claim, published: int) -> tuple[int, int]:
    """First and last day on which the event may lie, by the date that the claim gives.

    A plan "for this year" is for what is left of it; what occurred "this year" has occurred.
    """
    if claim.event_date_start is None:
        return NEVER, NEVER
    start = claim.event_date_start.toordinal()
    last = claim.event_date_end or _last_day(claim.event_date_start, claim.date_precision)
    end = last.toordinal()
    if claim.date_precision != "day" and start <= published <= end:
        if claim.status == "occurred":
            return start, published
        if claim.status != "cancelled":
            return min(published + (claim.date_precision != "week"), end), end
    return start, end


def _last_day(start: date, precision: DatePrecision | None) -> date:
    """A claim without an end ends where its precision says."""
    if precision == "year":
        return date(start.year, 12, 31)
    if precision == "month":
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    return date.fromordinal(start.toordinal() + (6 if precision == "week" else 0))
