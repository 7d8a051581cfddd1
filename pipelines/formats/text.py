"""Plain text: one article a file."""

from collections.abc import Iterator
from typing import IO

from pipelines import limits
from pipelines.formats.encoding import BOM, invalid_utf8
from pipelines.formats.shape import Format, Read, Turn, Values, never
from transforms.lines import unwrapped

TITLE_CHARS = 250


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The article that the file is; a first line that looks like a title is one."""
    raw = limits.whole(handle, limits.MAX_RECORD_BYTES)
    if raw.removeprefix(BOM).strip() and turn.holds(1):
        yield turn.read(1, raw, values_of, raw)


def values_of(raw: bytes) -> Values:
    """Title and text."""
    try:
        title, body = split_title(unwrapped(raw.removeprefix(BOM).decode("utf-8")))
    except UnicodeDecodeError as error:
        raise invalid_utf8(error) from error
    return {"title": title, "text": body}


def split_title(text: str) -> tuple[str | None, str]:
    """The title, if the first line is one, and the rest.

    A title is short, does not end as a sentence does, and more text follows it.

    >>> split_title("Chad and Libya hold talks\\n\\nThe two met on Monday.")
    ('Chad and Libya hold talks', 'The two met on Monday.')
    """
    first, _, rest = text.lstrip().partition("\n")
    first, rest = first.strip(), rest.lstrip("\r\n")
    if rest.strip() and len(first) <= TITLE_CHARS and first[-1] not in '.,:;!…"”’)':
        return first, rest
    return None, text


FORMAT = Format(
    name="text",
    holds="an article a file",
    endings=(".txt", ".text"),
    read=read,
    begins=never,
    is_text=True,
)
