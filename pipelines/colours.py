"""Colours for the terminal: only where a person looks at one, and never against `NO_COLOR`."""

import os
from typing import Literal, TextIO

Style = Literal["bold", "dim", "red", "green", "yellow", "cyan"]
CODES: dict[Style, str] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
}


def is_coloured(out: TextIO) -> bool:
    """Whether to write colours there: a terminal that knows them, and nobody said no."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return out.isatty()


def painted(text: str, style: Style, out: TextIO) -> str:
    """The text in this style, or as it is where there are no colours."""
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if is_coloured(out) else text
