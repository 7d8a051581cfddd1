"""Claims that may belong together → events: which are of one event, whatever their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from schemas.claim import REACH
from transforms.clues import Clue
from transforms.likeness import SAME, cells, kinship, likeness

_COMPARED = 6  # claims of a cluster that a new one is compared with: those that say most
_PRECISION = {"day": 0, "week": 1, "month": 2, "year": 3, None: 4}
_NEVER = 1_000_000_000

Link = tuple[str, str]
"""Ids of two mentions that may be of one event, or of events that belong together."""


@dataclass(slots=True)
class Forest:
    """Which ids hang together: disjoint sets with path compression, the smallest id as the name."""

    _above: dict[str, str] = field(default_factory=dict)

    def root(self, name: str) -> str:
        """The name of the set that holds *name*."""
        path = []
        while (above := self._above.get(name, name)) != name:
            path.append(name)
            name = above
        for passed in path:
            self._above[passed] = name
        return name

    def join(self, one: str, other: str) -> bool:
        """Make one set of two; were they two?"""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low
        return low != high

    def members(self) -> Iterator[tuple[str, str]]:
        """Every name that was ever joined, with the name of its set."""
        for name in self._above:
            yield name, self.root(name)


def links(clues: Iterable[Clue], reach: int = REACH) -> Iterator[Link]:
    """As few links as hold together what hangs together among the claims of one block.

    Claims published more than *reach* days apart are linked by those between them or not at all.
    """
    forest = Forest()
    near: dict[int, list[Clue]] = {}
    for clue in sorted(clues, key=lambda c: (_time(c), c.mention_id)):
        for cell in cells(clue):
            told = near.setdefault(cell, [])
            for other in reversed(told):
                if _time(clue) - _time(other) > reach:
                    break
                if forest.root(clue.mention_id) == forest.root(other.mention_id):
                    continue
                if _hang_together(clue, other):
                    forest.join(clue.mention_id, other.mention_id)
                    yield clue.mention_id, other.mention_id
            told.append(clue)


def _hang_together(one: Clue, other: Clue) -> bool:
    return likeness(one, other) >= SAME or bool(kinship(one, other) or kinship(other, one))


def clusters(clues: Iterable[Clue]) -> list[list[Clue]]:
    """The claims by event. Those that say most come first, and each next one joins the likest."""
    found: list[list[Clue]] = []
    near: dict[int, set[int]] = {}  # week -> places in *found* of the events that may lie in it
    for clue in sorted(clues, key=_vagueness):
        weeks = cells(clue)
        candidates = set().union(*(near.get(week, ()) for week in weeks))
        scored = [(_fit(clue, found[n]), -n) for n in candidates]
        best, n = max(scored, default=(0.0, 0))
        if best < SAME:
            n = -len(found)
            found.append([])
        found[-n].append(clue)
        for week in weeks:
            near.setdefault(week, set()).add(-n)
    return found


def _fit(clue: Clue, members: Sequence[Clue]) -> float:
    """How well the claim fits an event: 0 if it clashes with any of those that say most."""
    scores = [likeness(clue, member) for member in members[:_COMPARED]]
    own = any(m.article_id == clue.article_id for m in members[_COMPARED:])
    return 0.0 if own or not all(scores) else max(scores)


def _vagueness(clue: Clue) -> tuple[object, ...]:
    """Sorts claims by how much they say; never depends on the order in which they came."""
    return (
        clue.status != "occurred",
        _PRECISION[clue.precision],
        -len(clue.persons),
        -len(clue.parties),
        clue.place is None,
        _NEVER if clue.published is None else clue.published,
        clue.mention_id,
    )


def _time(clue: Clue) -> int:
    return -_NEVER if clue.published is None else clue.published
