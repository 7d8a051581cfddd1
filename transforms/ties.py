"""Which claim each claim leans on: its nearest by likeness, and the event that it belongs to.

A claim leans on one claim that says more, the likest of all within reach, and on one of the event
that its own is a part or a consequence of. So what hangs together is small: one event or few, and
who leans on whom depends on nothing but the claims published within reach of it. That is why a
merge of a few days gives exactly what a merge of all days gives.
"""

from bisect import bisect_left, insort
from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from schemas.claim import REACH
from transforms.clues import Clue, block_keys
from transforms.likeness import SAME, STAGES, kinship, likeness
from transforms.same_time import cells

End = tuple[float, str, str]
"""Distance, rank and id of a mention leant on. The least is best."""

Tie = tuple[str, End]
"""Relation and mention; the end of the tie."""

_NEAREST = 15  # claims before a claim, and as many after it, that are tried of each sort and time
_SUPPORTS = {"same": 5, "kin": 1}  # claims that a claim leans on at most, by relation


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


def nearest(found: Iterable[Tie]) -> dict[str, list[End]]:
    """The best few ties of each relation and mention, the best first."""
    best: dict[str, list[End]] = {}
    for key, end in found:
        ends = best.setdefault(key, [])
        if end not in ends:
            insort(ends, end)
            del ends[_SUPPORTS[key.partition(" ")[0]] :]
    return best


def linked(key: str, end: End) -> tuple[str, str]:
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
    return [linked(key, end) for key, ends in nearest(found).items() for end in ends]


@dataclass(slots=True)
class Shelves:
    """Claims by what they are looked for under, on each shelf in the order of publication."""

    shelves: dict[Hashable, list[Clue]] = field(default_factory=dict)

    def put(self, names: Iterable[Hashable], clue: Clue) -> None:
        """Put the claim on each of these shelves."""
        for name in names:
            insort(self.shelves.setdefault(name, []), clue, key=_place)

    def around(self, names: Iterable[Hashable], clue: Clue, reach: int) -> Iterable[Clue]:
        """Other claims on these shelves that were published within reach, the nearest few."""
        found: dict[str, Clue] = {}
        for name in names:
            if shelf := self.shelves.get(name):
                place = bisect_left(shelf, (clue.published, ""), key=_place)
                for end in shelf[max(0, place - _NEAREST) : place + _NEAREST]:
                    if abs(clue.published - end.published) <= reach:
                        found[end.rank] = end
        return [end for end in found.values() if end.mention_id != clue.mention_id]


def _place(clue: Clue) -> tuple[int, str]:
    return clue.published, clue.rank


def _likest(ranked: Iterable[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    """The likest of those that say more; of two that are as like it, the nearer in time."""
    told = Shelves()
    for clue in ranked:
        names = [(clue.kind, cell) for cell in cells(clue)]
        if days is None or clue.published in days:
            ends = (
                (
                    -likeness(clue, o),
                    f"{abs(clue.published - o.published):03}{o.rank}",
                    o.mention_id,
                )
                for o in told.around(names, clue, reach)
            )
            alike = (end for end in ends if end[0] <= -SAME)
            for end in nsmallest(_SUPPORTS["same"], alike):
                yield f"same {clue.mention_id}", end
        told.put(names, clue)


def _visits(ranked: Sequence[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    """The nearest in time of the visits that talks are a part of."""
    told = Shelves()
    for clue in ranked:
        if clue.kind == "visit":
            told.put(cells(clue), clue)
    for clue in ranked if told.shelves else ():
        if clue.kind == "talks" and (days is None or clue.published in days):
            yield from _kin(clue, told.around(cells(clue), clue, reach))


def _stages(ranked: Sequence[Clue], reach: int, days: Container[int] | None) -> Iterator[Tie]:
    """The nearest in time of the last stage before."""
    told = Shelves()
    for clue in ranked:
        told.put((clue.kind,), clue)
    for clue in ranked:
        if clue.kind in STAGES and (days is None or clue.published in days):
            before = [kind for kind, stage in STAGES.items() if stage < STAGES[clue.kind]]
            yield from _kin(clue, told.around(before, clue, reach))


def _kin(clue: Clue, around: Iterable[Clue]) -> Iterator[Tie]:
    ends = (
        (abs(clue.published - o.published) - 1000.0 * STAGES.get(o.kind, 0), o.rank, o.mention_id)
        for o in around
        if kinship(clue, o)
    )
    if best := min(ends, default=None):
        yield f"kin {clue.mention_id}", best
