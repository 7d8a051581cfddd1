"""Reports of one article → its events: what several sentences tell about one event is one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from transforms.actors import Actor
from transforms.coreference import Cast
from transforms.dates import ResolvedDate
from transforms.directory import same_name
from transforms.report import Report
from transforms.rulebook import rulebook

_GENERIC = frozenset(
    [
        "agreement",
        "agreements",
        "treaty",
        "treaties",
        "pact",
        "pacts",
        "deal",
        "deals",
        "accord",
        "accords",
        "memorandum",
        "protocol",
        "convention",
        "document",
        "documents",
        "the",
        "a",
        "an",
        "of",
        "on",
        "for",
        "to",
        "new",
        "final",
        "draft",
        "and",
    ]
)
_CALLS = frozenset({"phone_call", "virtual"})
_PRECISION = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Draft:
    """One event of an article, with all reports of it in text order."""

    reports: tuple[Report, ...]

    @property
    def last(self) -> Report:
        """The latest report."""
        return self.reports[-1]

    @property
    def cast(self) -> Cast:
        """All sides that any report names, each once, under its fullest name."""
        found: list[tuple[Actor, str]] = []
        for report in self.reports:
            for actor, role in report.cast:
                _place(found, actor, role)
        return tuple(found)  # type: ignore[arg-type]  # roles stay the literals they were


def _place(found: list[tuple[Actor, str]], actor: Actor, role: str) -> None:
    """Put *actor* into *found* unless it, or somebody more exact of its party, is there."""
    for n, (other, known) in enumerate(found):
        if actor.name and other.name:
            if same_name(actor.name, other.name):
                return
        elif actor.party and actor.party == other.party:
            if actor.name or (actor.title and not other.title and not other.name):
                found[n] = (actor, known)
            return
    found.append((actor, role))


def assemble(reports: Iterable[Report]) -> list[Draft]:
    """The events of an article, in the order of their first report."""
    drafts: list[Draft] = []
    for report in reports:
        n = None if report.vague and not report.definite else _find(drafts, report)
        if n is not None:
            drafts[n] = Draft((*drafts[n].reports, report))
        elif not report.pattern.creates:
            continue
        elif not report.vague:
            drafts.append(Draft((report,)))
        else:
            inherited = _inherited(drafts, report)
            if inherited is not None:
                drafts.append(Draft((inherited,)))
            elif _is_named(report.instrument):
                drafts.append(Draft((report,)))
    return with_dates_of_visits(with_related_dates(drafts))


def _find(drafts: Sequence[Draft], report: Report) -> int | None:
    for n in range(len(drafts) - 1, -1, -1):
        if any(same_event(known, report) for known in drafts[n].reports[:1]) and all(
            _compatible(known, report) for known in drafts[n].reports
        ):
            return n
    return None


def _inherited(drafts: Sequence[Draft], report: Report) -> Report | None:
    """A new action on an instrument that the article has introduced: "the pact was extended"."""
    if report.event_type != "treaty":
        return None
    for draft in reversed(drafts):
        first = draft.reports[0]
        if first.event_type == "treaty" and _instruments_fit(first, report):
            return replace(report, cast=draft.cast, vague=False)
    return None


def _is_named(instrument: str | None) -> bool:
    """Does the instrument bear a proper name, so that it needs no parties to be known?"""
    words = (instrument or "").split()
    accords = rulebook().words("@accord")
    named = any(w[:1].isupper() and w.lower() in accords for w in words)
    return named and sum(w[:1].isupper() for w in words) > 1


def same_event(a: Report, b: Report) -> bool:
    """Can the two reports of one article mean one event?"""
    if a.event_type != b.event_type or not _compatible(a, b):
        return False
    if a.event_type == "treaty":
        if not _same_action(a, b) or not (b.vague or _sides_fit(a, b)):
            return False
        is_membership = a.treaty_action in ("joined", "withdrew") and a.parties == b.parties
        return is_membership or _instruments_fit(a, b)
    if not _formats_fit(a, b) or not _levels_fit(a, b):
        return False
    return b.vague or _sides_fit(a, b)


def _compatible(a: Report, b: Report) -> bool:
    return _status_fits(a, b) and _dates_fit(a, b) and _places_fit(a, b) and _persons_fit(a, b)


def _same_action(a: Report, b: Report) -> bool:
    if a.treaty_action == b.treaty_action:
        return True
    return b.vague and b.treaty_action == "agreed" and a.treaty_action == "signed"


def _formats_fit(a: Report, b: Report) -> bool:
    visits = (a.meeting_format == "visit", b.meeting_format == "visit")
    if any(visits):
        return all(visits)
    calls = (a.meeting_format in _CALLS, b.meeting_format in _CALLS)
    return all(calls) or not any(calls) or b.vague


def _levels_fit(a: Report, b: Report) -> bool:
    """A summit is no meeting of ministers."""
    levels = {_level(a), _level(b)} - {None}
    return len(levels) < 2


def _level(report: Report) -> str | None:
    if report.summit or any(actor.rank == "head" for actor in report.actors):
        return "heads"
    return "ministers" if any(a.rank == "minister" for a in report.actors) else None


def _is_hostless(report: Report) -> bool:
    """Is it a visit that the sentence leaves without its country: "Duarte's visit"?"""
    return report.meeting_format == "visit" and not any(r == "host" for _, r in report.cast)


def _status_fits(a: Report, b: Report) -> bool:
    if a.status == b.status or b.vague or _is_hostless(b) or not (a.certain and b.certain):
        return True
    if a.when and b.when and a.when.precision == b.when.precision == "day":
        return a.when.start == b.when.start
    return {a.status, b.status} == {"planned", "proposed"} and a.event_type == "meeting"


def _dates_fit(a: Report, b: Report) -> bool:
    if a.when is None or b.when is None:
        return not (a.background and not b.background and not b.vague)
    return a.when.start <= b.when.end and b.when.start <= a.when.end


def _places_fit(a: Report, b: Report) -> bool:
    if a.where is None or b.where is None or a.event_type == "treaty":
        return True
    if a.where.country and b.where.country:
        return a.where.country == b.where.country
    return True


def _persons_fit(a: Report, b: Report) -> bool:
    """No two different persons of one party, each the only one named for it."""
    for actor in b.actors:
        if not actor.name or not actor.party:
            continue
        rivals = [o for o in a.actors if o.party == actor.party and o.name]
        if rivals and not any(same_name(actor.name, o.name or "") for o in rivals):
            return False
    return True


def _sides_fit(a: Report, b: Report) -> bool:
    x, y = sorted((_sides(a), _sides(b)), key=len)
    return x == y or (len(x) == 1 and x <= y)


def _sides(report: Report) -> set[str]:
    return {a.party or (a.name or "").split()[-1] for a in report.actors if a.party or a.name}


def _instruments_fit(a: Report, b: Report) -> bool:
    if a.instrument is None or b.instrument is None:
        return True
    if a.instrument_kind == "ceasefire" or b.instrument_kind == "ceasefire":
        return a.instrument_kind == b.instrument_kind
    x, y = (set(r.instrument.lower().split()) - _GENERIC for r in (a, b) if r.instrument)
    return not x or not y or bool(x & y)


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
    """Talks that took place during a dated visit of the same sides get its date and place."""
    visits = [d for d in drafts if d.reports[0].meeting_format == "visit" and best_date(d)]
    return [_dated_by(draft, visits) for draft in drafts]


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


def best_date(draft: Draft) -> Report | None:
    """The report whose date is the finest, the earliest told among equals."""
    dated = [r for r in draft.reports if r.when is not None]
    return min(dated, key=lambda r: _PRECISION.index(r.when.precision)) if dated else None  # type: ignore[union-attr]
