"""Which claim each claim leans on: its nearest by likeness, and the event that it belongs to.

A claim leans on one claim that says more, the likest of all within reach, and on one of the event
that its own is a part or a consequence of. So what hangs together is small: one event or few, and
who leans on whom depends on nothing but the claims published within reach of it. That is why a
merge of a few days gives exactly what a merge of all days gives.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence

from schemas.claim import REACH
from transforms.clues import Clue, block_keys
from transforms.likeness import SAME, STAGES, cells, kinship, likeness

Tie = tuple[str, tuple[float, str, str]]
"""Relation and mention; then distance, rank and id of the mention leant on. The least is best."""

_NEAREST = 30  # claims before and after a treaty's that are tried as the stage it follows


def ties(
    clues: Iterable[Clue], reach: int = REACH, days: Container[int] | None = None
) -> Iterator[Tie]:
    """The ties of each claim of a block, or of those published on the given *days*."""
    ranked = sorted(clues, key=lambda clue: clue.rank)
    yield from _likest(ranked, reach, days)
    if ranked and ranked[0].event_type == "treaty":
        yield from _stages(ranked, reach, days)
    else:
        yield from _visits(ranked, reach, days)


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


def links_among(
    clues: Iterable[Clue], reach: int = REACH, days: Container[int] | None = None
) -> list[tuple[str, str]]:
    """Who leans on whom, of the claims that were published on the given days."""
    blocks: dict[str, list[Clue]] = {}
    for clue in clues:
        for key in block_keys(clue):
            blocks.setdefault(key, []).append(clue)
    found = (tie for block in blocks.values() for tie in ties(block, reach, days))
    return [linked(key, end) for key, end in nearest(found).items()]


def _likest(ranked: Sequence[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    near: dict[tuple[str, int | str], list[Clue]] = {}
    for clue in ranked:
        own = [near.setdefault((clue.kind, cell), []) for cell in cells(clue)]
        if days is None or clue.published in days:
            told = {end.rank: end for ends in own for end in ends}.values()
            best = min(_ends(clue, told, reach), default=(0.0, "", ""))
            if best[0] <= -SAME:
                yield f"same {clue.mention_id}", best
        for ends in own:
            ends.append(clue)


def _ends(clue: Clue, told: Iterable[Clue], reach: int) -> Iterator[tuple[float, str, str]]:
    """What the claim may lean on; of two that are as like it, the nearer in time comes first."""
    for other in told:
        days = abs(clue.published - other.published)
        if days <= reach and other.mention_id != clue.mention_id:
            yield -likeness(clue, other), f"{days:03}{other.rank}", other.mention_id


def _visits(ranked: Sequence[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    near: dict[int | str, list[Clue]] = {}
    for clue in ranked:
        if clue.kind == "visit":
            for cell in cells(clue):
                near.setdefault(cell, []).append(clue)
    for clue in ranked if near else ():
        if clue.kind == "talks" and (days is None or clue.published in days):
            around = (visit for cell in cells(clue) for visit in near.get(cell, ()))
            yield from _kin(clue, around, reach)


def _stages(ranked: Sequence[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    told = sorted(ranked, key=lambda clue: (clue.published, clue.rank))
    for clue in told:
        if clue.kind in STAGES and (days is None or clue.published in days):
            place = bisect_left(told, clue.published, key=lambda c: c.published)
            first = max(0, place - _NEAREST)
            yield from _kin(clue, told[first : place + _NEAREST], reach)


def _kin(clue: Clue, candidates: Iterable[Clue], reach: int) -> Iterator[Tie]:
    """The one nearest in time of the last stage before, or of the visits."""
    ends = [
        (abs(clue.published - o.published) - 1000.0 * STAGES.get(o.kind, 0), o.rank, o.mention_id)
        for o in candidates
        if abs(clue.published - o.published) <= reach and kinship(clue, o)
    ]
    if ends:
        yield f"kin {clue.mention_id}", min(ends)
