"""JSON lines: one object per line, as crawlers, Scrapy and most dumps write them."""

import json
from collections.abc import Iterator
from typing import IO

from pipelines.formats.encoding import BOM, invalid_utf8
from pipelines.formats.shape import STAGE, Format, Read, Turn
from pipelines.shares import MAX_SHARES
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord

_KINDS: dict[type, str] = {
    list: "a list",
    str: "a string",
    bool: "a truth value",
    type(None): "null",
}


def read(turn: Turn, handle: IO[bytes]) -> Iterator[Read]:
    """One JSON object per line; blank lines are nothing. The position is that of the line."""
    for position, line in turn.lines(handle):
        if isinstance(line, Failure):
            yield line
            continue
        raw = line.removeprefix(BOM) if position == 1 else line
        yield json_record(turn.uri, position, raw.rstrip(b"\r\n"))


def json_record(uri: str, position: int, raw: bytes) -> Read:
    """The record that these bytes hold as a JSON object, or what is wrong with them."""
    try:
        return SourceRecord(uri, position, json_object(raw), raw)
    except DataError as error:
        return SourceRecord(uri, position, raw=raw).failure(STAGE, error)


def json_object(line: bytes) -> dict[str, object]:
    """The object that a line holds; raises `DataError` for anything else."""
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise invalid_utf8(error) from error
    except json.JSONDecodeError as error:
        raise DataError("MalformedJson", f"{error.msg} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise DataError("MalformedJson", str(error)) from error
    if not isinstance(values, dict):
        hint = "; --input_format json reads arrays" if isinstance(values, list) else ""
        raise DataError("WrongType", f"the line holds {kind_of(values)}, not an object{hint}")
    return values


def kind_of(value: object) -> str:
    """What a value of JSON is, in words.

    >>> kind_of([1, 2])
    'a list'
    """
    return "an object" if isinstance(value, dict) else _KINDS.get(type(value), "a number")


def is_object(line: bytes) -> bool:
    """Whether the line holds an object."""
    try:
        json_object(line)
    except DataError:
        return False
    return True


def begins(head: bytes) -> bool:
    """Whether the first line is an object: whole, or longer than what is seen of the file."""
    line, end, _ = head.removeprefix(BOM).lstrip().partition(b"\n")
    return is_object(line) if end else line.startswith(b"{")


FORMAT = Format(
    name="json_lines",
    holds="a JSON object a line",
    endings=(".jsonl", ".ndjson", ".jl", ".json"),
    read=read,
    begins=begins,
    max_shares=MAX_SHARES,
    is_text=True,
)
