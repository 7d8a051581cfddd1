"""When it was: whether two claims may be of one time, and where they meet to be compared."""

from collections.abc import Iterator

from transforms.clues import Clue
from transforms.same_place import same_place
from transforms.same_sides import met_in_both, same_persons

_NEWS = 4  # days that news of an undated event lags behind it
_STORY = 14  # days for which news of one undated act on a treaty goes on
_LATE = 1  # days by which a plan is told of too late
_AHEAD = 45  # days that a plan without a date looks ahead
_MOVED = 21  # days by which a planned event moves and is still the same
_STAY = 4  # days between two that both belong to a visit
_FAR = 0.05  # likeness of times that fit and lie weeks apart
HARDLY = 0.01  # likeness of times that do not clash and prove nothing
_OVERLAP = {"day": 1.0, "week": 0.6, "month": 0.5, "year": 0.3, None: 0.0}
_CELL = 8  # days

ONCE = {"agreed", "signed", "ratified", "in_force", "joined", "withdrew", "expired"}
"""What is done only once with an instrument."""


def same_time(one: Clue, other: Clue) -> float:
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
        lag = _STORY if one.event_type == "treaty" else lag
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
    if fine and one.kind == "visit" and apart <= _STAY and same_persons(one, other) > 0:
        return 0.5
    if _is_moved(one, other) or _is_moved(other, one):
        is_told = "occurred" not in (one.status, other.status)
        return 0.4 if is_told or apart <= _STAY else HARDLY
    is_ahead = _is_still_ahead(one, other) or _is_still_ahead(other, one)
    return 0.2 if is_ahead and same_persons(one, other) == 1 else 0.0


def _is_one_occasion(one: Clue, other: Clue) -> bool:
    """May reports that differ by a day be of one occasion?"""
    is_session = (one.gathers or other.gathers) and one.bodies & other.bodies
    if one.event_type == "treaty" or is_session:
        return True
    is_told_at_once = one.start == one.published and other.start == other.published
    if is_told_at_once:
        return False
    place, persons = same_place(one, other), same_persons(one, other)
    return (persons == 1 and place >= 0) or (persons > 0 and place > 0)


def _is_moved(plan: Clue, news: Clue) -> bool:
    """Was the *plan* moved before its day came, and is the later *news* of the new day?"""
    if plan.status == "occurred" or not plan.published or not news.published:
        return False
    held_off = plan.published < news.published
    in_time = news.status == "occurred" or news.published <= plan.start
    near = abs(plan.start - news.start) <= _MOVED
    if not (held_off and in_time and near and same_persons(plan, news) > 0):
        return False
    both = {person for person, _ in met_in_both(plan, news)}
    return plan.parties == news.parties or len(both) > 1


def _is_still_ahead(plan: Clue, news: Clue) -> bool:
    return _is_doubtful(plan) and plan.start < news.start <= plan.start + _AHEAD


def _is_doubtful(clue: Clue) -> bool:
    """Is it a plan for the day of its publication? That is often the day of who told of it."""
    return clue.status in ("planned", "proposed") and clue.start == clue.end == clue.published


def _span(clue: Clue) -> tuple[int, int] | None:
    """The days on which the event may lie; a visit goes on for some before and after."""
    first, last = clue.start, clue.end
    if not clue.start:
        if not clue.published or clue.background:
            return None
        lag = _STORY if clue.event_type == "treaty" else _NEWS
        first = clue.published - (_LATE if clue.status in ("planned", "proposed") else lag)
        last = clue.published + (0 if clue.status == "occurred" else _AHEAD)
    stay = _STAY if clue.kind == "visit" else 0
    return first - stay, last + stay


def cells(clue: Clue) -> Iterator[int | str]:
    """Stretches of days, or words, of which two alike claims share one: what is compared at all."""
    if clue.start:
        slack = _STAY if clue.status == "occurred" else _MOVED
        first, last = clue.start - slack, clue.end + (_AHEAD if _is_doubtful(clue) else slack)
    else:
        first, last = _span(clue) or (clue.published, clue.published)
    yield from range(first // _CELL, last // _CELL + 1)
    if clue.kind in ONCE:
        yield from clue.instrument
