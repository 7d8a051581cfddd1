"""Which mentions hang together, found by following days from neighbour to neighbour."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.mention_files import read_claims
from transforms.clues import NEVER, Clue, clue_of
from transforms.forest import Forest
from transforms.ties import links_among

Day = date | None
"""A day of publication; None stands for the mentions without one."""

_REMEMBERED = 4  # times the reach: how far back what hangs together is kept in mind

Component = dict[str, set[Day]]
"""Mentions that hang together, and the days under which they lie."""


@dataclass
class Threads:
    """What hangs together among the mentions of a lake, read as far as it is asked for."""

    files: Mapping[Day, list[str]]
    reach: int
    _ids: dict[Day, list[str]] = field(default_factory=dict)
    _links: dict[Day, list[tuple[str, str]]] = field(default_factory=dict)
    _forest: Forest = field(default_factory=Forest)
    _clues: dict[Day, list[Clue]] = field(default_factory=dict)
    """Of the stretch looked at last and the days around it; the largest part by far."""

    def hanging_on(self, days: frozenset[Day]) -> dict[Day, dict[str, str]]:
        """By day, the mentions that hang together with one of these days: id and component."""
        held: dict[Day, dict[str, str]] = {}
        for component in self.components_on(days):
            name = min(component)
            for mention_id, places in component.items():
                for day in places:
                    held.setdefault(day, {})[mention_id] = name
        self._forget(min((day for day in days if day), default=None))
        return held

    def components_on(self, days: frozenset[Day]) -> list[Component]:
        """The components with a mention under one of these days, each of them whole."""
        reached = frozenset(days & self.files.keys())
        while True:
            around = self._around(reached)
            self._learn(around)
            root = self._forest.root
            asked = {root(mention_id) for day in around & days for mention_id in self._ids[day]}
            found: dict[str, Component] = {}
            for day in around:
                for mention_id in self._ids[day]:
                    if (name := root(mention_id)) in asked:
                        found.setdefault(name, {}).setdefault(mention_id, set()).add(day)
            further = {d for each in found.values() for places in each.values() for d in places}
            if further <= reached:
                return list(found.values())
            reached |= further

    def _learn(self, days: frozenset[Day]) -> None:
        """Find the links of these days, a stretch at a time, so that few claims are in memory."""
        new = sorted(days - self._links.keys(), key=lambda day: day or date.min)
        for first in range(0, len(new), self.reach + 1):
            self._link(frozenset(new[first : first + self.reach + 1]))

    def _link(self, new: frozenset[Day]) -> None:
        around = self._around(new)
        self._clues = {day: self._clues.get(day) or self._read(day) for day in around}
        clues = [clue for told in self._clues.values() for clue in told]
        ids = {clue.mention_id: clue.mention_id for clue in clues}
        ordinals = {day.toordinal() if day else NEVER: day for day in new}
        self._ids |= {day: [ids[clue.mention_id] for clue in self._clues[day]] for day in new}
        self._links |= {day: [] for day in new}
        published = {clue.mention_id: clue.published for clue in clues}
        for one, other in links_among(clues, self.reach, ordinals):
            self._links[ordinals[published[one]]].append((ids[one], ids[other]))
            self._forest.join(ids[one], ids[other])

    def _read(self, day: Day) -> list[Clue]:
        claims = (claim for path in self.files[day] for claim in read_claims(path))
        return [clue_of(claim) for claim in claims]

    def _around(self, days: Collection[Day]) -> frozenset[Day]:
        """The stored days within reach of any of *days*, themselves included."""
        near = {d + timedelta(n) for d in days if d for n in range(-self.reach, self.reach + 1)}
        return frozenset(d for d in self.files if (d in near if d else None in days))

    def _forget(self, earliest: date | None) -> None:
        """Drop what lies so far back that later windows seldom ask for it; then it is read anew."""
        long_ago = earliest - timedelta(days=_REMEMBERED * self.reach) if earliest else date.min
        if any(day < long_ago for day in self._links if day):
            for known in (self._ids, self._links):
                for day in [day for day in known if day and day < long_ago]:
                    del known[day]
            self._forest = Forest.of(link for links in self._links.values() for link in links)
