"""Which mention was of which event before a merge, while the merge replaces the events."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Self

from pipelines.files import WRITING, put, remove
from pipelines.mention_files import files_by_day, known_bytes, last_told, read_known
from pipelines.options import MERGED
from pipelines.threads import Day


class KeptEvents:
    """Which mention was of which event before a merge: kept aside where the merge writes anew.

    A merge in several windows would else read, in a later one, what an earlier one has written.
    """

    def __init__(self, lake: str) -> None:
        self._lake = lake
        self._files = files_by_day(lake, "events")
        self._told = {day: _last(map(last_told, paths)) for day, paths in self._files.items()}
        self._aside: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        remove(self._aside)

    def put_aside(self, days: Iterable[Day]) -> None:
        """Keep what is known of the events under these days, which are about to be replaced."""
        for day in self._files.keys() & set(days):
            self._files[day] = [self._copied(path) for path in self._files[day]]

    def events_of(self, read: Mapping[Day, Collection[str]]) -> dict[str, str]:
        """The event that each of these mentions was of, by the day of their publication."""
        dated = [day for day in read if day]
        first, last = min(dated, default=date.max), max(dated, default=date.min)
        asked = {mention_id for mention_ids in read.values() for mention_id in mention_ids}
        return {
            mention_id: event_id
            for day, paths in self._files.items()
            if (day in read if day is None else day <= last and (self._told[day] or day) >= first)
            for path in paths
            for mention_id, event_id in read_known(path)
            if mention_id in asked
        }

    def _copied(self, path: str) -> str:
        name = f"{MERGED}-{sha256(path.encode()).hexdigest()[:16]}.parquet"
        aside = f"{self._lake}/{WRITING}/known/{name}"
        put(self._lake, aside, known_bytes(path))
        self._aside.append(aside)
        return aside


def _last(days: Iterable[Day]) -> Day:
    return max((day for day in days if day), default=None)
