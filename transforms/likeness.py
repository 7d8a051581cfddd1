"""How alike two mentions are: of one event, of two that belong together, or of any two.

The weights are judgements, tried on the invented news of tests/clustering. What clashes is told
first: two rows of one article are two events by the contract of mentions, a call is no visit,
Monday is no Thursday. What is left is weighed.
"""

from collections.abc import Iterator
from typing import Literal

from transforms.clues import Clue, Person

SAME = 0.55
"""Likeness from which two claims are of one event."""

_NEWS = 4  # days that news of an undated event lags behind it
_AHEAD = 30  # days that a plan without a date looks ahead
_MOVED = 21  # days by which a planned event moves and is still the same
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
    if one.article_id == other.article_id and one.mention_id != other.mention_id:
        return 0.0
    when = _when(one, other)
    if not when:
        return 0.0
    sides = _sides(one, other)
    if not sides or (one.event_type == "meeting" and _is_crowd_and_pair(one, other)):
        return 0.0
    persons, instruments, place = _persons(one, other), _instruments(one, other), _place(one, other)
    if persons < 0 or instruments < 0 or place < 0:
        return 0.0
    bonus = 0.2 * (persons + place + instruments) + 0.3 * (one.wording == other.wording)
    if not bonus and not (one.start and other.start) and len(one.parties) > 1:
        return 0.0  # two states talk of many things in a week; an organisation holds one session
    return min(1.0, 0.4 * sides + 0.4 * when + bonus)


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


def cells(clue: Clue) -> range:
    """Stretches of days of which two alike claims share one: what is compared at all."""
    if clue.start:
        slack = 1 if clue.status == "occurred" else _MOVED
        first, last = clue.start - slack, clue.end + slack
    else:
        first, last = _span(clue) or (clue.published, clue.published)
    return range(first // _CELL, last // _CELL + 1)


def _is_crowd_and_pair(one: Clue, other: Clue) -> bool:
    """A meeting of two is no gathering of four; what lies between fits both."""
    few, many = sorted((len(one.parties), len(other.parties)))
    return few == 2 and many >= _CROWD


def _sides(one: Clue, other: Clue) -> float:
    """1 for equal parties, less where one claim names only some of them, 0 for other parties."""
    if one.parties == other.parties:
        return 1.0
    common = len(one.parties & other.parties)
    if not common:
        return 0.0
    if common > 1 and common == min(len(one.parties), len(other.parties)):
        return 0.8
    if common > 1 and 2 * common >= len(one.parties | other.parties):
        return 0.6
    return 0.3 if common == min(len(one.parties), len(other.parties)) else 0.0


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
        return max(0.5 - 0.05 * far, 0.1) if is_plan or far <= _NEWS else 0.0
    dated, told = (one, other) if one.start else (other, one)
    return max(0.5 - 0.03 * abs(told.published - dated.start), 0.1)


def _dated(one: Clue, other: Clue) -> float:
    start, end = max(one.start, other.start), min(one.end, other.end)
    fine = one.precision == other.precision == "day"
    if start <= end:
        return 1.0 if fine else 0.6
    if fine and start - end == 1 and _place(one, other) > 0:
        return 0.5
    return 0.4 if _is_moved(one, other) or _is_moved(other, one) else 0.0


def _is_moved(plan: Clue, news: Clue) -> bool:
    """Was the *plan* moved before its day came, and is the later *news* of the new day?"""
    if plan.status == "occurred" or not plan.published or not news.published:
        return False
    held_off = plan.published < news.published
    in_time = news.status == "occurred" or news.published <= plan.start
    near = abs(plan.start - news.start) <= _MOVED
    return held_off and in_time and near and _persons(plan, news) > 0


def _span(clue: Clue) -> tuple[int, int] | None:
    """The days on which the event may lie."""
    if clue.start:
        return clue.start, clue.end
    if not clue.published or clue.background:
        return None
    if clue.status == "occurred":
        return clue.published - _NEWS, clue.published
    return clue.published - (_NEWS if clue.status == "cancelled" else 0), clue.published + _AHEAD


def _place(one: Clue, other: Clue) -> float:
    """1 for the same town, 0.3 for the same country, -1 for another, 0 where one is unknown."""
    if one.place is None or other.place is None:
        return 0.0
    if one.place in other.place or other.place in one.place:
        return 1.0
    if one.place_country is None or other.place_country is None:
        return 0.0
    return 0.3 if one.place_country == other.place_country else -1.0


def _instruments(one: Clue, other: Clue) -> float:
    """1 for the same name, 0 where one has none, -1 for two names without a word in common."""
    if not one.instrument or not other.instrument:
        return 0.0
    return 1.0 if not one.instrument.isdisjoint(other.instrument) else -1.0


def _persons(one: Clue, other: Clue) -> float:
    """1 if a party sends the same person, -1 if one sends others only, 0 if none is compared."""
    if not one.persons or not other.persons:
        return 0.0
    met: dict[str, bool] = {}
    for mine, theirs in _of_one_party(one, other):
        met[mine[0]] = met.get(mine[0], False) or mine[1] <= theirs[1] or theirs[1] <= mine[1]
    if not met:
        return 0.0
    return 1.0 if all(met.values()) else -1.0


def _of_one_party(one: Clue, other: Clue) -> Iterator[tuple[Person, Person]]:
    for mine in one.persons:
        for theirs in other.persons:
            if mine[0] == theirs[0]:
                yield mine, theirs
