"""Which reports of an annotated text tell of one event: what coreference is learned from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from training.labels import Event, Parties, kind_of_event, overlap, words_of
from transforms.fits import may_be_one
from transforms.report import Report
from transforms.scene import CALLS, ENDINGS

_SAME = 0.5  # share of the words of the shorter one that makes evidence and sentence one
_CLEAR = 1.0  # by which the likeliest event has to lead
_ENOUGH = 4.0


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the exact text of its sentence."""

    report: Report
    spoken: str


def pairs(gold: Mapping[str, Any], told: Sequence[Told]) -> Iterator[tuple[Report, Report, bool]]:
    """Pairs of reports in text order of which the annotation says whether they are of one event."""
    if gold["class"] == "borderline" or not gold["events"]:
        return
    known = [(t.report, event_of(t, gold["events"])) for t in told]
    for (a, one), (b, other) in combinations(known, 2):
        if may_be_one(a, b) and one is not None and other is not None:
            yield a, b, one == other


def event_of(told: Told, events: Sequence[Event]) -> int | None:
    """The number of the event that the report tells of; None if that is not clear."""
    scores = sorted(((_likeness(told, event), n) for n, event in enumerate(events)), reverse=True)
    best, rest = scores[0], scores[1:]
    clear = not rest or best[0] - rest[0][0] >= _CLEAR
    return best[1] if best[0] >= _ENOUGH and clear else None


def _likeness(told: Told, event: Event) -> float:
    """How well the report fits the event, in points; 0 if it can't tell of it."""
    report = told.report
    kind, own = kind_of_event(event), _kind_of(report)
    if event["event_type"] != report.event_type or "visit" in {kind, own} - ({kind} & {own}):
        return 0.0
    parties = Parties.of(event)
    shared = sum(code in parties.codes for code in report.parties)
    surnames = {w for p in event["participants"] for w in words_of(p["name"] or "")[-1:]}
    persons = {w for a in report.actors for w in words_of(a.name or "")[-1:]}
    said = overlap(event["evidence"], told.spoken) >= _SAME
    if not (shared or surnames & persons or (report.vague and said)):
        return 0.0
    both = len(report.parties) + len(parties.codes | parties.words)
    return (
        3 * 2 * shared / max(both, 1)
        + bool(surnames & persons)
        - bool(surnames and persons and not surnames & persons)
        + 3 * said
        + 2 * _date(report, event)
        + (1 if report.status == event["status"] else -1)
        + 2 * (kind == own)
    )


def _kind_of(report: Report) -> str:
    if report.event_type == "meeting":
        return CALLS.get(report.meeting_format or "", "talks")
    action = str(report.treaty_action)
    return ENDINGS.get(action, action)


def _date(report: Report, event: Event) -> int:
    """1 where the dates agree, -1 where they don't, 0 where one is missing."""
    start: str | None = event["event_date_start"]
    if start is None or report.when is None:
        return 0
    first, last = (str(day)[: len(start)] for day in (report.when.start, report.when.end))
    end = str(event.get("event_date_end") or start)
    return 1 if first <= end and start <= last else -1
