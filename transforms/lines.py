"""Lines of fixed width, as mails and old wires have them, put back into paragraphs."""

import re
from itertools import pairwise

_WIDEST = 90  # characters; wider lines are paragraphs
_NARROWEST = 50  # a full line is wider than this
_MOST = 0.7  # of the lines that are not the last of their paragraph: so many are full
_FEWEST = 3  # such lines in a text that is wrapped
_ENDED = (".", "!", "?", ":", '"', "”")
_BLANK = re.compile(r"\n(?:[ \t\r]*\n)+")
_LINE_END = re.compile(r"\r?\n(?!\Z)")


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, in its length; a text with long lines as it is.

    >>> verse = "The ministers of the two countries\\nmet in the capital."
    >>> unwrapped(verse) == verse
    True
    """
    if not is_wrapped(text, _FEWEST):
        return text
    found, begin = [], 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        paragraph = text[begin:end]
        found.append(_LINE_END.sub(_blank, paragraph) if is_wrapped(paragraph) else paragraph)
        if gap:
            found.append(gap.group())
            begin = gap.end()
    return "".join(found)


def is_wrapped(text: str, fewest: int = 1) -> bool:
    """Whether lines end where the width does, not where a sentence or paragraph does."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [one for one, after in pairwise(lines) if one and after.strip()]
    if len(inner) < fewest or max(map(len, lines)) > _WIDEST:
        return False
    full = sum(len(line) > _NARROWEST for line in inner)
    return full >= _MOST * len(inner) and 2 * sum(map(_is_ended, inner)) <= len(inner)


def _is_ended(line: str) -> bool:
    return line.endswith(_ENDED)


def _blank(end: re.Match[str]) -> str:
    return " " * len(end.group())
