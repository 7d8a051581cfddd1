"""Tables for the eye: rows → lines of text that fit into a width. All rows are shown."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import accumulate, zip_longest
from numbers import Real
from textwrap import wrap
from typing import Self

GAP = "  "
NARROW = 10
"""Characters that a column keeps at least, if it has so many."""
LONG_WORD = 16
"""Characters up to which a word is not broken."""
LINES_PER_CELL = 3
_WORD = re.compile(r"[^\s-]+-?")


MORE = "select those you want, or take --format csv or json"
"""How to see columns that have no room."""


def draw(
    columns: Sequence[str], rows: Sequence[Sequence[object]], width: int, more: str = MORE
) -> str:
    """The rows under their names; long cells are wrapped, and clipped where that is not enough.

    Columns that find no place at the right are left out, and a last line says so, and how to see
    *more*.

    >>> print(draw(["party", "mentions"], [["TCD", 12], ["LBY", None]], 40))
    party  mentions
    ─────  ────────
    TCD          12
    LBY
    <BLANKLINE>
    2 rows
    """
    cells = [[shown(value) for value in row] for row in rows]
    widths = fitted(columns, cells, width)
    right = [bool(rows) and all(_is_number(row[i]) for row in rows) for i in range(len(widths))]
    head = [clipped(name, room) for name, room in zip(columns, widths, strict=False)]
    lines = [_line(head, widths, right), _line(["─" * room for room in widths], widths, right)]
    for row in cells:
        wrapped = (_wrapped(cell, room) for cell, room in zip(row, widths, strict=False))
        lines += [_line(parts, widths, right) for parts in zip_longest(*wrapped, fillvalue="")]
    return "\n".join([*lines, "", _count(len(rows), len(columns), len(widths), more)])


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return GAP.join(map(_pad, cells, widths, right)).rstrip()


def shown(value: object) -> str:
    """A value as people write it: nothing for null, lists with commas, structs as `name: value`.

    >>> shown([{"country": "TCD", "name": None}, {"country": "LBY"}])
    'country: TCD; country: LBY'
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, list | tuple):
        between = "; " if any(isinstance(part, Mapping) for part in value) else ", "
        return between.join(shown(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC) if value.tzinfo else value:%Y-%m-%d %H:%M:%S}"
    return "".join(letter if letter.isprintable() else " " for letter in str(value))


def fitted(columns: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths that fit: where fewest cells suffer, a column gives way; the last are left out.

    >>> fitted(["place", "who"], [["Suva", "Fifita"], ["Malo, Mbabane or Ulan Bator", "Ba"]], 18)
    [10, 6]
    """
    sides = [_Side.of(name, [row[i] for row in cells]) for i, name in enumerate(columns)]
    while len(sides) > 1 and sum(s.least for s in sides) + len(GAP) * (len(sides) - 1) > width:
        sides.pop()
    room = width - len(GAP) * (len(sides) - 1)
    widths = [side.natural for side in sides]
    while sum(widths) > room:
        free = [i for i, side in enumerate(sides) if widths[i] > side.least]
        if not free:
            break
        widths[min(free, key=lambda i: (sides[i].harmed_below(widths[i]), -widths[i]))] -= 1
    return widths


@dataclass(frozen=True, slots=True)
class _Side:
    """A column by the widths of its cells, sorted; the least it needs, and all it could take."""

    lengths: tuple[int, ...]
    least: int
    natural: int

    @classmethod
    def of(cls, name: str, cells: Sequence[str]) -> Self:
        lengths = tuple(sorted(map(cell_width, cells)))
        natural = max([cell_width(name), *lengths[-1:]])
        words = (cell_width(word) for cell in cells for word in _WORD.findall(cell))
        word = min(max(words, default=0), LONG_WORD)
        return cls(lengths, min(natural, max(NARROW, word)), natural)

    def harmed_below(self, width: int) -> int:
        """How many cells are wider than one less than this."""
        return len(self.lengths) - bisect_left(self.lengths, width)


def cell_width(text: str) -> int:
    """Columns of the screen that a text takes: wide letters two, marks above letters none.

    >>> cell_width("Tō"), cell_width("東京")
    (2, 4)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def clipped(text: str, width: int) -> str:
    """The text, cut off with `…` where it is too wide.

    >>> clipped("memorandum", 8)
    'memoran…'
    """
    if cell_width(text) <= width:
        return text
    ends = accumulate(map(cell_width, text))
    return (
        "".join(letter for letter, end in zip(text, ends, strict=True) if end < width).rstrip()
        + "…"
    )


def _wrapped(text: str, width: int) -> list[str]:
    if cell_width(text) <= width:
        return [text]
    lines = wrap(text[: (LINES_PER_CELL + 1) * width], width)  # no more can be seen
    kept, rest = lines[: LINES_PER_CELL - 1], lines[LINES_PER_CELL - 1 :]
    return [clipped(line, width) for line in [*kept, *([" ".join(rest)] if rest else [])]]


def _pad(text: str, width: int, right: bool) -> str:
    fill = " " * (width - cell_width(text))
    return fill + text if right else text + fill


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, Real | Decimal) and not isinstance(value, bool))


def _count(rows: int, columns: int, kept: int, more: str) -> str:
    counted = f"{rows:,} {'row' if rows == 1 else 'rows'}"
    if kept == columns:
        return counted
    return f"{counted}; {kept} of {columns} columns have room here: {more}"
