"""What earlier merges wrote: which mentions hung together, and where their events lie."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.mention_files import last_told, read_hung
from pipelines.threads import Day

Span = tuple[date, date]


@dataclass(slots=True)
class Hung:
    """Mentions that hung together, the days of their events, how long each event was told."""

    mentions: set[str] = field(default_factory=set)
    days: set[Day] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)

    def met(self, days: Collection[Day]) -> bool:
        """Whether one of the events lies under one of these days, or was still told of then."""
        dated = sorted(day for day in days if day)
        return not self.days.isdisjoint(days) or any(
            (place := bisect_left(dated, first)) < len(dated) and dated[place] <= last
            for first, last in self.spans
        )


@dataclass
class EarlierEvents:
    """The events of a lake as they were before a merge, read as far as it is asked for."""

    files: Mapping[Day, list[str]]
    reach: int
    _rows: dict[Day, list[tuple[str, list[str], date | None]]] = field(default_factory=dict)
    _last: dict[Day, date | None] = field(default_factory=dict)

    def told_within(self, first: date, last: date) -> frozenset[Day]:
        """The days under which events may lie that were told of between these two."""
        found = (day for day in self.files if day and day <= last)
        return frozenset(day for day in found if (self._last_told(day) or day) >= first)

    def hung_on(self, days: Collection[Day]) -> list[Hung]:
        """What hung together with an event of these days, or one still told of then; all of it."""
        found = list(self._hung([None]).values()) if None in days and None in self.files else []
        dated = [day for day in days if day]
        if not dated:
            return found
        first, last, reach = min(dated), max(dated), timedelta(self.reach)
        while True:
            met = [
                hung
                for hung in self._hung(self.told_within(first - reach, last + reach)).values()
                if hung.met(dated)
            ]
            spans = [span for hung in met for span in hung.spans]
            wider = min([first, *(a for a, _ in spans)]), max([last, *(b for _, b in spans)])
            if wider == (first, last):
                return found + met
            first, last = wider

    def _hung(self, days: Collection[Day]) -> dict[str, Hung]:
        found: dict[str, Hung] = {}
        for day in days:
            if day not in self._rows:
                self._rows[day] = [row for path in self.files[day] for row in read_hung(path)]
            for component, mention_ids, last in self._rows[day]:
                hung = found.setdefault(component, Hung())
                hung.mentions.update(mention_ids)
                hung.days.add(day)
                if day:
                    hung.spans.append((day, last or day))
        return found

    def _last_told(self, day: Day) -> date | None:
        if day not in self._last:
            ends = [end for path in self.files[day] if (end := last_told(path))]
            self._last[day] = max(ends, default=None)
        return self._last[day]
