"""Killing `communique follow` at chosen points, and starting it again until it has done all.

    python -m tests.streams.kills folder 50
    python -m tests.streams.kills kafka 50

A point is an operation on a file of the lake: the process kills itself, by SIGKILL, just before
the n-th time that it opens, renames or removes one. So a seed means the same points everywhere, and
they lie where a kill can do harm. Processes are forked from one that has loaded everything.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.process import prepare_process

prepare_process()

from pipelines.__main__ import main as communique  # noqa: E402
from pipelines.arrivals import STILL  # noqa: E402
from tests.broker import broker, produce  # noqa: E402
from tests.factories import MET, NOTHING, SIGNED, write_lines  # noqa: E402
from transforms.language import load_language  # noqa: E402

_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


class Operations:
    """Counts what this process does to files of a lake; kills it before the n-th time."""

    def __init__(self, lake: Path, fatal: int | None = None) -> None:
        self.count, self._fatal, self._lake = 0, fatal, str(lake)
        sys.addaudithook(self._hear)

    def _hear(self, event: str, details: tuple[Any, ...]) -> None:
        if event in _TOUCHES and any(str(part).startswith(self._lake) for part in details[:2]):
            self.count += 1
            if self.count == self._fatal:
                os.kill(os.getpid(), signal.SIGKILL)


def follow(source: str, lake: Path, at_most: int, fatal: int | None = None) -> int | None:
    """Follow in a process of its own; how many operations it took, None if it was killed."""
    told = lake.with_name(f"{lake.name}.operations")
    child = os.fork()
    if child == 0:
        operations = Operations(lake, fatal)
        words = ["follow", "--input", source, "--lake", str(lake), "--once", "--quiet"]
        code = communique([*words, "--at_most", str(at_most), "--max_bad", "1"])
        told.write_text(str(operations.count))
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    assert os.WEXITSTATUS(status) == 0, f"follow ended with {os.WEXITSTATUS(status)}"
    return int(told.read_text())


def contents(lake: Path) -> dict[str, bytes]:
    """All rows of the lake, as they lie on disk."""
    return {str(p.relative_to(lake)): p.read_bytes() for p in sorted(lake.rglob("*.parquet"))}


def kills(source: str, folder: Path, points: int, at_most: int, seed: int = 6) -> list[str]:
    """Follow with one kill at each of so many points; what went wrong, in words."""
    operations = follow(source, folder / "whole", at_most)
    assert operations
    expected = contents(folder / "whole")
    assert expected
    wrong = []
    for point in sorted(random.Random(seed).choices(range(1, operations), k=points)):
        lake = folder / f"killed_at_{point}"
        if follow(source, lake, at_most, point) is not None:
            wrong.append(f"{point}: was not killed")
        follow(source, lake, at_most)
        same = contents(lake) == expected
        print(f"killed at {point} of {operations}: {same=}", file=sys.stderr, flush=True)
        if not same:
            wrong.append(f"{point}: {different(contents(lake), expected)}")
        shutil.rmtree(lake)
    return wrong


def different(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The files that are missing, too many or other."""
    return sorted(p for p in found.keys() | expected.keys() if found.get(p) != expected.get(p))


def articles(number: int) -> list[dict[str, Any] | bytes]:
    """Invented articles of several days, some of them copies, and one line that is none."""
    texts = (SIGNED, MET, NOTHING, "Kenya and Uganda signed a trade agreement in Nairobi.")
    found: list[dict[str, Any] | bytes] = [
        {"id": f"a{n}", "date": f"2024-05-{10 + n % 3}", "text": f"{texts[n % 4]} Item {n % 9}."}
        for n in range(number)
    ]
    return [*found, b"{broken"]


def lay_files(folder: Path, files: int = 7) -> str:
    """A folder with a few files of articles that have lain for a while."""
    folder.mkdir(parents=True)
    lines = articles(files * 4)
    for number in range(files):
        path = write_lines(folder / f"{number}.jsonl", lines[number::files])
        os.utime(path, (time.time() - 2 * STILL,) * 2)
    return str(folder)


def fill_topic(servers: str, topic: str = "news", messages: int = 28) -> str:
    """A topic of two partitions with the same articles."""
    raw = [
        one if isinstance(one, bytes) else json.dumps(one).encode() for one in articles(messages)
    ]
    produce(servers, topic, [(number % 2, value) for number, value in enumerate(raw)])
    return f"kafka://{servers}/{topic}"


def trial(kind: str, folder: Path, points: int) -> list[str]:
    """Kills over one kind of input; what went wrong."""
    load_language()  # before the processes part, so that each has it
    if kind == "folder":
        return kills(lay_files(folder / "in"), folder, points, at_most=4)
    with broker() as servers:
        return kills(fill_topic(servers), folder, points, at_most=16)


def main(words: Sequence[str]) -> int:
    """Report on a trial; 1 if anything went wrong."""
    kind, points = words[0], int(words[1])
    began = time.monotonic()
    with TemporaryDirectory(prefix="communique-kills-") as folder:
        wrong = trial(kind, Path(folder), points)
    for line in wrong:
        print(line)
    seconds = time.monotonic() - began
    print(f"{kind}: killed at {points} points, {len(wrong)} lakes differ, {seconds:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
