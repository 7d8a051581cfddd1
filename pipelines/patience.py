"""Words for those who wait: what is being done, once it has taken longer than a moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TextIO

A_MOMENT = 2.0
"""Seconds without a word that nobody minds."""


@contextmanager
def patience(out: TextIO, after: float = A_MOMENT) -> Iterator[Callable[[str], None]]:
    """A function to be told what begins; it is shown when something takes longer than *after*."""
    done, doing = Event(), [""]
    watch = Thread(target=_watch, args=(done, doing, out, after), daemon=True)
    watch.start()
    try:
        yield lambda words: doing.__setitem__(0, words)
    finally:
        done.set()
        watch.join()


def _watch(done: Event, doing: list[str], out: TextIO, pause: float) -> None:
    shown = ""
    while not done.wait(pause):
        if doing[0] and doing[0] != shown:
            shown = doing[0]
            print(f"communique: {shown} …", file=out, flush=True)
