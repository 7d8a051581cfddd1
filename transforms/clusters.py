"""Claims that hang together → events: which are of one event, whatever their order."""

from collections.abc import Iterable, Sequence

from transforms.clues import Clue
from transforms.likeness import SAME, cells, likeness

_COMPARED = 8  # claims of a cluster that a new one is compared with: those that say most


def clusters(clues: Iterable[Clue]) -> list[list[Clue]]:
    """The claims by event. Those that say most come first, and each next one joins the likest."""
    found: list[list[Clue]] = []
    near: dict[tuple[str, int | str], set[int]] = {}  # kind and time -> places of events in *found*
    for clue in sorted(clues, key=lambda c: c.rank):
        own = [near.setdefault((clue.kind, cell), set()) for cell in cells(clue)]
        scored = [(_fit(clue, found[n]), -n) for n in set().union(*own)]
        best, n = max(scored, default=(0.0, 0))
        place = -n
        if best < SAME:
            place = len(found)
            found.append([])
        found[place].append(clue)
        for events in own:
            events.add(place)
    return found


def _fit(clue: Clue, members: Sequence[Clue]) -> float:
    """How well the claim fits an event: 0 if it clashes with any of those that say most."""
    scores = []
    for member in members[:_COMPARED]:
        if not (score := likeness(clue, member)):
            return 0.0
        scores.append(score)
    return max(scores)
