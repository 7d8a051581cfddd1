"""How alike two mentions are: of one event, of two that belong together, or of any two.

The weights are judgements, tried on the invented news of tests/clustering. What clashes is told
first: two rows of one article are two events by the contract of mentions, a call is no visit,
Monday is no Thursday. What is left is weighed.
"""

from typing import Literal

from transforms.clues import Clue, Person

SAME = 0.55
"""Likeness from which two claims are of one event."""

_NEWS = 4  # days that news of an undated event lags behind it
_AHEAD = 30  # days that a plan without a date looks ahead
_MOVED = 21  # days by which a planned event moves and is still the same
_CROWD = 4  # parties from which a meeting is a gathering, not a meeting of pairs


def likeness(one: Clue, other: Clue) -> float:
    """From 0, two events, to 1; from `SAME` on, one event. Symmetric."""
    if _clash(one, other):
        return 0.0
    sides, when = _sides(one, other), _when(one, other)
    if not sides or not when:
        return 0.0
    shared = bool(_shared_persons(one, other))
    bonus = 0.2 * shared + 0.2 * (_place(one, other) or 0) + 0.2 * _instruments(one, other)
    return min(1.0, 0.4 * sides + 0.4 * when + bonus + 0.3 * (one.wording == other.wording))


def kinship(one: Clue, other: Clue) -> Literal["part_of", "follows"] | None:
    """How *one* belongs to *other* without being it: talks to a visit, a signing to a deal."""
    if one.event_type != other.event_type or one.kind == other.kind or _sides(one, other) < 0.6:
        return None
    if one.event_type == "meeting":
        is_part = (one.kind, other.kind) == ("talks", "visit") and bool(_shared_persons(one, other))
        return "part_of" if is_part and _when(one, other) else None
    is_later = _STAGE.get(one.kind, 0) > _STAGE.get(other.kind, 0) > 0
    return "follows" if is_later and _instruments(one, other) > 0 else None


_STAGE = {
    "proposed": 1, "negotiating": 2, "agreed": 3, "signed": 4, "ratified": 5, "in_force": 6,
    "extended": 7, "amended": 7, "violated": 8, "withdrew": 9, "expired": 9,
}  # fmt: skip


def cells(clue: Clue) -> range:
    """Weeks of which two alike claims share one; so a claim is compared with few of all others."""
    if clue.event_type == "treaty":  # a ratification follows its signing after any time
        return range(1)
    if clue.start is not None:
        slack = 1 if clue.status == "occurred" else _MOVED
        return range((clue.start - slack) // 7, ((clue.end or clue.start) + slack) // 7 + 1)
    first, last = _span(clue) or (clue.published or 0, clue.published or 0)
    return range((first - 1) // 7, (last + 1) // 7 + 1)


def _clash(one: Clue, other: Clue) -> bool:
    """Can they not be of one event, whatever else they share?"""
    if one.event_type != other.event_type or one.kind != other.kind:
        return True
    if one.article_id == other.article_id and one.mention_id != other.mention_id:
        return True
    if one.event_type == "meeting" and {1} < {_size(one), _size(other)} == {2, _CROWD}:
        return True
    if _instruments(one, other) < 0 or (_place(one, other) or 0) < 0:
        return True
    both = {code for code, _ in one.persons} & {code for code, _ in other.persons}
    return any(not _shared_persons(one, other, code) for code in both)


def _size(clue: Clue) -> int:
    """2 for a pair, 4 for a gathering of four or more; what lies between fits both."""
    return min(len(clue.parties), _CROWD)


def _sides(one: Clue, other: Clue) -> float:
    """1 for equal parties, less where one claim names only some of them, 0 for other parties."""
    if one.parties == other.parties:
        return 1.0
    common = one.parties & other.parties
    few, many = sorted((one.parties, other.parties), key=len)
    if few <= many and len(few) > 1:
        return 0.8
    if len(common) > 1 and 2 * len(common) >= len(one.parties | other.parties):
        return 0.6
    return 0.3 if common else 0.0


def _when(one: Clue, other: Clue) -> float:
    """1 for the same day, less for what may be the same time, 0 for another time."""
    if one.start is not None and other.start is not None:
        return _dated(one, other)
    if one.start is None and other.start is None and one.published == other.published:
        return 0.5
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return 0.0
    if one.start is None and other.start is None:
        far = abs((one.published or 0) - (other.published or 0))
        return 0.5 - 0.05 * far if far <= _NEWS else 0.0
    dated, told = (one, other) if one.start is not None else (other, one)
    far = abs((told.published or 0) - (dated.start or 0))
    return max(0.5 - 0.03 * far, 0.1)


def _dated(one: Clue, other: Clue) -> float:
    start, end = max(one.start or 0, other.start or 0), min(one.end or 0, other.end or 0)
    fine = {one.precision, other.precision} == {"day"}
    if start <= end:
        return 1.0 if fine else 0.6
    if fine and start - end == 1 and (_place(one, other) or 0) > 0:
        return 0.5
    return 0.4 if _is_moved(one, other) or _is_moved(other, one) else 0.0


def _is_moved(plan: Clue, news: Clue) -> bool:
    """Was the *plan* moved before its day came, and is the later *news* of the new day?"""
    if plan.status == "occurred" or plan.published is None or news.published is None:
        return False
    held_off = plan.published < news.published
    in_time = news.status == "occurred" or news.published <= (plan.start or 0)
    near = abs((plan.start or 0) - (news.start or 0)) <= _MOVED
    return held_off and in_time and near and bool(_shared_persons(plan, news))


def _span(clue: Clue) -> tuple[int, int] | None:
    """The days on which the event may lie."""
    if clue.start is not None:
        return clue.start, clue.end or clue.start
    if clue.published is None or clue.background:
        return None
    if clue.status == "occurred":
        return clue.published - _NEWS, clue.published
    return clue.published - (_NEWS if clue.status == "cancelled" else 0), clue.published + _AHEAD


def _place(one: Clue, other: Clue) -> float | None:
    """1 for the same town, 0.3 for the same country, -1 for another, None where one is unknown."""
    if one.place is None or other.place is None:
        return None
    if one.place in other.place or other.place in one.place:
        return 1.0
    if one.place_country is None or other.place_country is None:
        return None
    return 0.3 if one.place_country == other.place_country else -1.0


def _instruments(one: Clue, other: Clue) -> float:
    """1 for the same name, 0 where one has none, -1 for two names without a word in common."""
    if not one.instrument or not other.instrument:
        return 0.0
    return 1.0 if one.instrument & other.instrument else -1.0


def _shared_persons(one: Clue, other: Clue, code: str | None = None) -> list[tuple[Person, Person]]:
    """The persons whom both name, of one party or of all; a surname alone is enough."""
    return [
        (mine, theirs)
        for mine in one.persons
        for theirs in other.persons
        if mine[0] == theirs[0]
        and code in (None, mine[0])
        and (mine[1] <= theirs[1] or theirs[1] <= mine[1])
    ]
