"""Reports of one article → its events: what several sentences tell about one event is one event."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.draft import Draft
from transforms.fits import instruments_fit, may_be_one, sides_of
from transforms.judge import ENOUGH, ONE, same_probability
from transforms.relations import with_dates_of_visits, with_likely_days, with_related_dates
from transforms.report import Report
from transforms.rulebook import rulebook

_ALONE = frozenset({"memorandum", "memoranda", "memorandums"})  # a government may write one
_ASKED = 4  # reports of an event that a further one is compared with
_MEMORY = 60  # events back to which "the talks" can refer


@dataclass(slots=True)
class _Event:
    """An event while its reports are gathered."""

    reports: list[Report]

    def likeness(self, report: Report) -> float:
        """Probability that *report* tells of it: the mean of what its first reports say."""
        told = self.reports[:_ASKED]
        if not all(may_be_one(other, report) for other in told):
            return 0.0
        return sum(same_probability(other, report) for other in told) / len(told)


class _Gathering:
    """The events found so far, by the sides of their reports; long articles have many."""

    def __init__(self) -> None:
        self.events: list[_Event] = []
        self._with: dict[tuple[str, str], set[int]] = {}

    def add(self, report: Report) -> None:
        """A new event."""
        self._enter(report, len(self.events))
        self.events.append(_Event([report]))

    def extend(self, n: int, report: Report) -> None:
        """One more report of a known event."""
        self._enter(report, n)
        self.events[n].reports.append(report)

    def find(self, report: Report) -> int | None:
        """The number of the event that *report* most likely tells of; None if it is a new one."""
        likeness = ((self.events[n].likeness(report), n) for n in self._candidates(report))
        likely, n = max(likeness, default=(0.0, None))
        return n if likely >= ONE else None

    def _enter(self, report: Report, n: int) -> None:
        for key in _keys(report):
            self._with.setdefault(key, set()).add(n)

    def _candidates(self, report: Report) -> Iterable[int]:
        last = len(self.events)
        recent = range(max(last - _MEMORY, 0), last)
        if report.vague:
            return recent
        found = set().union(*(self._with.get(key, ()) for key in _keys(report)))
        return (n for n in recent if n in found)

    def drafts(self) -> list[Draft]:
        """The events that one report at least is sure of, with all their reports."""
        return [
            Draft(tuple(event.reports))
            for event in self.events
            if max(report.likely for report in event.reports) >= ENOUGH
        ]


def _keys(report: Report) -> list[tuple[str, str]]:
    return [(report.event_type, side) for side in sides_of(report) or {""}]


def assemble(
    reports: Iterable[Report], sentences: Sequence[str] = (), published: date | None = None
) -> list[Draft]:
    """The events of an article, in the order of their first report; *sentences* are all it has."""
    return with_likely_days(gathered(reports), sentences, published)


def gathered(reports: Iterable[Report]) -> list[Draft]:
    """The events, dated only by what is told of each or by what the grammar says."""
    found = _Gathering()
    for report in reports:
        known = found.find(report)
        if known is not None:
            found.extend(known, report)
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
        if first.event_type == "treaty" and instruments_fit(first, report):
            return replace(report, cast=Draft(tuple(event.reports)).cast, vague=False)
    return None


def _is_named(instrument: str | None) -> bool:
    """Does the instrument bear a proper name, so that it needs no parties to be known?"""
    words = (instrument or "").split()
    accords = rulebook().words("@accord+@named-paper") - _ALONE
    named = any(w[:1].isupper() and w.lower() in accords for w in words)
    return named and sum(w[:1].isupper() for w in words) > 1
