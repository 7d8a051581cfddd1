"""Following when something is in the way: a busy lake, a silent broker, files that change."""

import os
from pathlib import Path

import pytest

from pipelines.arrivals import Arrived
from pipelines.errors import BusyError
from pipelines.kafka import TopicUnreadable
from schemas.stream import StreamPosition
from tests.factories import write_lines
from tests.pipelines.following import follow, follower, lay, rows, said
from tests.streams.kills import lay_files


def test_an_abandoned_slice_is_done_again_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "in", "a.jsonl")
    first = follower(tmp_path / "in", tmp_path / "lake")

    def stopped(*_: object) -> None:
        first.stop.wish()
        raise RuntimeError("a worker was stopped")

    monkeypatch.setattr("pipelines.follow.run", stopped)
    assert first.follow() == 0
    assert first.ledger.open_slice is not None
    assert "the next start does it again" in said(first)
    monkeypatch.undo()
    assert follower(tmp_path / "in", tmp_path / "lake", once=True).follow() == 1
    assert rows(tmp_path / "lake", "select count(*) as n from mentions") == [{"n": 1}]


def test_a_lake_that_is_busy_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "in", "a.jsonl")
    first = follower(tmp_path / "in", tmp_path / "lake", every=0.01)
    tries = []

    def busy(*_: object) -> None:
        tries.append(1)
        if len(tries) == 5:
            first.stop.wish()
        raise BusyError("a compaction has the lake")

    monkeypatch.setattr("pipelines.follow.run", busy)
    assert first.follow() == 0
    assert said(first).count("is tried again: a compaction has the lake") == 5
    assert first.ledger.open_slice is not None
    with pytest.raises(BusyError):
        follower(tmp_path / "in", tmp_path / "lake", once=True).follow()


def test_a_slice_that_breaks_off_again_and_again_ends_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "in", "a.jsonl")
    first = follower(tmp_path / "in", tmp_path / "lake", every=0.01)

    def broken(*_: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr("pipelines.follow.run", broken)
    with pytest.raises(RuntimeError, match="no memory"):
        first.follow()
    assert said(first).count("broke off and is tried again: no memory") == 2


def test_a_file_that_changed_or_went_before_the_slice_was_done_again_leaves_no_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        lay(tmp_path / "in", name)
    first = follower(tmp_path / "in", tmp_path / "lake")

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(first.ledger, "commit", killed)
    with pytest.raises(Killed):
        first.follow()
    assert rows(tmp_path / "lake", "select count(*) as n from mentions") == [{"n": 1}]  # copies
    (tmp_path / "in" / "a.jsonl").unlink()
    lay(tmp_path / "in", "b.jsonl", "Kenya and Uganda signed a trade agreement.")
    again = follower(tmp_path / "in", tmp_path / "lake", once=True)
    assert again.follow() == 1
    assert "a.jsonl is gone" in said(again)
    question = "select article_id, parties from mentions order by all"
    found = [(row["article_id"], row["parties"]) for row in rows(tmp_path / "lake", question)]
    assert found == [("b.jsonl", ["KEN", "UGA"]), ("c.jsonl", ["LBY", "TCD"])]


class Down:
    """An input whose broker is down."""

    unit = "messages"

    def __init__(self) -> None:
        self.looks = 0

    def look(self, position: StreamPosition) -> Arrived:
        self.looks += 1
        raise TopicUnreadable("the broker is down")


def test_a_broker_that_is_down_is_waited_for(tmp_path: Path) -> None:
    waiting = follower(tmp_path, tmp_path / "lake", every=0.01)
    down = waiting.arrivals = Down()
    wait = waiting.stop.wait

    def wait_thrice(seconds: float) -> None:
        if down.looks == 3:
            waiting.stop.wish()
        wait(seconds)

    waiting.stop.wait = wait_thrice  # type: ignore[method-assign]
    assert waiting.follow() == 0
    assert said(waiting).count("the broker is down; trying again") == 1


def test_too_many_bad_records_are_told_and_fail_a_single_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", ["{broken", "{broken"])
    os.utime(tmp_path / "in" / "a.jsonl", (0, 0))
    assert follow(str(tmp_path / "in"), tmp_path / "lake") == 1
    assert "2 of 2 records failed" in capsys.readouterr().err
    assert follow(str(tmp_path / "in"), tmp_path / "lake") == 0


def test_wrong_options_stop_it_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lay_files(tmp_path / "in", files=1)
    for words, message in (
        (["--stream", "a-b"], "--stream a-b"),
        (["--at_most", "0"], "--at_most 0"),
        (["--every", "0s"], "--every 0.0"),
        (["--kafka_config", "client.properties"], "--kafka_config"),
    ):
        assert follow(source, tmp_path / "lake", *words) == 2
        assert message in capsys.readouterr().err
    assert not (tmp_path / "lake").exists()
