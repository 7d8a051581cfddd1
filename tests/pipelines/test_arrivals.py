import os
import time
from pathlib import Path

import pytest

from pipelines.arrivals import NewFiles, NewMessages, arrivals_of
from pipelines.errors import UsageError
from pipelines.kafka import Topic
from schemas.manifest import OffsetRange
from schemas.stream import StreamPosition, StreamSlice

START = StreamPosition(inputs=("in",))


def old_file(path: Path, text: str = "{}\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (time.time() - 60,) * 2)


def names(found: StreamSlice) -> list[str]:
    return [Path(file.uri).name for file in found.files]


def taken(folder: Path, position: StreamPosition = START, at_most: int = 10) -> StreamSlice:
    arrived = NewFiles((str(folder),), str(folder / "lake"), at_most).look(position)
    return StreamSlice(stream="s", number=position.number + 1, files=arrived.files)


def test_each_file_is_taken_once_in_order_of_name(tmp_path: Path) -> None:
    for name in ("c.jsonl", "a.jsonl", "deep/b.csv", "lake/mentions/x.parquet", "notes.md"):
        old_file(tmp_path / name)
    first = taken(tmp_path, at_most=2)
    assert names(first) == ["a.jsonl", "c.jsonl"]
    second = taken(tmp_path, START.after(first))
    assert names(second) == ["b.csv"]
    assert names(taken(tmp_path, START.after(first).after(second))) == []


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    (tmp_path / "new.jsonl").write_text("{}\n")
    old_file(tmp_path / "old.jsonl")
    assert names(taken(tmp_path)) == ["old.jsonl"]


def test_a_file_that_changed_after_it_was_read_is_told_and_not_read_again(tmp_path: Path) -> None:
    old_file(tmp_path / "a.jsonl")
    after = START.after(taken(tmp_path))
    old_file(tmp_path / "a.jsonl", "{}\n{}\n")
    arrived = NewFiles((str(tmp_path),), str(tmp_path / "lake")).look(after)
    assert arrived.is_empty
    assert "has changed since it was read" in arrived.oddities[0]


def test_a_folder_that_does_not_exist_is_refused_and_an_empty_one_is_not(tmp_path: Path) -> None:
    lake = str(tmp_path / "lake")
    with pytest.raises(UsageError, match="there is no"):
        arrivals_of([str(tmp_path / "absent")], lake)
    with pytest.raises(UsageError, match="there is no"):
        arrivals_of([str(tmp_path / "absent" / "*.jsonl")], lake)
    assert arrivals_of([str(tmp_path)], lake).look(START).is_empty


def test_a_topic_is_followed_alone() -> None:
    with pytest.raises(UsageError, match="alone"):
        arrivals_of(["kafka://b:1/t", "in/"], "lake")


class Offsets(Topic):
    """A topic whose offsets the test sets."""

    def available(self) -> list[OffsetRange]:
        return [
            OffsetRange(uri=self.uri_of(0), first=5, until=9),
            OffsetRange(uri=self.uri_of(1), first=0, until=3),
        ]


def look_from(**offsets: int) -> tuple[list[tuple[int, int]], int, tuple[str, ...]]:
    known = {f"kafka://b:1/t/{name[1:]}": offset for name, offset in offsets.items()}
    position = StreamPosition(inputs=("t",), offsets=known)
    arrived = NewMessages(Offsets("b:1", "t"), 4).look(position)
    return [(p.first, p.until) for p in arrived.offsets], arrived.waiting, arrived.oddities


def test_partitions_share_what_a_slice_may_hold() -> None:
    assert look_from() == ([(5, 7), (0, 2)], 7, ())
    assert look_from(p0=8, p1=3) == ([(8, 9)], 1, ())


def test_messages_that_were_deleted_before_they_were_read_are_told() -> None:
    ranges, _, [oddity] = look_from(p0=2, p1=3)
    assert ranges == [(5, 7)]
    assert "offsets 2 to 4 were deleted" in oddity


def test_a_topic_that_was_made_anew_is_refused() -> None:
    with pytest.raises(UsageError, match="made anew"):
        look_from(p0=10)
