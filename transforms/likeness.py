"""How alike two mentions are: of one event, of two that belong together, or of any two.

The weights are judgements, tried on the invented news of tests/clustering. What clashes is told
first: two rows of one article are two events by the contract of mentions, a call is no visit,
Monday is no Thursday. What is left is weighed.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from transforms.clues import MEMBERSHIPS, Clue, Person

SAME = 0.55
"""Likeness from which two claims are of one event."""

_NEWS = 4  # days that news of an undated event lags behind it
_AHEAD = 45  # days that a plan without a date looks ahead
_MOVED = 21  # days by which a planned event moves and is still the same
_CLOSE = 0.45  # likeness of times from which an organisation holds no other meeting of its kind
_FAR = 0.05  # likeness of times that fit and lie weeks apart
_HARDLY = 0.01  # likeness of times that do not clash and prove nothing
_OVERLAP = {"day": 1.0, "week": 0.6, "month": 0.5, "year": 0.3, None: 0.0}
_STAY = 4  # days between two that both belong to a visit
_ASTRAY = 30  # days between the dates of two reports of what is done only once
_NICKNAME = 3  # letters of a first name that are enough to know it by
_SPELLING = 5  # letters that two spellings of a name begin with
_ONCE = {"agreed", "signed", "ratified", "in_force", "joined", "withdrew", "expired"}
_LITTLE = 0.15  # of likeness by persons, places and instruments that proves nothing alone
_PAIR = 2  # persons in both that are enough to know a meeting by
_CROWD = 4  # parties from which a meeting is a gathering, not a meeting of pairs
_CELL = 8  # days

STAGES = {
    "proposed": 1, "negotiating": 2, "agreed": 3, "signed": 4, "ratified": 5, "in_force": 6,
    "extended": 7, "amended": 7, "violated": 8, "withdrew": 9, "expired": 9,
}  # fmt: skip
"""How far in its life a treaty is at each action."""


def likeness(one: Clue, other: Clue) -> float:
    """From 0, two events, to 1; from `SAME` on, one event. Symmetric."""
    if one.kind != other.kind or one.event_type != other.event_type:
        return 0.0
    sides = _sides(one, other)
    if not sides or (one.kind == "talks" and _is_crowd_and_pair(one, other)):
        return 0.0
    if one.event_type == "meeting" and one.kind != "visit" and _sat_with_others(one, other):
        return 0.0
    once = _once(one, other)
    when = max(_when(one, other), once)
    if not when:
        return 0.0
    persons, instruments, place = _persons(one, other), _instruments(one, other), _place(one, other)
    place = max(place, 0.0) if once else place
    if persons < 0 or instruments < 0 or place < 0:
        return 0.0
    known = 0.2 * (persons + instruments) + 0.3 * (one.wording == other.wording)
    bonus = known + 0.2 * place
    told_apart = 0.1 if one.article_id == other.article_id else 0.0
    proof = known + 0.2 * (place == 1)
    is_doubtful = when == _HARDLY or (proof < _LITTLE and _is_vague(one, other, when))
    enough = SAME - 0.05 if is_doubtful else 1.0
    return min(enough, 0.4 * sides + 0.4 * when + bonus - told_apart)


def kinship(one: Clue, other: Clue) -> Literal["part_of", "follows"] | None:
    """How *one* belongs to *other* without being it: talks to a visit, a signing to a deal."""
    if one.event_type != other.event_type or one.kind == other.kind:
        return None
    if one.event_type == "meeting":
        if (one.kind, other.kind) != ("talks", "visit") or not _when(one, other):
            return None
        return "part_of" if _persons(one, other) > 0 and _sides(one, other) >= 0.6 else None
    if not STAGES.get(one.kind, 0) > STAGES.get(other.kind, 0) > 0:
        return None
    return "follows" if _instruments(one, other) > 0 and _sides(one, other) >= 0.6 else None


def cells(clue: Clue) -> Iterator[int | str]:
    """Stretches of days, or words, of which two alike claims share one: what is compared at all."""
    if clue.start:
        slack = _STAY if clue.status == "occurred" else _MOVED
        first, last = clue.start - slack, clue.end + (_AHEAD if _is_doubtful(clue) else slack)
    else:
        first, last = _span(clue) or (clue.published, clue.published)
    yield from range(first // _CELL, last // _CELL + 1)
    if clue.kind in _ONCE:
        yield from clue.instrument


def _is_vague(one: Clue, other: Clue, when: float) -> bool:
    """Two states talk of many things in a week; an organisation makes many deals in a month."""
    if 1 in (len(one.parties), len(other.parties)):
        return one.event_type == "treaty"
    if one.event_type == "treaty":
        return not (one.start and other.start)
    if one.bodies & other.bodies and when >= _CLOSE:
        return False
    return not one.precision == other.precision == "day"


def _is_crowd_and_pair(one: Clue, other: Clue) -> bool:
    """A meeting of two states is no gathering of four; what lies between fits both."""
    few, many = sorted((one, other), key=lambda clue: len(clue.parties))
    if len(few.parties) > 2 or few.bodies or len(many.parties) < _CROWD:
        return False
    present = {code for code, _ in many.persons}
    return not (len(present) == 2 and present == few.parties)  # the others are only talked about


def _sat_with_others(one: Clue, other: Clue) -> bool:
    """Do both name somebody of a party that the other lacks, or does one of a third beside a pair?

    On the margins of a summit a leader meets others in turn.
    """
    if one.is_session or other.is_session:
        return False
    mine, theirs = _strangers(one, other), _strangers(other, one)
    return bool((mine and (theirs or _is_pair(other))) or (theirs and _is_pair(one)))


def _strangers(one: Clue, other: Clue) -> set[str]:
    """Parties that only *one* claim has, and whose persons are not in the other."""
    met = {person for person, _ in _met(one, other)}
    return {p[0] for p in one.persons if p[0] and p[0] not in other.parties and p not in met}


def _is_pair(clue: Clue) -> bool:
    """Two states, and somebody named of each."""
    return len(clue.parties) == _PAIR and clue.parties == {code for code, _ in clue.persons}


def _sides(one: Clue, other: Clue) -> float:
    """1 for equal parties, less where one claim names only some of them, 0 for other parties."""
    if one.parties == other.parties:
        return 1.0
    common = len(one.parties & other.parties)
    if not common:
        return 0.0
    if _names_only_the_host(one, other) or _names_only_the_host(other, one):
        return 0.8 if one.precision == other.precision else 0.6
    if one.kind in MEMBERSHIPS and (
        one.parties <= one.instrument or other.parties <= other.instrument
    ):
        return 0.6  # one does not say who joins or leaves
    if common > 1 and common == min(len(one.parties), len(other.parties)):
        return 0.8
    if common > 1 and 2 * common >= len(one.parties | other.parties):
        return 0.6
    if common == min(len(one.parties), len(other.parties)):
        return 0.3
    return 0.3 if one.is_session and other.is_session and one.bodies & other.bodies else 0.0


def _names_only_the_host(one: Clue, other: Clue) -> bool:
    """Is it an organisation's own session, of which *other* names states that take part?"""
    return one.event_type == "meeting" and len(one.parties) == 1 and one.parties <= other.bodies


def _when(one: Clue, other: Clue) -> float:
    """1 for the same day, less for what may be the same time, 0 for another time."""
    if one.start and other.start:
        return _dated(one, other)
    if not one.start and not other.start and one.published == other.published:
        return 0.5 if one.published or one.wording == other.wording else 0.0
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return 0.0
    if not one.start and not other.start:
        far = abs(one.published - other.published)
        is_plan = "occurred" not in (one.status, other.status)
        lag = _NEWS if one.bodies & other.bodies else _NEWS // 2  # talks are held again and again
        lag = _NEWS + _STAY if one.kind == "visit" else lag
        return max(0.5 - 0.05 * far, _FAR) if is_plan or far <= lag else 0.0
    dated, told = (one, other) if one.start else (other, one)
    near = max(0.5 - 0.03 * abs(told.published - dated.start), _FAR)
    return near * _OVERLAP[dated.precision]


def _dated(one: Clue, other: Clue) -> float:
    start, end = max(one.start, other.start), min(one.end, other.end)
    fine = one.precision == other.precision == "day"
    if start <= end:
        return min(_OVERLAP[one.precision], _OVERLAP[other.precision])
    apart = start - end
    if fine and apart == 1 and _is_one_occasion(one, other):
        return 0.5
    if fine and one.kind == "visit" and apart <= _STAY and _persons(one, other) > 0:
        return 0.5
    if _is_moved(one, other) or _is_moved(other, one):
        is_told = "occurred" not in (one.status, other.status)
        return 0.4 if is_told or apart <= _STAY else _HARDLY
    is_ahead = _is_still_ahead(one, other) or _is_still_ahead(other, one)
    return 0.2 if is_ahead and _persons(one, other) == 1 else 0.0


def _is_one_occasion(one: Clue, other: Clue) -> bool:
    """May reports that differ by a day be of one occasion?"""
    if one.event_type == "treaty" or (one.is_session and other.is_session):
        return True
    is_told_at_once = one.start == one.published and other.start == other.published
    return not is_told_at_once and _place(one, other) > 0 and _persons(one, other) > 0


def _is_doubtful(clue: Clue) -> bool:
    """Is it a plan for the day of its publication? That is often the day of who told of it."""
    return clue.status in ("planned", "proposed") and clue.start == clue.end == clue.published


def _is_still_ahead(plan: Clue, news: Clue) -> bool:
    return _is_doubtful(plan) and plan.start < news.start <= plan.start + _AHEAD


def _once(one: Clue, other: Clue) -> float:
    """0.3 for what is done only once with an instrument, whatever days the reports give."""
    if one.kind not in _ONCE or _instruments(one, other) <= 0 or _sides(one, other) < 0.6:
        return 0.0
    if not one.start or not other.start or not one.status == other.status == "occurred":
        return 0.3
    return 0.3 if max(one.start, other.start) - min(one.end, other.end) <= _ASTRAY else 0.0


def _is_moved(plan: Clue, news: Clue) -> bool:
    """Was the *plan* moved before its day came, and is the later *news* of the new day?"""
    if plan.status == "occurred" or not plan.published or not news.published:
        return False
    held_off = plan.published < news.published
    in_time = news.status == "occurred" or news.published <= plan.start
    near = abs(plan.start - news.start) <= _MOVED
    if not (held_off and in_time and near and _persons(plan, news) > 0):
        return False
    return plan.parties == news.parties or len({person for person, _ in _met(plan, news)}) > 1


def _span(clue: Clue) -> tuple[int, int] | None:
    """The days on which the event may lie; a visit goes on for some before and after."""
    first, last = clue.start, clue.end
    if not clue.start:
        if not clue.published or clue.background:
            return None
        first = clue.published - (0 if clue.status in ("planned", "proposed") else _NEWS)
        last = clue.published + (0 if clue.status == "occurred" else _AHEAD)
    stay = _STAY if clue.kind == "visit" else 0
    return first - stay, last + stay


def _place(one: Clue, other: Clue) -> float:
    """1 for the same town, 0.6 for a town and its country, 0.3 for two towns of one country, -1
    for two countries, 0 where one is unknown."""
    if one.place and other.place and _is_within(one.place, other.place):
        return 1.0
    if one.place_country is None or other.place_country is None:
        return 0.0
    if one.place_country != other.place_country:
        return -1.0
    return 0.3 if one.place and other.place else 0.6


@lru_cache(1 << 16)
def _is_within(one: str, other: str) -> bool:
    """Are all words of one place among those of the other?"""
    words, others = (set(place.replace(",", " ").split()) for place in (one, other))
    return words <= others or others <= words


def _instruments(one: Clue, other: Clue) -> float:
    """1 for the same name, 0 where one has none or few words are common, -1 for two names."""
    if not one.instrument or not other.instrument:
        return 0.0
    common = len(one.instrument & other.instrument)
    if 2 * common >= min(len(one.instrument), len(other.instrument)):
        return 1.0
    return -1.0 if not common and one.is_named and other.is_named else 0.0


def _persons(one: Clue, other: Clue) -> float:
    """1 if two persons are in both, less for one or where each names others, 0 if none is.

    -1 if a party sends others only. Somebody whom the other claim takes for another party's
    official is no other; an organisation has many who speak for it; who comes makes a visit.
    """
    pairs = _met(one, other)
    mine, theirs = {person for person, _ in pairs}, {person for _, person in pairs}
    met = {code for code, _ in mine | theirs}
    first, second = {code for code, _ in one.persons}, {code for code, _ in other.persons}
    if (first & second) - met - one.bodies - other.bodies:
        return -1.0
    if not met:
        return -1.0 if one.kind == other.kind == "visit" and first and second else 0.0
    if one.kind == other.kind == "visit":
        return 1.0
    enough = min(_PAIR, len(one.parties), len(other.parties)) or 1
    apart = len(mine) < len(one.persons) and len(theirs) < len(other.persons)
    return min(1.0, min(len(mine), len(theirs)) / enough) / (1 + apart)


def _met(one: Clue, other: Clue) -> list[tuple[Person, Person]]:
    """Those who are in both, whosever officials they are."""
    return [(p, o) for p in one.persons for o in other.persons if _is_one_name(p[1], o[1])]


@lru_cache(1 << 16)
def _is_one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Has each word of the shorter name its like in the other, however it is spelled?"""
    few, many = sorted((one, other), key=len)
    if few <= many:
        return True
    known = not few.isdisjoint(many)
    return all(any(_is_one_word(a, b, known) for b in many) for a in few)


def _is_one_word(one: str, other: str, known: bool) -> bool:
    """Zelensky and Zelenskyy; Ben and Benjamin where another word of the name is the same."""
    short, long = sorted((one, other), key=len)
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    if known and alike == len(short) >= _NICKNAME:
        return True
    return alike >= _SPELLING and len(long) - alike <= 2
