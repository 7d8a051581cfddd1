import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from pipelines import leases
from pipelines.errors import BusyError, UsageError
from pipelines.lake_version import MARK
from pipelines.leases import Lease, at_work, broken_off, leased, leases_of
from tests.pipelines.bucket import in_bucket

EARLY, LATE = "20240515T010000000000Z", "20240515T020000000000Z"
HOLD = """
import sys, time
from pipelines.process import prepare_process
prepare_process()
from pipelines.leases import leased
with leased(*sys.argv[1:4], wait=float(sys.argv[4])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def asked_elsewhere(
    lake: str, run_id: str, scope: str = "slice", wait: float = 0
) -> Iterator[subprocess.Popen[str]]:
    """Another process that asks for a lease; killed -9 at the end, so that it leaves its lease."""
    words = [sys.executable, "-c", HOLD, lake, run_id, scope, str(wait)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, bufsize=1) as process:
        yield process
        process.kill()


@contextmanager
def held_elsewhere(lake: str, run_id: str, scope: str = "slice") -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lease."""
    with asked_elsewhere(lake, run_id, scope) as process:
        assert line_of(process.stdout) == "held\n"
        yield process


def line_of(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline()


def files(lake: Path) -> list[str]:
    return [path.name for path in lake.rglob("*") if path.is_file() and path.name != MARK]


def test_a_lease_is_there_while_it_is_held_and_gone_afterwards(tmp_path: Path) -> None:
    with leased(str(tmp_path), f"d1-{EARLY}"):
        [lease] = at_work(str(tmp_path))
        assert lease == Lease(str(tmp_path), f"d1-{EARLY}", "slice", is_granted=True)
        assert lease.slice_id == "d1"
    assert files(tmp_path) == []


def test_two_runs_of_a_slice_cannot_interleave_and_the_second_learns_who_is_first(
    tmp_path: Path,
) -> None:
    with held_elsewhere(str(tmp_path), f"d1-{EARLY}") as other:
        message = rf"slice d1 is being written by run d1-{EARLY} \(.*process {other.pid}\)"
        with pytest.raises(BusyError, match=message), leased(str(tmp_path), f"d1-{LATE}", wait=60):
            pass
        assert [lease.run_id for lease in leases_of(str(tmp_path))] == [f"d1-{EARLY}"]


def test_slices_share_a_lake_and_a_merge_does_not(tmp_path: Path) -> None:
    with leased(str(tmp_path), f"d1-{EARLY}"), leased(str(tmp_path), f"d10-{EARLY}"):
        assert len(at_work(str(tmp_path))) == 2
        with (
            pytest.raises(BusyError, match="works on slice d1; --wait SECONDS"),
            leased(str(tmp_path), f"merged-{LATE}", "lake"),
        ):
            pass
    with (
        leased(str(tmp_path), f"merged-{EARLY}", "lake"),
        pytest.raises(BusyError, match="works on all of the lake"),
        leased(str(tmp_path), f"d1-{LATE}"),
    ):
        pass


def test_a_run_waits_for_the_one_that_needs_the_lake_for_itself(tmp_path: Path) -> None:
    lake = str(tmp_path)
    with (
        held_elsewhere(lake, f"merged-{EARLY}", "lake") as other,
        asked_elsewhere(lake, f"d1-{LATE}", wait=60) as waiting,
    ):
        assert f"waiting for run merged-{EARLY}" in line_of(waiting.stderr)
        other.kill()
        assert line_of(waiting.stdout) == "held\n"


def test_a_killed_run_leaves_a_trace_and_the_next_of_its_slice_takes_over(tmp_path: Path) -> None:
    lake = str(tmp_path)
    with held_elsewhere(lake, f"d1-{EARLY}"):
        assert broken_off(lake) == []
    assert [lease.run_id for lease in broken_off(lake)] == [f"d1-{EARLY}"]
    half = tmp_path / ".writing" / "mentions" / "d1-000.parquet.abc"
    other = tmp_path / ".writing" / "mentions" / "d10-000.parquet.abc"
    for path in (half, other):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half")
    with leased(lake, f"d1-{LATE}"):
        assert [lease.run_id for lease in leases_of(lake)] == [f"d1-{LATE}"]
        assert not half.exists()
    assert files(tmp_path) == [other.name]


def test_a_run_that_raises_leaves_its_trace(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), leased(str(tmp_path), f"d1-{EARLY}"):
        _ = 1 / 0
    assert [lease.run_id for lease in broken_off(str(tmp_path))] == [f"d1-{EARLY}"]


def test_of_two_that_ask_at_once_the_later_gives_way(tmp_path: Path) -> None:
    first = Lease(str(tmp_path), f"d1-{EARLY}")
    handle = leases._put(first)
    with pytest.raises(BusyError), leased(str(tmp_path), f"d1-{LATE}"):
        pass
    assert leases_of(str(tmp_path)) == [first]
    assert handle is not None
    handle.close()


def test_a_lake_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with (
        pytest.raises(UsageError, match="cannot be written"),
        leased(str(tmp_path / "file"), f"d1-{EARLY}"),
    ):
        pass


def test_where_nothing_can_be_locked_a_lease_counts_until_it_is_not_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = in_bucket(tmp_path)
    monkeypatch.setattr(leases, "RENEWED", 0.05)
    with leased(lake, f"d1-{EARLY}"):
        [lease] = at_work(lake)
        file = tmp_path / lease.path.removeprefix(f"{lake}/")
        before = file.stat().st_mtime_ns
        with pytest.raises(BusyError, match="slice d1"), leased(lake, f"d1-{LATE}"):
            pass
        deadline = time.monotonic() + 20
        while file.stat().st_mtime_ns == before:
            assert time.monotonic() < deadline, "the lease is not renewed"
            time.sleep(0.02)
    assert leases_of(lake) == []
    left = Lease(lake, f"d1-{EARLY}", is_granted=True)
    leases._put(left)
    long_ago = time.time() - leases.LEFT - 1
    os.utime(tmp_path / left.path.removeprefix(f"{lake}/"), (long_ago, long_ago))
    assert [lease.run_id for lease in broken_off(lake)] == [left.run_id]
    with leased(lake, f"d1-{LATE}"):
        assert [lease.run_id for lease in at_work(lake)] == [f"d1-{LATE}"]


def test_a_damaged_lease_is_still_one(tmp_path: Path) -> None:
    with leased(str(tmp_path), f"d1-{EARLY}"):
        [lease] = at_work(str(tmp_path))
        assert json.loads(Path(lease.path).read_text())["pid"] == os.getpid()
        with open(lease.path, "r+b") as handle:
            handle.truncate(3)
        assert leases.told_of(lease) == f"run d1-{EARLY}"
