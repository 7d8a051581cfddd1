"""The steps of the merge as plain functions, from claims to events."""

from collections.abc import Container, Iterable, Iterator, Mapping

from schemas.claim import REACH, Claim
from schemas.event import Event
from transforms.clues import Clue, block_keys, clue_of
from transforms.forest import Forest
from transforms.resolution import resolve
from transforms.ties import Tie, linked, nearest, ties


def keyed_clues(claim: Claim) -> Iterator[tuple[str, Clue]]:
    """The clue of a claim under each key of its blocks."""
    clue = clue_of(claim)
    for key in block_keys(clue):
        yield key, clue


def ties_of_block(key: str, clues: Iterable[Clue], reach: int = REACH) -> Iterator[Tie]:
    """The ties among the claims that share a key."""
    yield from ties(clues, reach)


def components(key: str, links: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each linked mention with the smallest id of those that it hangs together with."""
    yield from Forest.of(links).members()


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


def links_among(
    clues: Iterable[Clue], reach: int = REACH, days: Container[int] | None = None
) -> list[tuple[str, str]]:
    """The links of claims that were published on the given days, all found in this process."""
    blocks: dict[str, list[Clue]] = {}
    for clue in clues:
        for key in block_keys(clue):
            blocks.setdefault(key, []).append(clue)
    found = (tie for block in blocks.values() for tie in ties(block, reach, days))
    return [linked(key, end) for key, end in nearest(found).items()]
