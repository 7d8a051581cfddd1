"""The claims of one event → the event: what most independent sources say, and what others say."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from schemas.claim import Claim
from schemas.event import Alternative, Event, RelatedEvent
from schemas.mention import Participant, Status, parties_of
from transforms.clues import folded
from transforms.directory import same_name
from transforms.history import revisions

_BELIEVED = 0.25  # of the weight of the best-supported party; what has less is an alternative
_LONGEST_LIST = 12  # topics, outcomes and provisions that an event keeps of each
_FINENESS = {"day": 0, "week": 1, "month": 2, "year": 3}
_NEVER = datetime.max.replace(tzinfo=UTC)

Votes = list[tuple[Any, float, int]]
"""A value, the weight behind it, and the number of independent sources that give it."""


def in_time(claims: Iterable[Claim]) -> list[Claim]:
    """The claims in the order in which they were published; those without a day come last."""
    return sorted(claims, key=lambda c: (c.published_at or _NEVER, c.article_id, c.mention_id))


def event_of(
    told: Sequence[Claim],
    event_id: str,
    related: tuple[RelatedEvent, ...] = (),
    component: str | None = None,
) -> Event:
    """The event of which these claims, in order of time, tell; they may hang on further ones."""
    sources = sources_of(told)
    status = status_of(told)
    facts, others = _facts(told, sources, status)
    days = [c.published_at for c in told if c.published_at]
    return Event(
        **facts,
        event_id=event_id,
        first_published_at=days[0] if days else None,
        last_published_at=days[-1] if days else None,
        mention_ids=tuple(sorted(c.mention_id for c in told)),
        article_ids=tuple(sorted({c.article_id for c in told})),
        n_articles=len({c.article_id for c in told}),
        n_sources=len(set(sources.values())),
        confidence=max(c.confidence for c in told),
        alternatives=others,
        revisions=tuple(revisions(told)),
        related_events=related,
        component=component or min(c.mention_id for c in told),
    )


def sources_of(claims: Iterable[Claim]) -> dict[str, str]:
    """The independent source of each mention: one outlet is one source, and so is one wording.

    A wire report that ten papers print word for word is one source.
    """
    source: dict[str, str] = {}  # outlet or wording -> name of the source
    ordered = sorted(claims, key=lambda c: (c.outlet, c.mention_id))
    for claim in ordered:
        known = sorted({source[key] for key in (claim.outlet, claim.wording) if key in source})
        name = known[0] if known else claim.outlet
        for key, old in source.items():
            if old in known[1:]:
                source[key] = name
        source[claim.outlet] = source[claim.wording] = name
    return {claim.mention_id: source[claim.outlet] for claim in ordered}


def status_of(told: Sequence[Claim]) -> Status:
    """The latest word of claims in order of time; what occurred does not become a plan again."""
    if any(c.status == "occurred" for c in told):
        return "occurred"
    return told[-1].status


def _facts(
    told: Sequence[Claim], sources: dict[str, str], status: Status
) -> tuple[dict[str, Any], tuple[Alternative, ...]]:
    """The columns of the event, and the values that lost."""
    fitting = [c for c in told if c.status == status]
    others: list[Alternative] = []

    def chosen(field: str, of: Callable[[Claim], Any], among: Sequence[Claim]) -> Any:
        votes = vote(((of(c), c.confidence, sources[c.mention_id]) for c in among))
        others.extend(_lost(field, each) for each in votes[1:])
        return votes[0][0] if votes else None

    when = chosen("event_date_start", _when, dated(fitting) or dated(told))
    where = chosen("place", _where, told) or (None,) * 4
    participants = participants_of(told, sources)
    believed = believed_parties(told, sources)
    unbelieved = vote((p, c.confidence, sources[c.mention_id]) for c in told for p in c.parties)
    others += [_lost("parties", v) for v in unbelieved if v[0] not in believed]
    treaty_action = chosen("treaty_action", lambda c: c.treaty_action, fitting)
    meeting_format = chosen("meeting_format", lambda c: c.meeting_format, told)
    kind = chosen("instrument_kind", lambda c: c.instrument_kind, told)
    instrument = chosen("instrument", lambda c: c.instrument, told)
    event_type = told[0].event_type
    columns = {
        "event_type": event_type,
        "status": status,
        "is_background": all(c.is_background for c in told),
        "meeting_format": meeting_format,
        "treaty_action": treaty_action,
        "participants": participants,
        "parties": parties_of(participants),
        **dict(zip(("place", "place_country", "latitude", "longitude"), where, strict=True)),
        **_dates(when),
        "duration_minutes": chosen("duration_minutes", lambda c: c.duration_minutes, told),
        "topics": _union(c.topics for c in told),
        "outcomes": _union(c.outcomes for c in told),
        "instrument": instrument,
        "instrument_kind": kind,
        "provisions": _union(c.provisions for c in told),
        **_codes(fitting),
    }
    return columns, tuple(others)


def _lost(field: str, voted: tuple[Any, float, int]) -> Alternative:
    value, weight, n_sources = voted
    return Alternative(
        field=field, value=_text(value), n_sources=n_sources, weight=round(weight, 4)
    )


def vote(ballots: Iterable[tuple[Any, float, str]]) -> Votes:
    """Values by weight: each source counts once for a value, with its greatest confidence.

    >>> vote([("Bern", 0.5, "a"), ("Bern", 0.8, "a"), ("Basel", 0.7, "b"), (None, 0.9, "c")])
    [('Bern', 0.8, 1), ('Basel', 0.7, 1)]
    """
    weights: dict[Any, dict[str, float]] = {}
    for value, weight, source in ballots:
        if value is not None:
            of = weights.setdefault(value, {})
            of[source] = max(of.get(source, 0.0), weight)
    votes = [(value, sum(of.values()), len(of)) for value, of in weights.items()]
    return sorted(votes, key=lambda v: (-v[1], _text(v[0]))) if len(votes) > 1 else votes


def participants_of(told: Sequence[Claim], sources: dict[str, str]) -> tuple[Participant, ...]:
    """Everybody whom a claim names, each once, under the name and title that most sources give."""
    people: list[list[tuple[Participant, float, str]]] = []
    for claim in told:
        for side in claim.participants:
            ballot = (side, claim.confidence, sources[claim.mention_id])
            group = next((g for g in people if _is_one(g[0][0], side)), None)
            if group is None:
                people.append([ballot])
            else:
                group.append(ballot)
    named = {code_of(g[0][0]) for g in people if g[0][0].name}
    kept = [g for g in people if g[0][0].name or code_of(g[0][0]) not in named]
    believed = believed_parties(told, sources)
    votes = [vote(g) for g in kept if code_of(g[0][0]) in believed]
    sides = [max(v, key=_fullness)[0] if len(v) > 1 else v[0][0] for v in votes]
    return tuple(sorted(sides, key=lambda s: (code_of(s) or "", s.name or "", s.title or "")))


def _fullness(voted: tuple[Participant, float, int]) -> tuple[int, float, str]:
    """The longest name counts most, then the weight behind it."""
    side, weight, _ = voted
    return len(side.name or ""), weight, _text(side)


def believed_parties(told: Sequence[Claim], sources: dict[str, str]) -> set[str | None]:
    """The parties that enough of the sources name, by weight; None stands for persons of none."""
    votes = vote((p, c.confidence, sources[c.mention_id]) for c in told for p in c.parties)
    most = max((weight for _, weight, _ in votes), default=0.0)
    return {None, *(party for party, weight, _ in votes if weight >= _BELIEVED * most)}


def code_of(side: Participant) -> str | None:
    """The party that a participant stands for."""
    return side.country or side.organization


def _is_one(one: Participant, other: Participant) -> bool:
    if code_of(one) != code_of(other) or bool(one.name) != bool(other.name):
        return False
    if not one.name or not other.name or (_is_body(one) and _is_body(other)):
        return True
    return same_name(folded(one.name), folded(other.name))


def _is_body(side: Participant) -> bool:
    """An organisation stands under its own name, without a title."""
    return side.organization is not None and side.country is None and side.title is None


def _when(claim: Claim) -> Any:
    if claim.event_date_start is None:
        return None
    return claim.event_date_start, claim.event_date_end, claim.date_precision, claim.date_text


def _where(claim: Claim) -> Any:
    if claim.place is None and claim.place_country is None:
        return None
    return claim.place, claim.place_country, claim.latitude, claim.longitude


def dated(told: Sequence[Claim]) -> list[Claim]:
    """The claims that date it most finely; of a plan only the last, since its day may move."""
    fine = min((_FINENESS[c.date_precision] for c in told if c.date_precision), default=None)
    best = [c for c in told if c.date_precision and _FINENESS[c.date_precision] == fine]
    return best if best and best[-1].status == "occurred" else best[-1:]


def _dates(when: Any) -> dict[str, Any]:
    names = ("event_date_start", "event_date_end", "date_precision", "date_text")
    return dict(zip(names, when or (None,) * 4, strict=True))


def _codes(fitting: Sequence[Claim]) -> dict[str, Any]:
    """The codes of the surest claim that has the event's status."""
    names = ("cameo_code", "plover_event", "plover_mode", "quad_class", "goldstein")
    surest = max(fitting, key=lambda c: (c.confidence, c.mention_id))
    return {name: getattr(surest, name) for name in names}


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in lists for text in texts))[:_LONGEST_LIST]


def _text(value: Any) -> str:
    """A value as a reader sees it, which also orders values of equal weight."""
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value if part is not None)
    return str(value)
