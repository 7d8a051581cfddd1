"""CoNLL-U treebanks as annotated sentences."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.annotation import Annotated


@dataclass(slots=True)
class _Rows:
    """The rows of one sentence while it is being read."""

    words: list[list[str]] = field(default_factory=list)
    ranges: list[tuple[int, int, bool]] = field(default_factory=list)  # first, last, space after


def read_treebank(path: Path) -> Iterator[Annotated]:
    """Every sentence of a CoNLL-U file (plain or gzip), with tags, UPOS and the basic tree."""
    rows = _Rows()
    for line in _lines(path):
        if not line:
            if rows.words:
                yield _sentence(rows)
            rows = _Rows()
        elif not line.startswith("#"):
            _add_row(rows, line.split("\t"))
    if rows.words:
        yield _sentence(rows)


def _lines(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from text.split("\n")  # splitlines would also cut at the separators inside a sentence


def _add_row(rows: _Rows, columns: list[str]) -> None:
    number = columns[0]
    if "-" in number:
        first, last = number.split("-")
        rows.ranges.append((int(first) - 1, int(last) - 1, "SpaceAfter=No" not in columns[9]))
    elif "." not in number:  # empty nodes of the enhanced graph are no words
        rows.words.append(columns)


def _sentence(rows: _Rows) -> Annotated:
    words = rows.words
    heads = [int(row[6]) - 1 for row in words]
    return Annotated(
        words=tuple(row[1] for row in words),
        spaces=_spaces(rows),
        tags=tuple(row[4] for row in words),
        pos=tuple(row[3] for row in words),
        heads=tuple(i if head < 0 else head for i, head in enumerate(heads)),
        deps=tuple("ROOT" if row[7] == "root" else row[7] for row in words),
    )


def _spaces(rows: _Rows) -> tuple[bool, ...]:
    """White space after each word; the parts of a multi-word token ("do" "n't") stand together."""
    spaces = ["SpaceAfter=No" not in row[9] for row in rows.words]
    for first, last, space in rows.ranges:
        spaces[first:last] = [False] * (last - first)
        spaces[last] = space
    return tuple(spaces)
