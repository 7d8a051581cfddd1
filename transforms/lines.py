"""Lines of fixed width, as mails and old wires have them, put back into paragraphs."""

import re

_WIDEST = 90  # characters; a text with wider lines has paragraphs
_NARROWEST = 50  # a full line is wider than this
_MOST = 0.6  # of the lines that are not the last of their paragraph: so many are full
_FEWEST = 2  # full lines in a text that is wrapped
_ENDED = (".", "!", "?", ":", '"', "”")
_GAP = re.compile(r"(\n(?:[ \t\r]*\n)+)")
_LINE_END = re.compile(rf"(?<=[^\n]{{{_NARROWEST}}})\r?\n(?!\Z)")


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, in its length; a text with long lines as it is.

    >>> verse = "The ministers of the two countries\\nmet in the capital."
    >>> unwrapped(verse) == verse
    True
    """
    pieces = _GAP.split(text)
    wrapped = {i for i, piece in enumerate(pieces) if is_wrapped(piece)}
    full = sum(len(_LINE_END.findall(pieces[i])) for i in wrapped)
    if full < _FEWEST or max(map(len, text.split("\n"))) > _WIDEST:
        return text
    joined = (_LINE_END.sub(_blank, p) if i in wrapped else p for i, p in enumerate(pieces))
    return "".join(joined)


def is_wrapped(paragraph: str) -> bool:
    """Whether lines end where the width does, not where a sentence or paragraph does."""
    *inner, _ = [line.rstrip() for line in paragraph.strip().split("\n")]
    full = sum(len(line) > _NARROWEST for line in inner)
    return full > 0 and full >= _MOST * len(inner) and 2 * sum(map(_is_ended, inner)) <= len(inner)


def _is_ended(line: str) -> bool:
    return line.endswith(_ENDED)


def _blank(end: re.Match[str]) -> str:
    return " " * len(end.group())
