"""Claims that hang together → the events they tell of, with their ids and what belongs together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.claim import Claim
from schemas.event import Event, RelatedEvent
from schemas.identity import stable_id
from transforms.clues import Clue, clue_of
from transforms.clusters import clusters
from transforms.consensus import event_of, in_time
from transforms.likeness import kinship

_INVERSE = {"part_of": "includes", "follows": "precedes"}


def resolve(claims: Iterable[Claim], known: Mapping[str, str] | None = None) -> Iterator[Event]:
    """The events of claims that hang together, each claim in one, in no order that matters.

    *known* gives the event of each mention at an earlier merge, so that an event keeps its id.
    """
    by_id = {claim.mention_id: claim for claim in _unique(claims)}
    groups = clusters(clue_of(claim) for claim in by_id.values())
    told = [in_time(by_id[clue.mention_id] for clue in group) for group in groups]
    ids = [event_id_of([claim.mention_id for claim in each], known or {}) for each in told]
    related = _related(groups, ids)
    component = min(by_id, default=None)
    for each, event_id in zip(told, ids, strict=True):
        yield event_of(each, event_id, related.get(event_id, ()), component)


def event_id_of(mention_ids: Sequence[str], known: Mapping[str, str]) -> str:
    """The id of the event of these mentions, in order of time: that of its founder.

    The founder is the mention that was the first when the event was first written; of a new event,
    the first of all. Where two events turn out to be one, the id that more mentions had lives on.
    An id is made of its founder's, so no two events can ever have the same.
    """
    before = [known[mention_id] for mention_id in mention_ids if mention_id in known]
    founded = {stable_id("event", mention_id) for mention_id in mention_ids} if before else set()
    counts = [(-before.count(event_id), event_id) for event_id in set(before) & founded]
    return min(counts)[1] if counts else stable_id("event", mention_ids[0])


def _unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Each mention once: two slices may hold the same article; the greater text is taken."""
    by_id: dict[str, list[Claim]] = {}
    for claim in claims:
        by_id.setdefault(claim.mention_id, []).append(claim)
    for same in by_id.values():
        yield same[0] if len(same) == 1 else max(same, key=lambda c: c.model_dump_json())


def _related(
    groups: Sequence[Sequence[Clue]], ids: Sequence[str]
) -> dict[str, tuple[RelatedEvent, ...]]:
    """Visits with their talks, deals with their signing, by what each group's best claim says."""
    found: dict[str, set[tuple[str, str]]] = {}
    for n, one in enumerate(groups):
        for m, other in enumerate(groups):
            kin = kinship(one[0], other[0]) if n != m else None
            if kin:
                found.setdefault(ids[n], set()).add((ids[m], kin))
                found.setdefault(ids[m], set()).add((ids[n], _INVERSE[kin]))
    return {
        event_id: tuple(
            RelatedEvent.model_validate({"event_id": other, "kinship": kin})
            for other, kin in sorted(pairs)
        )
        for event_id, pairs in found.items()
    }
