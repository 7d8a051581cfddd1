"""Claims that hang together → events: which are of one event, whatever their order."""

from collections.abc import Iterable, Sequence

from transforms.clues import Clue
from transforms.likeness import SAME, likeness
from transforms.same_time import cells

_COMPARED = 8  # claims of a cluster that a new one is compared with: those that say most
_BORNE = 3  # of so many claims, one may clash
_PROVEN = 4  # of so many pairs of claims, one at least has to be alike for two groups to be one

Group = list[Clue]


def clusters(clues: Iterable[Clue]) -> list[Group]:
    """The claims by event. Those that say most come first, and each next one joins the likest.

    Then events that turn out to be one, now that all their claims are known, are put together.
    """
    found: list[Group] = []
    for clue in sorted(clues, key=lambda c: c.rank):
        found.append([clue])
    before = 0
    while before != len(found):
        before = len(found)
        found = _joined(found)
    return found


def _joined(groups: Iterable[Group]) -> list[Group]:
    """The groups in their order, each of them put to the likest of those before it."""
    found: list[Group] = []
    near: dict[tuple[str, int | str], set[int]] = {}  # kind and time -> places of events in *found*
    for group in groups:
        own = [near.setdefault(name, set()) for name in {n for c in group for n in _names(c)}]
        scored = [(_fit(group, found[n]), -n) for n in set().union(*own)]
        best, n = max(scored, default=(0.0, 0))
        place = -n
        if best < SAME:
            place = len(found)
            found.append([])
        found[place] = sorted([*found[place], *group], key=lambda c: c.rank)
        for events in own:
            events.add(place)
    return found


def _names(clue: Clue) -> Iterable[tuple[str, int | str]]:
    return ((clue.kind, cell) for cell in cells(clue))


def _fit(group: Sequence[Clue], members: Sequence[Clue]) -> float:
    """How well a group fits an event: 0 if more than a few of its claims clash with its claims.

    Those are compared that say most; of many claims one or two are wrong about a day or a place.
    Those that say most of all must not clash.
    """
    pairs = [(one, other) for one in group[:_COMPARED] for other in members[:_COMPARED]]
    scores = [likeness(one, other) for one, other in pairs]
    if len(group) > 1 and not scores[0]:
        return 0.0
    alike = sum(score >= SAME for score in scores)
    if scores.count(0.0) > len(scores) // _BORNE or (len(group) > 1 and alike * _PROVEN < len(scores)):
        return 0.0
    return max(scores)
