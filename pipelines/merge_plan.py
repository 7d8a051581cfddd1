"""Which days a merge reads, and which it writes, so that days can be merged in any order."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.mention_files import files_by_day, read_claims, read_reported, rows_of
from schemas.claim import REACH
from transforms.clues import NEVER, Clue, clue_of
from transforms.forest import Forest
from transforms.merging import links_among

Day = date | None
"""A day of publication; None stands for the mentions without one."""

AT_ONCE = 15_000
"""Mentions whose events are made together; more are merged in several windows of days."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Days whose events are written; days of which mentions are read, and which (None for all)."""

    written: frozenset[Day]
    read: Mapping[Day, frozenset[str] | None]


def plan_merge(
    lake: str, touched: Collection[Day] | None = None, reach: int = REACH, at_once: int = AT_ONCE
) -> Iterator[Plan]:
    """What a merge of the *touched* days reads and writes; of the whole lake if None.

    An event belongs to the day when it was first told of. A mention of today can change an event of
    last week, so the days of all mentions that hang together with those of the touched days are
    written too; and each event that is written is put together from all of its mentions.
    """
    files, events = files_by_day(lake, "mentions"), files_by_day(lake, "events")
    orphans = events.keys() - files.keys()  # days whose mentions are gone
    threads = Threads(files, reach)
    if touched is None:
        written = frozenset(files) | orphans
    else:
        days = frozenset(touched)
        before = Threads(files, reach, days)
        days |= before.hanging_on(days).keys()
        written = days | orphans | before.stale(days, events)
    windows = list(windows_of(written, files, at_once))
    for window in windows:
        whole = len(windows) == 1 and touched is None
        yield Plan(window, dict.fromkeys(files) if whole else threads.hanging_on(window))


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


@dataclass
class Threads:
    """Which days hang together by their mentions, read as far as it is asked for.

    With *touched* days, they also hang together by what would be leant on if nothing had been
    published on those days: by that, claims may have hung together before a merge.
    """

    files: Mapping[Day, list[str]]
    reach: int
    touched: frozenset[Day] = frozenset()
    _clues: dict[Day, list[Clue]] = field(default_factory=dict)
    _links: dict[Day, list[tuple[str, str]]] = field(default_factory=dict)

    def hanging_on(self, days: frozenset[Day]) -> dict[Day, frozenset[str] | None]:
        """By day, the mentions that hang together with one of these days; None for all of a day."""
        own = frozenset(days & self.files.keys())
        hanging = own
        while True:
            around = self._around(hanging)
            self._learn(around)
            forest = Forest.of(link for day in around for link in self._links[day])
            moved = {forest.root(clue.mention_id) for day in own for clue in self._clues[day]}
            held = {day: self._held(day, forest, moved) for day in around - own}
            reached = own | {day for day, mention_ids in held.items() if mention_ids}
            if reached <= hanging:
                self._forget(min((day for day in own if day), default=None))
                return {day: held.get(day) for day in reached}
            hanging |= reached

    def _held(self, day: Day, forest: Forest, moved: Collection[str]) -> frozenset[str]:
        ids = (clue.mention_id for clue in self._clues[day])
        return frozenset(mention_id for mention_id in ids if forest.root(mention_id) in moved)

    def stale(self, days: Collection[Day], events: Mapping[Day, list[str]]) -> frozenset[Day]:
        """Days of stored events with a mention that is gone from one of the *days*."""
        first = min((day for day in days if day), default=date.max)
        around = self._around(days)
        here = {clue.mention_id for day in around for clue in self._clues.get(day, ())}
        return frozenset(
            day
            for day in around & events.keys()
            for path in events[day]
            for mention_ids, last in read_reported(path)
            if (last is None or last.date() >= first) and not here.issuperset(mention_ids)
        )

    def _learn(self, days: frozenset[Day]) -> None:
        """Read these days and those around them, and find their links."""
        new = days - self._links.keys()
        if not new:
            return
        around = self._around(new)
        for day in around - self._clues.keys():
            claims = (claim for path in self.files[day] for claim in read_claims(path))
            self._clues[day] = [clue_of(claim) for claim in claims]
        ordinals = {day.toordinal() if day else NEVER: day for day in new}
        self._links |= {day: [] for day in new}
        clues = [clue for day in around for clue in self._clues[day]]
        published = {clue.mention_id: clue.published for clue in clues}
        links = links_among(clues, self.reach, ordinals)
        if self.touched:
            apart = {day.toordinal() if day else NEVER for day in self.touched}
            links += links_among(clues, self.reach, ordinals, apart)
        for link in links:
            self._links[ordinals[published[link[0]]]].append(link)

    def _around(self, days: Collection[Day]) -> frozenset[Day]:
        """The stored days within reach of any of *days*, themselves included."""
        near = {d + timedelta(n) for d in days if d for n in range(-self.reach, self.reach + 1)}
        return frozenset(d for d in self.files if (d in near if d else None in days))

    def _forget(self, earliest: date | None) -> None:
        """Drop what lies so far back that later windows seldom ask for it; then it is read anew."""
        for known in (self._clues, self._links):
            for day in list(known):
                if day and earliest and day < earliest - timedelta(days=2 * self.reach):
                    del known[day]
