"""Reports of one article → its events: what several sentences tell about one event is one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.directory import same_name
from transforms.draft import Draft
from transforms.relations import with_dates_of_visits, with_related_dates
from transforms.report import Report
from transforms.rulebook import read_toml, rulebook

_GENERIC = rulebook().words("@accord+@document") | frozenset(
    read_toml("lexicons/phrases.toml")["words"]["plain"]
)
_ALONE = frozenset({"memorandum", "memoranda", "memorandums"})  # a government may write one
_MEMORY = 60  # events back to which "the talks" can refer
_CALLS = frozenset({"phone_call", "virtual"})


@dataclass(slots=True)
class _Event:
    """An event while its reports are gathered."""

    reports: list[Report]
    known: dict[tuple[object, ...], Report]  # what the next report has to agree with, each once


class _Gathering:
    """The events found so far, by the sides of their first reports; long articles have many."""

    def __init__(self) -> None:
        self.events: list[_Event] = []
        self._with: dict[tuple[str, str], list[int]] = {}

    def add(self, report: Report) -> None:
        """A new event."""
        for key in _keys(report):
            self._with.setdefault(key, []).append(len(self.events))
        self.events.append(_Event([report], {}))

    def extend(self, event: _Event, report: Report) -> None:
        """One more report of a known event."""
        event.reports.append(report)
        event.known.setdefault(_claims(report), report)

    def find(self, report: Report) -> _Event | None:
        """The latest event that *report* can tell of."""
        for n in self._candidates(report):
            event = self.events[n]
            if same_event(event.reports[0], report) and all(
                _compatible(known, report) for known in event.known.values()
            ):
                return event
        return None

    def _candidates(self, report: Report) -> Iterable[int]:
        if report.vague:
            last = len(self.events)
            return range(last - 1, max(last - _MEMORY, 0) - 1, -1)
        found = {n for key in _keys(report) for n in self._with.get(key, ())}
        return sorted(found, reverse=True)

    def drafts(self) -> list[Draft]:
        """The events with all their reports."""
        return [Draft(tuple(event.reports)) for event in self.events]


def _keys(report: Report) -> list[tuple[str, str]]:
    return [(report.event_type, side) for side in _sides(report) or {""}]


def _claims(report: Report) -> tuple[object, ...]:
    """All of a report that another has to be compatible with."""
    when = (report.when.start, report.when.end, report.when.precision) if report.when else None
    where = report.where.country if report.where else None
    persons = frozenset((a.party, a.name) for a in report.actors if a.name)
    return report.status, report.certain, report.background, when, where, persons


def assemble(reports: Iterable[Report]) -> list[Draft]:
    """The events of an article, in the order of their first report."""
    found = _Gathering()
    for report in reports:
        event = None if report.vague and not report.definite else found.find(report)
        if event is not None:
            found.extend(event, report)
        elif not report.pattern.creates:
            continue
        elif not report.vague:
            found.add(report)
        else:
            inherited = report if report.cast else _inherited(found.events, report)
            if inherited is not None:
                found.add(inherited)
            elif _is_named(report.instrument) and not report.pattern.states_only:
                found.add(report)
    return with_dates_of_visits(with_related_dates(_without_preludes(found.drafts())))


def _without_preludes(drafts: Sequence[Draft]) -> list[Draft]:
    """The events without the undated negotiations of what the article says was agreed or signed."""
    ends = {r.which for d in drafts for r in d.reports if _is_concluded(r)}
    return [d for d in drafts if not all(_is_prelude(r) and r.which in ends for r in d.reports)]


def _is_concluded(report: Report) -> bool:
    done = report.status == "occurred" and report.treaty_action in ("agreed", "signed")
    return done and report.which is not None


def _is_prelude(report: Report) -> bool:
    return report.treaty_action == "negotiating" and report.when is None


def _inherited(events: Sequence[_Event], report: Report) -> Report | None:
    """A new action on an instrument that the article has introduced: "the pact was extended"."""
    if report.event_type != "treaty":
        return None
    for event in reversed(events[-_MEMORY:]):
        first = event.reports[0]
        if first.event_type == "treaty" and _instruments_fit(first, report):
            return replace(report, cast=Draft(tuple(event.reports)).cast, vague=False)
    return None


def _is_named(instrument: str | None) -> bool:
    """Does the instrument bear a proper name, so that it needs no parties to be known?"""
    words = (instrument or "").split()
    accords = rulebook().words("@accord+@named-paper") - _ALONE
    named = any(w[:1].isupper() and w.lower() in accords for w in words)
    return named and sum(w[:1].isupper() for w in words) > 1


def same_event(a: Report, b: Report) -> bool:
    """Can the two reports of one article mean one event?"""
    if a.event_type != b.event_type or not _compatible(a, b):
        return _is_one_action(a, b)
    if a.event_type == "treaty":
        if not _same_action(a, b) or not (b.vague or _sides_fit(a, b)):
            return False
        is_membership = a.treaty_action in ("joined", "withdrew") and a.parties == b.parties
        return is_membership or _instruments_fit(a, b)
    if not _formats_fit(a, b) or not _levels_fit(a, b):
        return False
    return b.vague or _sides_fit(a, b)


def _is_one_action(a: Report, b: Report) -> bool:
    """Is it one action on one instrument, told once as a plan and once as done?"""
    told_twice = a.which is not None and a.which == b.which and a.treaty_action == b.treaty_action
    return told_twice and (b.vague or _sides_fit(a, b)) and _dates_fit(a, b)


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
