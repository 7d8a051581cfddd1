"""Extract the same articles again and again in one process: `python -m tests.soak NEWS [PASSES]`.

NEWS is a folder of JSON lines, packed or not; a third argument of 4 takes each fourth article.
After each pass of extract, merge and compact this prints memory, open files, threads and temporary
files, and ends with 1 if one of them has grown since the first pass, or the lake has changed.
"""

import gc
import gzip
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from pipelines.__main__ import main
from pipelines.process import prepare_process

GROWTH = 1.05
"""Memory after the last pass, in multiples of that after the first, that counts as flat."""


@dataclass(frozen=True, slots=True)
class State:
    """What the process holds after a pass."""

    number: int
    seconds: float
    memory_mb: float
    files: int
    threads: int
    temporary: int
    lake: str


def take(news: Path, one_in: int, into: Path) -> int:
    """Each n-th article of the folder, as one file; how many."""
    count = 0
    with into.open("wb") as out:
        for n, line in enumerate(_lines(news)):
            if n % one_in == 0:
                out.write(line)
                count += 1
    return count


def _lines(news: Path) -> Iterator[bytes]:
    for path in sorted(news.glob("*.jsonl*")):
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            yield from lines


def passes(news: Path, lake: Path, number: int) -> Iterator[State]:
    """The state after each pass."""
    for n in range(1, number + 1):
        began = time.monotonic()
        for words in (
            ["extract", "--input", str(news), "--slice", "soak", "--workers", "1"],
            ["merge", "--slice", "soak"],
            ["compact"],
        ):
            if main([*words, "--quiet", "--lake", str(lake)]) != 0:
                sys.exit(f"pass {n}: {words[0]} failed")
        gc.collect()
        yield State(
            number=n,
            seconds=round(time.monotonic() - began),
            memory_mb=round(_resident() / 2**20, 1),
            files=len(os.listdir("/proc/self/fd")),
            threads=threading.active_count(),
            temporary=_temporary(lake),
            lake=_digest(lake),
        )


def _resident() -> int:
    """Bytes of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _temporary(lake: Path) -> int:
    """Files that lie where unfinished and where temporary ones lie."""
    folders = (lake / ".writing", Path(tempfile.gettempdir()))
    return sum(1 for folder in folders for _ in folder.rglob("*"))


def _digest(lake: Path) -> str:
    digest = sha256()
    for path in sorted(lake.rglob("*.parquet")):
        digest.update(f"{path.relative_to(lake)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def faults(states: list[State]) -> list[str]:
    """What has grown or changed."""
    first, last = states[0], states[-1]
    found = []
    if last.memory_mb > GROWTH * first.memory_mb:
        found.append(f"memory grew from {first.memory_mb} to {last.memory_mb} MB")
    for name in ("files", "threads", "temporary", "lake"):
        if (was := getattr(first, name)) != (now := getattr(last, name)):
            found.append(f"{name}: {was} after the first pass, {now} after the last")
    return found


if __name__ == "__main__":
    prepare_process()
    folder, *rest = sys.argv[1:]
    number, one_in = [*map(int, rest), *(5, 1)[len(rest) :]]
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        tempfile.tempdir = f"{place}/temporary"
        os.mkdir(tempfile.tempdir)
        articles = take(Path(folder), one_in, Path(place) / "news.jsonl")
        print(f"{articles:,} articles, {number} passes", flush=True)
        states = []
        for state in passes(Path(place) / "news.jsonl", Path(place) / "lake", number):
            states.append(state)
            print(json.dumps(asdict(state)), flush=True)
    found = faults(states)
    print("; ".join(found) or "nothing has grown, nothing has changed")
    sys.exit(bool(found))
