"""The days that an article tells, each of which may be that of an event told without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.mention import Status
from transforms.dates import ResolvedDate, find_dates, is_relative, resolve_date
from transforms.report import Report

_REACH = 12  # sentences between an event and its day, unless the day stands in the first ones
_LEAD = 3


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
