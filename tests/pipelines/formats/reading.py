"""Files read as the pipeline reads them, and what tests ask of the result."""

from pathlib import Path

from pipelines.formats.shape import Read
from pipelines.inputs import shares_of
from pipelines.read import read_share
from schemas.failure import Failure
from schemas.manifest import InputFile
from transforms.parse import SourceRecord


def read(path: Path, input_format: str | None = None, encoding: str | None = None) -> list[Read]:
    """All that the file gives, as one share of it."""
    file = InputFile(uri=str(path), size_bytes=0, sha256="")
    return [
        one
        for share in shares_of([file], [], input_format, encoding)
        for one in read_share(share, fail_fast=True)
    ]


def records(path: Path, input_format: str | None = None) -> list[SourceRecord]:
    return [one for one in read(path, input_format) if isinstance(one, SourceRecord)]


def texts(path: Path, input_format: str | None = None) -> list[object]:
    return [one.values.get("text") for one in records(path, input_format)]


def faults(path: Path, input_format: str | None = None) -> list[tuple[int | None, str]]:
    """Position and kind of each failure."""
    found = read(path, input_format)
    return [(one.position, one.error) for one in found if isinstance(one, Failure)]
