"""The steps of the merge as plain functions, from claims to events."""

from collections.abc import Iterable, Iterator, Mapping

from schemas.claim import REACH, Claim
from schemas.event import Event
from transforms.clues import Clue, block_keys, clue_of
from transforms.clusters import Forest, Link, links
from transforms.resolution import resolve


def keyed_clues(claim: Claim) -> Iterator[tuple[str, Clue]]:
    """The clue of a claim under each key of its blocks."""
    clue = clue_of(claim)
    for key in block_keys(clue):
        yield key, clue


def links_of_block(key: str, clues: Iterable[Clue], reach: int = REACH) -> Iterator[Link]:
    """The links among the claims that share a key."""
    yield from links(clues, reach)


def components(key: str, found: Iterable[Link]) -> Iterator[Link]:
    """Each linked mention with the smallest id of those that it hangs together with."""
    forest = Forest()
    for one, other in found:
        forest.join(one, other)
    yield from forest.members()


def by_component(
    mention_id: str, parts: Mapping[str, Iterable[str | Claim]]
) -> Iterator[tuple[str, tuple[Claim, str]]]:
    """A claim, and the event that it was of before, under the name of its component."""
    component = next(iter(parts["components"]), mention_id)
    known = next(iter(sorted(str(e) for e in parts["known"])), "")
    for claim in parts["claims"]:
        yield str(component), (claim, known)  # type: ignore[misc]


def events_of(component: str, claims: Iterable[tuple[Claim, str]]) -> Iterator[Event]:
    """The events of the claims of one component."""
    listed = list(claims)
    known = {claim.mention_id: event_id for claim, event_id in listed if event_id}
    yield from resolve((claim for claim, _ in listed), known)


def component_names(claims: Iterable[Claim], reach: int = REACH) -> dict[str, str]:
    """The component of every claim that hangs together with another, all in this process."""
    blocks: dict[str, list[Clue]] = {}
    for claim in claims:
        for key, clue in keyed_clues(claim):
            blocks.setdefault(key, []).append(clue)
    found = (link for clues in blocks.values() for link in links(clues, reach))
    return dict(components("", found))
