"""What speaks for or against an event without a day being of one that its article tells.

As in `transforms.event_traits`, names of persons and numbers are no traits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.mention import Status
from transforms.dates import ResolvedDate, find_dates, is_relative, resolve_date, side_of
from transforms.event_traits import grade
from transforms.pair_traits import pair_traits
from transforms.report import Report
from transforms.time_traits import sort_of

_REACH = 12  # sentences between an event and its day, unless the day stands in the first ones
_LEAD = 3
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = 4  # words
_DISTANCES = (0, 1, 2, 5)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that an article tells: its words, its sentence, the report of an event of that day."""

    text: str
    sentence: int
    before: str
    after: str
    published: date | None
    report: Report | None = None

    def meant(self, status: Status) -> ResolvedDate | None:
        """The days meant, if an event of that status may be of them."""
        held = status == "occurred"
        when = resolve_date(self.text, self.published, "past" if held else "future")
        when = self.report.when if self.report else when
        if when is None or self.published is None:
            return when
        ahead = (when.start - self.published).days > 1
        return None if (ahead if held else when.end < self.published) else when


def days_told(
    sentences: Sequence[str], published: date | None, dated: Sequence[Report]
) -> list[Day]:
    """The days of an article in text order; *dated* are the reports of which a day is known."""
    days, known = [], {(r.sentence, r.when.text): r for r in reversed(dated) if r.when}
    for n, text in enumerate(sentences):
        for phrase in find_dates(text):
            if not is_relative(phrase.text):
                before, after = text[: phrase.start], text[phrase.end :]
                report = known.pop((n, phrase.text), None)
                days.append(Day(phrase.text, n, before, after, published, report))
    days += (Day(words, n, "", "", published, report) for (n, words), report in known.items())
    return sorted(days, key=lambda day: day.sentence)


def may_be_of(day: Day, report: Report) -> bool:
    """Is the day near enough to be asked for?"""
    return day.sentence < _LEAD or abs(day.sentence - report.sentence) <= _REACH


def day_traits(day: Day, undated: Report, days: int) -> Iterator[str]:
    """All traits of an event without a day beside one of the *days* that the article tells."""
    apart = day.sentence - undated.sentence
    way = "same sentence" if not apart else "behind" if apart < 0 else "ahead"
    sort, kind, status = sort_of(day.text), _kind(undated), undated.status
    lies, many = side_of(day.text, day.published), f"days={min(days, 4)}"
    taken = "taken" if day.report else "free"
    yield taken
    yield way
    yield f"{taken}|{way}"
    yield f"{way}{grade(abs(apart), *_DISTANCES)}"
    yield f"{taken}|{way}{grade(abs(apart), *_DISTANCES)}"
    yield from (many, f"{taken}|{many}", f"{way}|{many}")
    yield from (f"sort={sort}", f"{taken}|sort={sort}", f"{way}|sort={sort}")
    yield f"it is {lies}"
    yield f"it is {lies}|status={status}"
    yield f"sort={sort}|status={status}"
    yield f"kind={kind}"
    yield f"{kind}|{taken}"
    yield f"status={status}"
    if day.sentence == 0:
        yield from ("lead", f"lead|{taken}", f"lead|{many}", f"lead|sort={sort}")
    yield from _of_words(day, undated)
    yield from (f"undated {mark}" for mark in undated.wording)
    yield f"undated word={undated.word}"
    if undated.background:
        yield f"background|it is {lies}"
    if day.report is not None:
        yield from _of_event(day.report, undated)


def _of_words(day: Day, undated: Report) -> Iterator[str]:
    """What stands around the day, and what its sentence shares with that of the event."""
    before, after = (_WORD.findall(part.lower()) for part in (day.before, day.after))
    yield f"previous={before[-1] if before else ''}"
    yield from (f"before={word}" for word in before[-_AROUND:])
    yield from (f"after={word}" for word in after[:_AROUND])
    words = {*before, *after}
    shared = len(words & undated.words)
    yield f"shared{grade(shared, 0, 1, 2, 4, 7)}"
    if undated.word in words:
        yield "told there, too"
        yield f"told there, too|{_kind(undated)}"


def _of_event(dated: Report, undated: Report) -> Iterator[str]:
    assert dated.when is not None
    precedes = (dated.sentence, dated.trigger) <= (undated.sentence, undated.trigger)
    first, second = (dated, undated) if precedes else (undated, dated)
    yield from pair_traits(first, second)
    yield f"precision={dated.when.precision}"
    yield f"status={dated.status}~{undated.status}"
    yield f"of {_kind(dated)} for {_kind(undated)}"


def _kind(report: Report) -> str:
    return str(report.treaty_action or report.meeting_format or "talks")
