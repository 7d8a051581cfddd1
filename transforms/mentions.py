"""An assembled event → the mention that readers see."""

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.article import Article
from schemas.identity import stable_id
from schemas.mention import (
    Evidence,
    MeetingFormat,
    MeetingMention,
    Participant,
    Role,
    Status,
    TreatyMention,
)
from transforms.actors import Actor
from transforms.codes import Facts, codes_of
from transforms.confidence import confidence_of
from transforms.dates import ResolvedDate
from transforms.draft import Draft, best_date, best_place
from transforms.gazetteer import load_gazetteer
from transforms.kinds import distinct_sides, is_armed
from transforms.sentences import Span

_OPPOSED = frozenset({"armed_group", "opposition"})


def mention_of(
    draft: Draft, article: Article, spans: Sequence[Span], language_model: str
) -> MeetingMention | TreatyMention:
    """The record of one event of *article*."""
    first = draft.reports[0]
    participants = tuple(participant_of(actor, role) for actor, role in draft.cast)
    parties = tuple(sorted({p.country or p.organization or "" for p in participants} - {""}))
    dated = best_date(draft)
    when = dated.when if dated else None
    place = best_place(draft)
    status = _latest_status(draft, when, article)
    columns: dict[str, Any] = {
        "article_id": article.article_id,
        "url": article.url,
        "source": article.source,
        "title": article.title,
        "published_at": article.published_at,
        "published_from": article.published_from,
        "status": status,
        "is_background": (dated or first).background and status == "occurred",
        "participants": participants,
        "parties": parties,
        "place": place.text if place else None,
        "place_country": place.country
        if place and place.country and len(place.country) == 3
        else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "event_date_start": when.start if when else None,
        "event_date_end": when.end if when and when.end != when.start else None,
        "date_precision": when.precision if when else None,
        "date_text": when.text if when else None,
        "evidence": _evidence(draft, article, spans),
        "rules": tuple(sorted({r.pattern.id for r in draft.reports})),
        "confidence": round(confidence_of(draft), 4),
        "language_model": language_model,
    }
    if first.event_type == "meeting":
        return _meeting(draft, columns, status)
    return _treaty(draft, columns, status)


def participant_of(actor: Actor, role: Role) -> Participant:
    """The side as readers see it; an organisation without a person stands under its own name."""
    alone = actor.party is None and is_armed(actor)
    nameless = (actor.title or "").lower() if alone else None
    return Participant(
        name=actor.name or actor.label,
        title=actor.title,
        country=actor.country if actor.country and len(actor.country) == 3 else None,
        organization=actor.organization
        or (actor.country if actor.country and len(actor.country) != 3 else nameless),
        role=role,
    )


def _meeting(draft: Draft, columns: dict[str, Any], status: Status) -> MeetingMention:
    kind = _format(draft)
    third = bool(columns["place_country"]) and columns["place_country"] not in columns["parties"]
    refused = any(r.refused for r in draft.reports)
    codes = _codes(Facts("meeting", status, kind, refused=refused, third_place=third))
    return MeetingMention(
        mention_id=_id("meeting", draft, columns),
        event_type="meeting",
        meeting_format=kind,
        duration_minutes=next((r.duration for r in draft.reports if r.duration), None),
        topics=_union(r.topics for r in draft.reports),
        outcomes=_union(r.outcomes for r in draft.reports),
        **codes,
        **columns,
    )


def _treaty(draft: Draft, columns: dict[str, Any], status: Status) -> TreatyMention:
    first = draft.reports[0]
    named = max((r.instrument for r in draft.reports if r.instrument), key=len, default=None)
    kind = next((r.instrument_kind for r in draft.reports if r.instrument_kind), None)
    if first.treaty_action == "joined" and kind is None:
        kind = "membership"
    codes = _codes(Facts("treaty", status, None, first.treaty_action, named, kind))
    return TreatyMention(
        mention_id=_id("treaty", draft, columns),
        event_type="treaty",
        treaty_action=first.treaty_action,
        instrument=named,
        instrument_kind=kind,
        provisions=_union(r.provisions for r in draft.reports),
        **codes,
        **columns,
    )


def _codes(facts: Facts) -> dict[str, Any]:
    row = codes_of(facts)
    if row is None:
        return {}
    return {
        "cameo_code": row.cameo,
        "plover_event": row.plover,
        "plover_mode": row.mode,
        "quad_class": row.quad,
        "goldstein": row.goldstein,
    }


def _id(event_type: str, draft: Draft, columns: dict[str, Any]) -> str:
    evidence = columns["evidence"][0]
    return stable_id(
        columns["article_id"],
        event_type,
        draft.reports[0].treaty_action,
        columns["status"],
        ",".join(columns["parties"]),
        evidence.char_start,
        draft.reports[0].pattern.id,
        draft.reports[0].trigger,
    )


def _evidence(draft: Draft, article: Article, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    indices = sorted({r.sentence for r in draft.reports})
    return tuple(
        Evidence(text=article.text[s.start : s.end], char_start=s.start, char_end=s.end)
        for s in (spans[i] for i in indices)
    )


def _latest_status(draft: Draft, when: ResolvedDate | None, article: Article) -> Status:
    """The status that comes last; what has a day ahead has not occurred."""
    said = [r.status for r in draft.reports if not r.vague and r.certain]
    said = said or [r.status for r in draft.reports]
    decisive: tuple[Status, ...] = ("cancelled", "occurred", "planned")
    if when and article.published_at and (when.start - article.published_at.date()).days > 1:
        decisive = ("cancelled", "planned", "occurred")
    return next((status for status in decisive if status in said), said[0])


def _format(draft: Draft) -> MeetingFormat:
    """By the precedence of the guidelines: medium, mediation, three sides, rank, number."""
    stated = next((r.meeting_format for r in draft.reports if r.meeting_format), None)
    if stated:
        return stated
    actors = [actor for actor, _ in draft.cast]
    parties = {a.party for a in actors if a.party}
    is_collective = any(r.session for r in draft.reports) or any(
        a.organization and a.name is None and a.plural and not _is_opposed(a) for a in actors
    )
    if len(parties) > 2 and any(_is_opposed(a) for a in actors):
        return "mediation"
    if len(parties) == 3 and not is_collective:
        return "trilateral"
    heads = [a for a in actors if a.rank == "head"]
    sides = {a.party or a.name for a in heads}
    named = any(r.summit and not r.vague for r in draft.reports)
    if named or len(sides) > 1 or (heads and len(parties) == 1 and is_collective):
        return "summit"
    return "bilateral" if distinct_sides(actors) == 2 and not is_collective else "multilateral"


def _is_opposed(actor: Actor) -> bool:
    """Is it an armed group or an opposition, which a third party brings to the table?"""
    code = actor.organization
    return code is not None and load_gazetteer().organization(code).kind in _OPPOSED


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for group in groups for text in group))
