"""Events of one article that date or place each other: talks during a visit, "on the eve of"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from transforms.dates import ResolvedDate
from transforms.draft import Draft, best_date
from transforms.report import Report


def with_related_dates(drafts: Sequence[Draft]) -> list[Draft]:
    """Dates that a sentence gives by another event: "was reached as Duarte visited"."""
    found = list(drafts)
    for n, draft in enumerate(drafts):
        first = draft.reports[0]
        if first.relation is None or best_date(draft):
            continue
        others = (d for d in drafts if d is not draft and _in_sentence(d, first.sentence))
        dated = next((r for d in others if (r := best_date(d))), None)
        if dated is not None and dated.when is not None:
            found[n] = Draft((_related(first, dated.when), *draft.reports[1:]))
    return found


def _in_sentence(draft: Draft, sentence: int) -> bool:
    return any(r.sentence == sentence for r in draft.reports)


def _related(report: Report, when: ResolvedDate) -> Report:
    if report.relation == "same":
        return replace(
            report, when=when, background=True if when.precision != "day" else report.background
        )
    if when.precision != "day":
        return report
    day = when.end + timedelta(days=1)
    return replace(report, when=replace(when, start=day, end=day))


def with_dates_of_visits(drafts: Sequence[Draft]) -> list[Draft]:
    """Talks during a visit of the same sides take place where it goes, and on its day if past."""
    visits = [d for d in drafts if d.reports[0].meeting_format == "visit"]
    return [_dated_by(_placed_by(draft, visits), visits) for draft in drafts]


def _placed_by(draft: Draft, visits: Sequence[Draft]) -> Draft:
    first = draft.reports[0]
    if first.meeting_format == "visit" or first.background or any(r.where for r in draft.reports):
        return draft
    persons = {actor.name for actor, _ in draft.cast if actor.name}
    for visit in visits:
        of = visit.reports[0]
        if (
            first.event_type == "meeting"
            and of.where is not None
            and of.status == first.status
            and first.parties == {a.party for a, _ in visit.cast}
            and persons & {a.name for a, _ in visit.cast}
        ):
            return Draft((replace(first, where=of.where), *draft.reports[1:]))
    return draft


def _dated_by(draft: Draft, visits: Sequence[Draft]) -> Draft:
    first = draft.reports[0]
    if first.event_type != "meeting" or best_date(draft) or first.background:
        return draft
    for visit in visits:
        of = visit.reports[0]
        sides = {a.party for a, _ in visit.cast}
        if of.status == first.status == "occurred" and first.parties and first.parties == sides:
            dated = best_date(visit)
            if dated is not None:
                updated = replace(first, when=dated.when, where=first.where or of.where)
                return Draft((updated, *draft.reports[1:]))
    return draft
