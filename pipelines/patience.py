"""Words for those who wait: what is being done, once it has taken longer than a moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from pipelines.logs import tell

Say = Callable[[str], None]
"""Hears what begins, for those who wait."""

A_MOMENT = 2.0
"""Seconds without a word that nobody minds."""


def silent(_: str) -> None:
    """Say nothing."""


@contextmanager
def patience(shown: bool = True, after: float = A_MOMENT) -> Iterator[Say]:
    """A function to be told what begins; it is *shown* when something takes longer than *after*."""
    if not shown:
        yield silent
        return
    done, doing = Event(), [""]
    watch = Thread(target=_watch, args=(done, doing, after), daemon=True)
    watch.start()
    try:
        yield lambda words: doing.__setitem__(0, words)
    finally:
        done.set()
        watch.join()


def _watch(done: Event, doing: list[str], pause: float) -> None:
    told = ""
    while not done.wait(pause):
        if doing[0] and doing[0] != told:
            told = doing[0]
            tell(f"communique: {told} …")
