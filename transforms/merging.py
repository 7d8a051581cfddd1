"""The steps of the merge as plain functions: claims on the way to their events."""

from collections.abc import Iterable, Iterator

from schemas.claim import Claim
from schemas.event import Event
from transforms.resolution import resolve

Told = tuple[str, str]
"""The id of the event that a claim was of before, or nothing; the claim as JSON."""


def told(claim: Claim, known: str) -> Told:
    """The claim as it is moved between steps."""
    return known, claim.model_dump_json(exclude_none=True)


def events_of(component: str, claims: Iterable[Told]) -> Iterator[Event]:
    """The events of the claims of one component."""
    listed = [(known, Claim.model_validate_json(claim)) for known, claim in claims]
    known = {claim.mention_id: event_id for event_id, claim in listed if event_id}
    yield from resolve((claim for _, claim in listed), known)
