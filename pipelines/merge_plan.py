"""Which days a merge reads, and which it writes, so that days can be merged in any order."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.earlier_events import EarlierEvents, Hung
from pipelines.mention_files import files_by_day, rows_of
from pipelines.threads import Component, Day, Threads
from schemas.claim import REACH
from transforms.forest import Forest

AT_ONCE = 15_000
"""Mentions whose events are made together; more are merged in several windows of days."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Days whose events are written; by day, the mentions that are read, with their component."""

    written: frozenset[Day]
    read: Mapping[Day, Mapping[str, str]]


def plan_merge(
    lake: str, touched: Collection[Day] | None = None, reach: int = REACH, at_once: int = AT_ONCE
) -> Iterator[Plan]:
    """What a merge of the *touched* days reads and writes; of the whole lake if None.

    An event belongs to the day when it was first told of. A mention of today can change an event of
    last week, so all days are written that hold an event which may change; and each event that is
    written is put together from all of its mentions.
    """
    files, events = files_by_day(lake, "mentions"), files_by_day(lake, "events")
    orphans = events.keys() - files.keys()  # days whose mentions are gone
    threads = Threads(files, reach)
    if touched is None:
        written = frozenset(files) | orphans
    else:
        written = days_to_write(frozenset(touched) | orphans, threads, EarlierEvents(events, reach))
    for window in windows_of(written, files, at_once):
        yield Plan(window, threads.hanging_on(window))


def windows_of(
    days: Collection[Day], files: Mapping[Day, list[str]], at_once: int
) -> Iterator[frozenset[Day]]:
    """The days in order, in as few windows as hold no more than so many mentions each."""
    window: list[Day] = []
    held = 0
    for day in sorted(days, key=lambda d: d or date.min):
        rows = sum(map(rows_of, files.get(day, ())))
        if window and held + rows > at_once:
            yield frozenset(window)
            window, held = [], 0
        window.append(day)
        held += rows
    if window:
        yield frozenset(window)


def days_to_write(
    touched: frozenset[Day], threads: Threads, earlier: EarlierEvents
) -> frozenset[Day]:
    """The days whose events may differ from those of earlier merges.

    What hangs together now is compared with what hung together then. What is the same, and has no
    mention of the *touched* days, has the same events. All else is written anew and whole, wherever
    its events lie or lay; and where a day is written, all that has changed there is.
    """
    looked = written = touched
    while True:
        now = threads.components_on(looked)
        places = {day for component in now for days in component.values() for day in days}
        then = earlier.hung_on(looked | places)
        near = [hung for hung in then if hung.days & written or hung.met(touched)]
        needed = written | _days_of(near, threads.files)
        if needed <= looked:
            changed = _changed(touched, now, then)
            if changed == written:
                return written
            written = changed
        looked |= needed | written


def _days_of(hung: Iterable[Hung], files: Collection[Day]) -> frozenset[Day]:
    """The days on which all that hung together may have been told of."""
    spans = [(min(a for a, _ in h.spans), max(b for _, b in h.spans)) for h in hung if h.spans]
    return frozenset(d for d in files if d and any(first <= d <= last for first, last in spans))


def _changed(
    touched: frozenset[Day], now: Iterable[Component], then: Iterable[Hung]
) -> frozenset[Day]:
    """The days of all that has changed, or may have: from the *touched* days on, step by step."""
    bundles = _bundles(now, then)
    written = touched
    while True:
        left = []
        for bundle in bundles:
            if bundle.is_touched(touched) or (
                not bundle.is_settled() and bundle.is_near(touched, written)
            ):
                written |= bundle.days()
            else:
                left.append(bundle)
        if len(left) == len(bundles):
            return written
        bundles = left


@dataclass(slots=True)
class _Bundle:
    """What hangs together now and what hung together then that have mentions in common."""

    now: list[Component]
    then: list[Hung]

    def is_touched(self, days: frozenset[Day]) -> bool:
        return any(not days.isdisjoint(places) for c in self.now for places in c.values())

    def is_settled(self) -> bool:
        """Is all as it was, or was nothing of it ever merged?"""
        if not self.then:
            return True
        if len(self.now) != 1 or len(self.then) != 1:
            return False
        return self.now[0].keys() == self.then[0].mentions

    def is_near(self, touched: frozenset[Day], written: frozenset[Day]) -> bool:
        return not written.isdisjoint(self.days()) or any(hung.met(touched) for hung in self.then)

    def days(self) -> frozenset[Day]:
        told = {day for c in self.now for places in c.values() for day in places}
        return frozenset(told.union(*(hung.days for hung in self.then)))


def _bundles(now: Iterable[Component], then: Iterable[Hung]) -> list[_Bundle]:
    now, then = list(now), list(then)
    together = (sorted(ids) for ids in (*now, *(hung.mentions for hung in then)))
    forest = Forest.of((ids[0], mention_id) for ids in together for mention_id in ids)
    bundles: dict[str, _Bundle] = {}
    for component in now:
        name = forest.root(min(component))
        bundles.setdefault(name, _Bundle([], [])).now.append(component)
    for hung in then:
        name = forest.root(min(hung.mentions))
        bundles.setdefault(name, _Bundle([], [])).then.append(hung)
    return list(bundles.values())
