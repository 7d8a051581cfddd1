"""Claims that hang together → events: which are of one event, whatever their order."""

from collections.abc import Iterable, Sequence

from transforms.clues import Clue
from transforms.likeness import SAME, likeness
from transforms.same_time import cells

_COMPARED = 8  # claims of a cluster that a new one is compared with: those that say most
_BORNE = 3  # of so many claims, one may clash


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
    """How well the claim fits an event: 0 if it clashes with more than a few of its claims.

    Those are compared that say most. Of many claims one or two are wrong about a day or a place.
    """
    scores = [likeness(clue, member) for member in members[:_COMPARED]]
    return max(scores) if scores.count(0.0) <= len(scores) // _BORNE else 0.0
