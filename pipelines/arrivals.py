"""What has come since the last slice: new files of a folder, new offsets of a topic."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipelines.errors import UsageError
from pipelines.fetch import is_address
from pipelines.files import account
from pipelines.inputs import fixed_part, waiting_files
from pipelines.kafka import SCHEME, Topic
from schemas.manifest import InputFile, OffsetRange
from schemas.stream import StreamPosition

SLICE_FILES, SLICE_MESSAGES = 1000, 20_000
"""How much a slice holds at most, if nothing else is asked for."""

STILL = 2.0
"""Seconds that a file has lain unchanged before it is read: its writer may not be ready."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the next slice takes, how much waits in all, and what is odd, in words."""

    files: tuple[InputFile, ...] = ()
    offsets: tuple[OffsetRange, ...] = ()
    waiting: int = 0
    oddities: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has come."""
        return not self.files and not self.offsets


class Arrivals(Protocol):
    """An input that is followed."""

    unit: str

    def look(self, position: StreamPosition) -> Arrived:
        """What has come since that position."""


def arrivals_of(
    inputs: Sequence[str],
    lake: str,
    at_most: int | None = None,
    kafka_config: str | None = None,
    input_format: str | None = None,
) -> Arrivals:
    """The input that the words of the command line name; `UsageError` if they name none."""
    topics = [name for name in inputs if name.startswith(SCHEME)]
    if topics and len(inputs) > 1:
        raise UsageError(f"--input {topics[0]}: a topic is followed alone, one --stream for each")
    if topics:
        return NewMessages(Topic.of(topics[0], kafka_config), at_most or SLICE_MESSAGES)
    if kafka_config:
        raise UsageError(
            f"--kafka_config {kafka_config} without an --input kafka://host:port/topic"
        )
    for name in inputs:
        if is_address(name):
            raise UsageError(f"--input {name} is an address; communique extract --fetch fetches it")
        there = fixed_part(name) if set(name) & set("*?[") else name
        if "://" not in name and not os.path.exists(there):
            raise UsageError(f"--input {name}: there is no {there}")
    return NewFiles(tuple(inputs), lake, at_most or SLICE_FILES, input_format)


@dataclass
class NewFiles:
    """Files that match patterns and have not been read. A file is read once, whole."""

    patterns: tuple[str, ...]
    lake: str
    at_most: int = SLICE_FILES
    input_format: str | None = None
    unit = "files"

    def look(self, position: StreamPosition) -> Arrived:
        """The first of the new files that are not being written any more, in order of name."""
        there = waiting_files(self.patterns, self.lake, self.input_format)
        new = [path for path in there if path not in position.files and not is_fresh(path)]
        taken = tuple(still_there(new[: self.at_most]))
        known = (position.files[path] for path in there if path in position.files)
        odd = tuple(changed for file in known if (changed := change_in(file)))
        return Arrived(files=taken, waiting=len(new), oddities=odd)


def is_fresh(path: str) -> bool:
    """Whether the file has changed just now; an object store shows no file before it is whole."""
    if "://" in path:
        return False
    try:
        return -STILL < time.time() - os.stat(path).st_mtime < STILL
    except OSError:
        return True


def still_there(paths: Sequence[str]) -> Iterator[InputFile]:
    """The accounts of these files, without those that are gone by now."""
    for path in paths:
        try:
            yield account(path)
        except OSError:
            if os.path.exists(path):
                raise


def change_in(file: InputFile) -> str | None:
    """What to say of a file that has been read and has another size now."""
    if "://" in file.uri:
        return None
    try:
        size = os.stat(file.uri).st_size
    except OSError:
        return None
    if size == file.size_bytes:
        return None
    return f"{file.uri} has changed since it was read and is not read again; write into new files"


@dataclass
class NewMessages:
    """Messages of a topic that have not been read."""

    topic: Topic
    at_most: int = SLICE_MESSAGES
    unit = "messages"

    def look(self, position: StreamPosition) -> Arrived:
        """From each partition an equal share of what a slice may hold, the oldest first."""
        available = self.topic.available()
        each = max(1, self.at_most // max(1, len(available)))
        taken, odd, waiting = [], [], 0
        for there in available:
            done = position.offsets.get(there.uri, there.first)
            if done < there.first:
                lost = f"offsets {done} to {there.first - 1} were deleted before they were read"
                odd.append(f"{there.uri}: {lost}")
            if done > there.until:
                raise UsageError(
                    f"{there.uri} ends at offset {there.until}, but {done} was read: the topic was "
                    "made anew; follow it under another --stream"
                )
            first = max(done, there.first)
            if first < there.until:
                waiting += there.until - first
                until = min(there.until, first + each)
                taken.append(OffsetRange(uri=there.uri, first=first, until=until))
        return Arrived(offsets=tuple(taken), waiting=waiting, oddities=tuple(odd))
