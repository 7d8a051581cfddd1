"""Which days a merge reads, and which it writes, so that days can be merged in any order."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.mention_files import files_by_day, read_claims
from schemas.claim import REACH, Claim
from transforms.merging import component_names

Day = date | None
"""A day of publication; None stands for the mentions without one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Days whose mentions are read, and days whose events are written."""

    read: frozenset[Day]
    written: frozenset[Day]


def plan_merge(lake: str, touched: Collection[Day] | None = None, reach: int = REACH) -> Plan:
    """What a merge of the *touched* days reads and writes; of the whole lake if None.

    An event belongs to the day when it was first told of. A mention of today can change an event of
    last week, so the days of all mentions that hang together with those of the touched days are
    written too; and each event that is written is put together from all of its mentions.
    """
    files = files_by_day(lake, "mentions")
    orphans = files_by_day(lake, "events").keys() - files.keys()  # days whose mentions are gone
    if touched is None:
        return Plan(frozenset(files), frozenset(files) | orphans)
    _, written = _closure(files, frozenset(touched), reach)
    read, _ = _closure(files, written, reach)
    return Plan(read, written | frozenset(touched) | orphans)


def _closure(
    files: Mapping[Day, list[str]], touched: frozenset[Day], reach: int
) -> tuple[frozenset[Day], frozenset[Day]]:
    """Days to read so that all that hangs together with *touched* is whole; the days of that."""
    claims: dict[Day, list[Claim]] = {}
    hanging = touched
    while True:
        read = _around(files, hanging, reach)
        for day in read - claims.keys():
            claims[day] = [claim for path in files[day] for claim in read_claims(path)]
        reached = touched | _hanging({day: claims[day] for day in read}, touched, reach)
        if reached <= hanging:
            return read, hanging
        hanging = reached


def _hanging(
    claims: Mapping[Day, list[Claim]], touched: frozenset[Day], reach: int
) -> frozenset[Day]:
    """The days of all claims that hang together with one of the touched days."""
    names = component_names((c for told in claims.values() for c in told), reach)
    of_day = {day: {names.get(c.mention_id) for c in told} for day, told in claims.items()}
    moved = {name for day in touched for name in of_day.get(day, ()) if name}
    return frozenset(day for day, held in of_day.items() if held & moved)


def _around(files: Iterable[Day], days: Collection[Day], reach: int) -> frozenset[Day]:
    """The stored days within reach of any of *days*."""
    near = {d + timedelta(n) for d in days if d for n in range(-reach, reach + 1)}
    return frozenset(day for day in files if (day in near if day else None in days))
