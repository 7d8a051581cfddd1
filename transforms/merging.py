"""The steps of the merge as plain functions, from claims to events."""

import marshal
from collections.abc import Container, Iterable, Iterator

from schemas.claim import REACH, Claim
from schemas.event import Event
from transforms.clues import Clue, block_keys, clue_of
from transforms.forest import Forest
from transforms.resolution import resolve
from transforms.ties import Tie, linked, nearest, ties

Part = tuple[str, tuple[str, str]]
"""What is told of a mention: its id; then what sort of thing, and the thing itself."""


def packed_clues(claim: Claim) -> Iterator[tuple[str, bytes]]:
    """The clue of a claim, packed, under each key of its blocks."""
    clue = clue_of(claim)
    packed = marshal.dumps(tuple(clue))  # lives as long as a run: read by the same Python
    for key in block_keys(clue):
        yield key, packed


def ties_of_block(key: str, packed: Iterable[bytes], reach: int = REACH) -> Iterator[Tie]:
    """The ties among the claims that share a key."""
    yield from ties((Clue._make(marshal.loads(each)) for each in packed), reach)


def components(key: str, links: Iterable[tuple[str, str]]) -> Iterator[Part]:
    """Each linked mention with the smallest id of those that it hangs together with."""
    for mention_id, name in Forest.of(links).members():
        yield mention_id, ("component", name)


def claim_part(claim: Claim) -> Part:
    """The claim as JSON under the id of its mention."""
    return claim.mention_id, ("claim", claim.model_dump_json(exclude_none=True))


def known_part(mention_id: str, event_id: str) -> Part:
    """The event that a mention was of before."""
    return mention_id, ("known", event_id)


def by_component(mention_id: str, parts: Iterable[tuple[str, str]]) -> Iterator[Part]:
    """A claim, and the event that it was of before, under the name of its component."""
    told = sorted(parts)
    component = next((value for kind, value in told if kind == "component"), mention_id)
    known = next((value for kind, value in told if kind == "known"), "")
    yield from ((component, (known, value)) for kind, value in told if kind == "claim")


def events_of(component: str, told: Iterable[tuple[str, str]]) -> Iterator[Event]:
    """The events of the claims of one component."""
    listed = [(known, Claim.model_validate_json(claim)) for known, claim in told]
    known = {claim.mention_id: event_id for event_id, claim in listed if event_id}
    yield from resolve((claim for _, claim in listed), known)


def links_among(
    clues: Iterable[Clue],
    reach: int = REACH,
    days: Container[int] | None = None,
    apart: Container[int] = (),
) -> list[tuple[str, str]]:
    """The links of claims that were published on the given *days*, all found in this process."""
    blocks: dict[str, list[Clue]] = {}
    for clue in clues:
        for key in block_keys(clue):
            blocks.setdefault(key, []).append(clue)
    found = (tie for block in blocks.values() for tie in ties(block, reach, days, apart))
    return [linked(key, end) for key, end in nearest(found).items()]
