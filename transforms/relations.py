"""Events of one article that date or place each other: talks during a visit, "on the eve of"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transforms.dates import ResolvedDate
from transforms.days import Day, days_told, may_be_of
from transforms.draft import Draft, best_date, best_place
from transforms.judge import SHARED, day_probability
from transforms.places import Place
from transforms.report import Report
from transforms.time_traits import sort_of

_MADE = frozenset({"agreed", "signed"})


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
    """Talks during a visit of the same sides take place where it goes, and on its day if past.

    What is signed or agreed on at a meeting of the same sides is signed or agreed on there.
    """
    occasions: dict[frozenset[str | None], list[_Occasion]] = {}
    for draft in drafts:
        if draft.reports[0].event_type == "meeting":
            occasion = _Occasion.of(draft)
            occasions.setdefault(occasion.sides, []).append(occasion)
    found = []
    for draft in drafts:
        held = occasions.get(frozenset(draft.reports[0].parties), [])
        visits = [o for o in held if o.first.meeting_format == "visit"]
        found.append(_dated_by(_placed_by(draft, visits, held), visits))
    return found


def with_likely_days(
    drafts: Sequence[Draft], sentences: Sequence[str], published: date | None
) -> list[Draft]:
    """Events without a day are of that of the article's days which is likeliest theirs."""
    known = [best_date(draft) for draft in drafts]
    if all(report and report.when and report.when.precision == "day" for report in known):
        return list(drafts)
    days = days_told(sentences, published, [report for report in known if report])
    return [
        _of_a_day_within(draft, report, days) if report else _of_a_likely_day(draft, days)
        for draft, report in zip(drafts, known, strict=True)
    ]


def _of_a_day_within(draft: Draft, dated: Report, days: Sequence[Day]) -> Draft:
    """The event of "next month" is of "April 29", if that is the only such day told by its date."""
    vague, first = dated.when, draft.reports[0]
    if vague is None or vague.precision == "day":
        return draft
    told = (day.meant(first.status) for day in days if sort_of(day.text) == "date")
    within = {w for w in told if w and w.precision == "day" and vague.start <= w.start <= vague.end}
    if len({(day.start, day.end) for day in within}) != 1:
        return draft
    return Draft((replace(first, when=min(within, key=lambda w: w.text)), *draft.reports[1:]))


def _of_a_likely_day(draft: Draft, days: Sequence[Day]) -> Draft:
    first, many = draft.reports[0], len({day.text for day in days})
    near = (day for day in days if may_be_of(day, first) and day.meant(first.status))
    likely = [(day_probability(day, first, many), -n, day) for n, day in enumerate(near)]
    probability, _, day = max(likely, default=(0.0, 0, None))
    if day is None or probability < SHARED:
        return draft
    return Draft((replace(first, when=day.meant(first.status)), *draft.reports[1:]))


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A meeting or visit at which other events of its sides can take place."""

    first: Report
    where: Place | None
    dated: Report | None
    sides: frozenset[str | None]
    names: frozenset[str]

    @classmethod
    def of(cls, draft: Draft) -> "_Occasion":
        """What a draft says of its event as an occasion for others."""
        actors = [actor for actor, _ in draft.cast]
        return cls(
            draft.reports[0],
            best_place(draft),
            best_date(draft),
            frozenset(a.party for a in actors),
            frozenset(a.name for a in actors if a.name),
        )


def _placed_by(draft: Draft, visits: Sequence[_Occasion], occasions: Sequence[_Occasion]) -> Draft:
    first = draft.reports[0]
    if first.meeting_format == "visit" or first.background or any(r.where for r in draft.reports):
        return draft
    if first.event_type == "meeting":
        names = {actor.name for actor, _ in draft.cast if actor.name}
        places = [o.where for o in visits if _hosts(o, first) and names & o.names]
        place = places[0] if places else None
    else:
        made = first.treaty_action in _MADE and first.status == "occurred"
        found = {o.where for o in occasions if made and _hosts(o, first) and _is_then(o, first)}
        place = found.pop() if len(found) == 1 else None
    return Draft((replace(first, where=place), *draft.reports[1:])) if place else draft


def _hosts(occasion: _Occasion, report: Report) -> bool:
    """Is it an occasion of the same status, at a known place?"""
    return occasion.first.status == report.status and occasion.where is not None


def _is_then(occasion: _Occasion, report: Report) -> bool:
    """Can the treaty have been made on that occasion?"""
    if occasion.first.background or not report.parties:
        return False
    a, b = report.when, occasion.dated.when if occasion.dated else None
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _dated_by(draft: Draft, visits: Sequence[_Occasion]) -> Draft:
    first = draft.reports[0]
    if first.event_type != "meeting" or best_date(draft) or first.background:
        return draft
    for visit in visits:
        past = visit.first.status == first.status == "occurred"
        if past and visit.sides and visit.dated is not None:
            where = first.where or visit.first.where
            updated = replace(first, when=visit.dated.when, where=where)
            return Draft((updated, *draft.reports[1:]))
    return draft
