"""How far a run has come: tallies that workers leave in a folder, and the line drawn from them.

Beam's own counters can be read only after a local run has ended. The tallies work in one process
and in many, on this machine; on a cluster, the cluster's own pages tell the progress.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any, TextIO
from uuid import uuid4

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.logs import is_json, tell

SECONDS_BETWEEN_NOTES = 0.5


@dataclass
class Tally(beam.PTransform):
    """PCollection -> the same, its elements counted into a folder, if there is one."""

    of: str
    folder: str | None = None

    def expand(self, elements: PCollection[Any]) -> PCollection[Any]:
        """Pass everything on."""
        if self.folder is None:
            return elements
        counting = beam.ParDo(_Count(self.of, self.folder))
        return elements | "Count" >> counting.with_output_types(elements.element_type)


class _Count(beam.DoFn):
    def __init__(self, of: str, folder: str) -> None:
        self._of, self._folder = of, folder

    def setup(self) -> None:
        self._note = Path(self._folder) / f"{self._of}-{uuid4().hex}"
        self._seen, self._noted = 0, 0.0

    def process(self, element: Any) -> Iterator[Any]:
        self._seen += 1
        if self._seen & 15 == 0 and time.monotonic() - self._noted > SECONDS_BETWEEN_NOTES:
            self._write()
        yield element

    def finish_bundle(self) -> None:
        self._write()

    def _write(self) -> None:
        self._noted = time.monotonic()
        aside = self._note.with_name(f".{self._note.name}")
        aside.write_text(str(self._seen))
        os.replace(aside, self._note)


def tallies(folder: Path) -> dict[str, int]:
    """The sums of all workers' notes."""
    sums: dict[str, int] = {}
    for note in folder.glob("[a-z]*-*"):
        kind = note.name.partition("-")[0]
        sums[kind] = sums.get(kind, 0) + int(note.read_text() or 0)
    return sums


def progress_line(seen: dict[str, int], seconds: float) -> str:
    """One line on the state of a run.

    >>> progress_line({"articles": 1200, "mentions": 310, "failures": 2}, 4.0)
    '1,200 articles, 310 mentions, 2 failures, 300 articles/s'
    """
    if not seen.get("articles"):
        return f"{seen.get('records', 0):,} records looked at for copies"
    parts = [f"{seen.get(kind, 0):,} {kind}" for kind in ("articles", "mentions", "failures")]
    return ", ".join([*parts, f"{seen['articles'] / max(seconds, 0.001):,.0f} articles/s"])


@contextmanager
def progress(shown: bool, out: TextIO | None = None) -> Iterator[str | None]:
    """A folder for tallies, watched until the block ends; None, and nothing, if not *shown*.

    Lines go to *out*, or to what is standard error when the block begins.
    """
    if not shown:
        yield None
        return
    out = out or sys.stderr
    with TemporaryDirectory(prefix="communique-") as folder:
        done = Event()
        draw = _on_one_line if not is_json() and out.isatty() else _line_by_line
        watch = Thread(target=draw, args=(Path(folder), done, out), daemon=True)
        watch.start()
        try:
            yield folder
        finally:
            done.set()
            watch.join()


def _on_one_line(folder: Path, done: Event, out: TextIO) -> None:
    _watch(folder, done, 0.5, lambda line: print(f"\r\x1b[K{line}", end="", file=out, flush=True))
    print("\r\x1b[K", end="", file=out, flush=True)


def _line_by_line(folder: Path, done: Event, out: TextIO) -> None:
    _watch(
        folder, done, 10.0, tell if is_json() else lambda line: print(line, file=out, flush=True)
    )


def _watch(folder: Path, done: Event, pause: float, show: Callable[[str], None]) -> None:
    began = None
    while not done.wait(pause):
        seen = tallies(folder)
        if began is None and seen.get("articles"):
            began = time.monotonic() - pause
        show(progress_line(seen, time.monotonic() - (began or time.monotonic())))
