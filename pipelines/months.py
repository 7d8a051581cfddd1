"""Which whole months of a lake can be read from one file, and which days only from their folders.

A lake has a folder per type and day, and a reader pays more for opening a file than for what it
reads there. `communique compact` therefore copies months into one file each,
`<lake>/months/<dataset>/<month>.<folders>.parquet`. A copy is used only while it is true: it bears
the time of the newest change of its folders, and its name says how many they are. Whoever writes,
replaces or deletes a file changes its folder, so nobody has to tell; the copy is passed over then.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

MONTHS = "months"
COPIED = ("mentions", "events")
"""The datasets whose months are copied."""

_DAY = "published_date="
_MONTH_DIGITS = len("2025-03")


@dataclass
class Month:
    """The folders of a month, and when the newest change of one was, in ns since 1970."""

    name: str
    folders: list[str] = field(default_factory=list)
    changed: int = 0

    def copy_in(self, lake: str, dataset: str) -> str:
        """Where the copy of these folders lies, if there is one."""
        return f"{lake}/{MONTHS}/{dataset}/{self.name}.{len(self.folders)}.parquet"


def months_in(lake: str, dataset: str, only: str = "") -> dict[str, Month]:
    """The months of a dataset, or only one, each with its folders by type and day.

    Folders without a day stand under their whole name. Empty where there are no folders, as in an
    object store: nothing is copied there.
    """
    months: dict[str, Month] = defaultdict(lambda: Month(""))
    if "://" in lake:
        return months
    for kind in _folders(f"{lake}/{dataset}"):
        for folder in _folders(kind.path):
            day = folder.name.removeprefix(_DAY)
            name = day[:_MONTH_DIGITS] if day[:1].isdigit() else day
            if only and name != only:
                continue
            month = months[name]
            month.name = name
            month.folders.append(folder.path)
            month.changed = max(month.changed, folder.stat().st_mtime_ns)
    return months


def true_copies(lake: str, dataset: str, months: dict[str, Month]) -> dict[str, str]:
    """The copies that hold what the folders of their months hold now."""
    found = {}
    for name, month in months.items():
        path = month.copy_in(lake, dataset)
        with suppress(FileNotFoundError):
            if os.stat(path).st_mtime_ns == month.changed:
                found[name] = path
    return found


def to_read(lake: str, dataset: str) -> tuple[list[str], list[str]]:
    """The copies to read, and the patterns of what has to be read besides."""
    everything = [f"{lake}/{dataset}/*/*/*.parquet"]
    if "://" in lake or not os.path.isdir(f"{lake}/{MONTHS}/{dataset}"):
        return [], everything
    months = months_in(lake, dataset)
    copies = true_copies(lake, dataset, months)
    if not copies:
        return [], everything
    rest = [month for name, month in sorted(months.items()) if name not in copies]
    return sorted(copies.values()), [
        f"{folder}/*.parquet" for month in rest for folder in month.folders if _has_file(folder)
    ]


def newest_day(lake: str) -> str | None:
    """The newest day with mentions, by the names of folders: only the newest are looked into."""
    days: list[str] = []
    for kind in _folders(f"{lake}/mentions"):
        folders = sorted((f for f in os.listdir(kind.path) if f[len(_DAY) :][:1].isdigit()))
        newest = (f for f in reversed(folders) if _has_file(f"{kind.path}/{f}"))
        days += [folder.removeprefix(_DAY) for folder in islice(newest, 1)]
    return max(days, default=None)


def _has_file(folder: str) -> bool:
    return any(name.endswith(".parquet") for name in os.listdir(folder))


def _folders(path: str) -> Iterator[os.DirEntry[str]]:
    with suppress(FileNotFoundError), os.scandir(path) as found:
        yield from sorted((e for e in found if e.is_dir()), key=lambda entry: entry.name)
