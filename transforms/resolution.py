"""Claims that hang together → the events they tell of, with their ids and what belongs together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.claim import Claim
from schemas.event import Event, RelatedEvent
from transforms.clues import Clue, clue_of
from transforms.clusters import clusters
from transforms.consensus import event_of
from transforms.likeness import kinship

_INVERSE = {"part_of": "includes", "follows": "precedes"}


def resolve(claims: Iterable[Claim], known: Mapping[str, str] | None = None) -> Iterator[Event]:
    """The events of claims that hang together, each claim in one, in no order that matters.

    *known* gives the event of each mention at an earlier merge: an event keeps its id when articles
    are added to it. When two events turn out to be one, the id that more mentions had lives on.
    """
    by_id = {claim.mention_id: claim for claim in _unique(claims)}
    groups = clusters(clue_of(claim) for claim in by_id.values())
    ids = _ids(groups, known or {})
    made = [
        event_of((by_id[c.mention_id] for c in group), event_id)
        for group, event_id in zip(groups, ids, strict=True)
    ]
    related = _related(groups, [event.event_id for event in made])
    for event in made:
        yield event.model_copy(update={"related_events": related.get(event.event_id, ())})


def _unique(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Each mention once: two slices may hold the same article; the greater text is taken."""
    ordered = sorted(claims, key=lambda c: (c.mention_id, c.model_dump_json()))
    yield from {claim.mention_id: claim for claim in ordered}.values()


def _ids(groups: Sequence[Sequence[Clue]], known: Mapping[str, str]) -> list[str | None]:
    """The id that each group had before, if any; an id goes to whom most of its mentions went."""
    shares = [
        (-sum(known.get(c.mention_id) == event_id for c in group), event_id, n)
        for n, group in enumerate(groups)
        for event_id in {known[c.mention_id] for c in group if c.mention_id in known}
    ]
    ids: list[str | None] = [None] * len(groups)
    given: set[str] = set()
    for _, event_id, n in sorted(shares):
        if ids[n] is None and event_id not in given:
            ids[n] = event_id
            given.add(event_id)
    return ids


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
