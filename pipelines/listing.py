"""What a lake can be asked: every view and macro, with its question and an example."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TextIO

from pipelines.catalogue import Entry, catalogue
from pipelines.colours import painted

WIDTH = 100
INDENT = " " * 4


def listing(out: TextIO) -> str:
    """Views, then macros, in a few lines each."""
    lines = [line for entry in catalogue() for line in _lines(entry, out)]
    return "\n".join([*lines, 'Ask one:  communique query --lake DIR "EXAMPLE"'])


def listing_in_markdown() -> str:
    """The same as a table for documents."""
    rows = (f"| `{e.usage}` | {e.question} | `{e.example}` |" for e in catalogue())
    return "\n".join(["| name | question | example |", "|---|---|---|", *rows])


def _lines(entry: Entry, out: TextIO) -> Iterator[str]:
    yield painted(entry.usage, "bold", out)
    yield from wrap(entry.question, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    yield painted(f"{INDENT}{entry.example}", "dim", out)
    yield ""
