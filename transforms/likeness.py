"""How alike two mentions are: of one event, of two that belong together, or of any two.

The weights are judgements, tried on the invented news of tests/clustering. What clashes is told
first: two rows of one article are two events by the contract of mentions, a call is no visit,
Monday is no Thursday. What is left is weighed.
"""

from typing import Literal

from transforms.clues import Clue
from transforms.same_place import same_place
from transforms.same_sides import are_other_rounds, same_persons, same_sides
from transforms.same_time import HARDLY, ONCE, same_time

SAME = 0.55
"""Likeness from which two claims are of one event."""

_CLOSE = 0.45  # likeness of times from which three, or an organisation, hold no other meeting
_SOON = 0.5  # likeness of times that no more than the days of publication tell
_PAIR = 2  # states that meet again and again
_ASTRAY = 30  # days between the dates of two reports of what is done only once
_MOST = 0.6  # likeness of sides from which most of them are the same
_LEAST = 0.1  # the same of reports a day apart
_LITTLE = 0.15  # of likeness by persons, places and instruments that proves nothing alone

STAGES = {
    "proposed": 1, "negotiating": 2, "agreed": 3, "signed": 4, "ratified": 5, "in_force": 6,
    "extended": 7, "amended": 7, "violated": 8, "withdrew": 9, "expired": 9,
}  # fmt: skip
"""How far in its life a treaty is at each action."""


def likeness(one: Clue, other: Clue) -> float:
    """From 0, two events, to 1; from `SAME` on, one event. Symmetric."""
    if one.kind != other.kind or one.event_type != other.event_type:
        return 0.0
    sides = same_sides(one, other)
    if not sides or are_other_rounds(one, other) or _is_next(one, other) or _is_next(other, one):
        return 0.0
    once = _once(one, other)
    when = max(same_time(one, other), once)
    if not when:
        return 0.0
    persons, place = same_persons(one, other), same_place(one, other)
    instruments = _instruments(one, other)
    if once or (persons == 1 and sides >= _MOST and _is_then(one, other, when)):
        place = max(place, 0.0)  # who met at that time did not meet in two countries
    if persons < 0 or instruments < 0 or place < 0:
        return 0.0
    circles = one.is_session and other.is_session and bool(one.circles & other.circles)
    known = 0.2 * (persons + instruments + circles) + 0.3 * (one.wording == other.wording)
    bonus = known + 0.2 * place
    told_apart = 0.1 if one.article_id == other.article_id else 0.0
    proof = known + 0.2 * (place == 1)
    is_elsewhere = 0 < place < _MOST and when <= _SOON and persons < 1
    is_soon = one.event_type == "meeting" and when >= _CLOSE
    is_vague = proof < (_LEAST if is_soon else _LITTLE) and _is_vague(one, other, when)
    is_doubtful = when == HARDLY or is_elsewhere or is_vague
    enough = SAME - 0.05 if is_doubtful else 1.0
    return min(enough, 0.4 * sides + 0.4 * when + bonus - told_apart)


def kinship(one: Clue, other: Clue) -> Literal["part_of", "follows"] | None:
    """How *one* belongs to *other* without being it: talks to a visit, a signing to a deal."""
    if one.event_type != other.event_type or one.kind == other.kind:
        return None
    if one.event_type == "meeting":
        if (one.kind, other.kind) != ("talks", "visit") or not same_time(one, other):
            return None
        return (
            "part_of" if same_persons(one, other) > 0 and same_sides(one, other) >= _MOST else None
        )
    if not STAGES.get(one.kind, 0) > STAGES.get(other.kind, 0) > 0:
        return None
    return "follows" if _instruments(one, other) > 0 and same_sides(one, other) >= _MOST else None


def _is_then(one: Clue, other: Clue, when: float) -> bool:
    """Are the times so near that who met, met once? In a month one travels to many places."""
    return bool(one.start and other.start) and when >= _SOON + 0.1 * (one.kind == "visit")


def _is_next(plan: Clue, news: Clue) -> bool:
    """Does one article tell of what was held and, without a day, of what is to come?"""
    if plan.article_id != news.article_id or plan.start:
        return False
    return plan.status in ("planned", "proposed") and news.status == "occurred"


def _is_vague(one: Clue, other: Clue, when: float) -> bool:
    """Two states talk of many things in a week; an organisation makes many deals in a month."""
    if 1 in (len(one.parties), len(other.parties)):
        return one.event_type == "treaty" and not (when == 1 and one.bodies & other.bodies)
    if one.event_type == "treaty":
        return not (one.start and other.start)
    if when >= _CLOSE and (one.bodies & other.bodies or len(one.parties & other.parties) > _PAIR):
        return False
    return not one.precision == other.precision == "day"


def _once(one: Clue, other: Clue) -> float:
    """0.3 for what is done only once with an instrument, whatever days the reports give."""
    if one.kind not in ONCE or _instruments(one, other) <= 0 or same_sides(one, other) < _MOST:
        return 0.0
    if not one.start or not other.start:
        return 0.3
    are_past = one.status == other.status == "occurred"
    is_over = are_past or _is_over(one, other) or _is_over(other, one)
    apart = max(one.start, other.start) - min(one.end, other.end)
    return 0.0 if is_over and apart > _ASTRAY else 0.3


def _is_over(past: Clue, plan: Clue) -> bool:
    """Was it over when the *plan* was told?"""
    return past.status == "occurred" != plan.status and past.end < plan.published - _ASTRAY


def _instruments(one: Clue, other: Clue) -> float:
    """1 for the same name, 0 where one has none or few words are common, -1 for two names."""
    if not one.instrument or not other.instrument:
        return 0.0
    common = len(one.instrument & other.instrument)
    if 2 * common >= min(len(one.instrument), len(other.instrument)):
        return 1.0
    return -1.0 if not common and one.is_named and other.is_named else 0.0
