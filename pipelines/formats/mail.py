"""Mailboxes: newsletters and releases as mail programs keep them, and single messages."""

import email
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from typing import IO, cast

from pipelines import limits
from pipelines.formats.shape import Format, Read, Turn, Values
from schemas.failure import DataError
from transforms.lines import unwrapped

MAX_PARTS = 1000
"""Of one message: texts, pictures, attachments."""

FIELD_CHARS = 4000
"""What is read of one field, such as a subject. Of long ones the library makes slow work."""


class _Brief(policy.EmailPolicy):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a field, of a long one its beginning."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:FIELD_CHARS]


def read_box(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The messages of a mailbox; the position counts them."""
    for position, raw in enumerate(messages(handle), 1):
        if turn.holds(position):
            yield turn.read(position, raw, values_of, raw)


def read_message(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """The one message of the file."""
    raw = limits.whole(handle, limits.MAX_TREE_BYTES)
    if raw.strip() and turn.holds(1):
        yield turn.read(1, raw, values_of, raw)


def messages(handle: IO[bytes]) -> Iterator[bytes]:
    """Each message without the line that begins it; of one that is too large, its beginning."""
    lines: list[bytes] = []
    size, after_blank = 0, True
    for line in limits.pieces_of(handle):
        if after_blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= limits.MAX_TREE_BYTES:
            lines.append(line[1:] if line.lstrip(b">").startswith(b"From ") else line)
            size += len(line)
        after_blank = not line.strip()
    if lines and b"".join(lines).strip():
        yield b"".join(lines)


def values_of(raw: bytes) -> Values:
    """Subject, sender, date and text; of a text in two forms the plain one."""
    if len(raw) > limits.MAX_TREE_BYTES:
        most = limits.MAX_TREE_BYTES
        raise DataError("RecordTooLong", f"the message has more than {most:,} bytes")
    if raw.count(b"\n--") > MAX_PARTS:
        raise DataError("MalformedMail", f"the message has more than {MAX_PARTS:,} parts")
    message = cast(EmailMessage, email.message_from_bytes(raw, policy=_Brief()))
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise DataError("MissingText", "the message has no text, only attachments")
    try:
        text = body.get_content()
    except (LookupError, ValueError) as error:  # no such encoding, not in it, or a null in its name
        raise DataError("MalformedMail", str(error)) from error
    if body.get_content_subtype() == "html":
        from pipelines.formats.markup import text_of_html

        text = text_of_html(text)
    sender = getattr(_parsed(message, "From"), "addresses", ())
    return {
        "id": _field(message, "Message-ID"),
        "title": _field(message, "Subject"),
        "source": (sender[0].display_name or sender[0].domain) if sender else None,
        "language": _field(message, "Content-Language"),
        "published": _field(message, "Date"),
        "text": "\n".join(line for line in unwrapped(text).splitlines() if line.strip()),
    }


def _field(message: EmailMessage, name: str) -> str | None:
    value = _parsed(message, name)
    return " ".join(str(value).split()) if value else None


def _parsed(message: EmailMessage, name: str) -> object:
    """The first field of that name, taken apart by the library; as it came where that fails."""
    try:
        return message[name]
    except (AttributeError, IndexError, TypeError, ValueError):  # some malformed addresses, dates
        raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
        return next(raw, None)


def begins_box(head: bytes) -> bool:
    """Whether it begins with the line that separates messages."""
    return head.startswith(b"From ")


def begins_message(head: bytes) -> bool:
    """Whether it begins with the fields of a message."""
    names = {line.partition(b":")[0].lower() for line in head.split(b"\n")[:40] if b":" in line}
    return len(names & {b"from", b"date", b"subject", b"message-id", b"mime-version"}) >= 3


BOX = Format(
    name="mbox",
    holds="the messages of a mailbox",
    read=read_box,
    begins=begins_box,
    endings=(".mbox", ".mbx"),
    max_shares=4,
    needs=("lxml",),
)
MESSAGE = Format(
    name="mail",
    holds="one message",
    read=read_message,
    begins=begins_message,
    endings=(".eml",),
    needs=("lxml",),
)
