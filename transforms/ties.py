"""Which claim each claim leans on: its nearest by likeness, and the event that it belongs to.

A claim leans on one claim that says more, the likest of all within reach, and on one of the event
that its own is a part or a consequence of. So what hangs together is small: one event or few, and
who leans on whom depends on nothing but the claims published within reach of it. That is why a
merge of a few days gives exactly what a merge of all days gives.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from schemas.claim import REACH
from transforms.clues import Clue
from transforms.likeness import SAME, STAGES, cells, kinship, likeness

Tie = tuple[str, tuple[float, str, str]]
"""Relation and mention; then distance, rank and id of the mention leant on. The least is best."""

_NEAREST = 30  # claims before and after a treaty's that are tried as the stage it follows


def ties(
    clues: Iterable[Clue],
    reach: int = REACH,
    days: Container[int] | None = None,
    apart: Container[int] = (),
) -> Iterator[Tie]:
    """The ties of each claim of a block, or of those published on the given *days*.

    Nothing leans on what was published on the days *apart*.
    """
    ranked = sorted(clues, key=lambda clue: clue.rank)
    leant_on = [clue for clue in ranked if clue.published not in apart]
    leaning = [clue for clue in ranked if days is None or clue.published in days]
    yield from _likest(leaning, leant_on, reach)
    if ranked and ranked[0].event_type == "treaty":
        yield from _stages(leaning, leant_on, reach)
    else:
        yield from _visits(leaning, leant_on, reach)


def nearest(found: Iterable[Tie]) -> dict[str, tuple[float, str, str]]:
    """The best tie of each relation and mention."""
    best: dict[str, tuple[float, str, str]] = {}
    for key, end in found:
        if key not in best or end < best[key]:
            best[key] = end
    return best


def linked(key: str, end: tuple[float, str, str]) -> tuple[str, str]:
    """The ids of the two mentions that a tie ties."""
    return key.partition(" ")[2], end[2]


def _likest(leaning: Iterable[Clue], leant_on: Sequence[Clue], reach: int) -> Iterator[Tie]:
    near: dict[tuple[str, int | str], list[Clue]] = {}
    passed = 0
    for clue in leaning:
        place = bisect_left(leant_on, clue.rank, key=lambda c: c.rank)
        for end in leant_on[passed:place]:
            for cell in cells(end):
                near.setdefault((end.kind, cell), []).append(end)
        passed = place
        told = (end for cell in cells(clue) for end in near.get((clue.kind, cell), ()))
        score, rank, other = min(
            ((-likeness(clue, end), end.rank, end.mention_id) for end in told
             if abs(clue.published - end.published) <= reach), default=(0.0, "", ""),
        )  # fmt: skip
        if score <= -SAME:
            yield f"same {clue.mention_id}", (score, rank, other)


def _visits(leaning: Iterable[Clue], leant_on: Iterable[Clue], reach: int) -> Iterator[Tie]:
    near: dict[int | str, list[Clue]] = {}
    for end in leant_on:
        if end.kind == "visit":
            for cell in cells(end):
                near.setdefault(cell, []).append(end)
    for clue in leaning if near else ():
        if clue.kind == "talks":
            around = (visit for cell in cells(clue) for visit in near.get(cell, ()))
            yield from _kin(clue, around, reach)


def _stages(leaning: Iterable[Clue], leant_on: Sequence[Clue], reach: int) -> Iterator[Tie]:
    told = sorted(leant_on, key=lambda clue: (clue.published, clue.rank))
    for clue in leaning:
        if clue.kind in STAGES:
            place = bisect_left(told, clue.published, key=lambda c: c.published)
            yield from _kin(clue, told[max(0, place - _NEAREST) : place + _NEAREST], reach)


def _kin(clue: Clue, candidates: Iterable[Clue], reach: int) -> Iterator[Tie]:
    """The one nearest in time of the last stage before, or of the visits."""
    ends = [
        (abs(clue.published - o.published) - 1000.0 * STAGES.get(o.kind, 0), o.rank, o.mention_id)
        for o in candidates
        if abs(clue.published - o.published) <= reach and kinship(clue, o)
    ]
    if ends:
        yield f"kin {clue.mention_id}", min(ends)
