"""Files of any file system that Beam knows: listed, opened, written aside and moved into place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import IO, cast
from uuid import uuid4

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions

from schemas.manifest import InputFile

WRITING = ".writing"
"""Folder of the lake for files that are not yet whole; readers never look into it."""

_CHUNK = 1 << 20
_EXTRAS = {"s3": "s3", "gs": "gs"}  # address of a file → what installs its file system


FileSystems.set_options(PipelineOptions([]))  # S3 cannot do without any


def use_options(options: PipelineOptions) -> None:
    """Give these to the file systems, some of which take credentials from them."""
    FileSystems.set_options(options)


def root(path: str) -> str:
    """The path without trailing slash; a local one in full, as workers may stand elsewhere."""
    return path.rstrip("/") if "://" in path else os.path.abspath(path)


def matching(pattern: str) -> list[str]:
    """The files that match, sorted; a name that exists as it is stands for itself."""
    if os.path.isfile(pattern):
        return [pattern]
    try:
        [result] = FileSystems.match([pattern])
    except (BeamIOError, ValueError) as error:
        extra = _EXTRAS.get(pattern.partition("://")[0]) if isinstance(error, ValueError) else None
        hint = f"install communique[{extra}] to read {extra}://" if extra else error
        raise FileNotFoundError(f"{pattern}: {hint}") from error
    return sorted(found.path for found in result.metadata_list)


@contextmanager
def opened_raw(uri: str) -> Iterator[IO[bytes]]:
    """The file's bytes as they are stored."""
    handle = FileSystems.open(uri, compression_type=CompressionTypes.UNCOMPRESSED)
    with handle as raw:
        yield cast(IO[bytes], raw)


def account(uri: str) -> InputFile:
    """Size and checksum of the file as it is stored."""
    digest, size = sha256(), 0
    with opened_raw(uri) as raw:
        while piece := raw.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
    return InputFile(uri=uri, size_bytes=size, sha256=digest.hexdigest())


def put(lake: str, path: str, content: bytes) -> None:
    """Write a whole file under the lake: first aside, then moved, so that no reader sees half."""
    with putting(lake, path) as handle:
        handle.write(content)


@contextmanager
def putting(lake: str, path: str) -> Iterator[IO[bytes]]:
    """A file under the lake to be written piece by piece; moved into place when the block ends."""
    part = path.removeprefix(f"{lake}/").partition("/")[0]
    aside = f"{lake}/{WRITING}/{part}/{os.path.basename(path)}.{uuid4().hex}"
    _make_folder(os.path.dirname(aside))
    with FileSystems.create(aside, compression_type=CompressionTypes.UNCOMPRESSED) as handle:
        yield cast(IO[bytes], handle)
    _make_folder(os.path.dirname(path))
    FileSystems.rename([aside], [path])


def remove(paths: list[str]) -> None:
    """Delete these files."""
    if paths:
        FileSystems.delete(paths)


def sweep(lake: str) -> None:
    """Remove the folder for files that are not yet whole, unless another run has one there."""
    if "://" not in lake:  # elsewhere there are no folders that could be empty
        for folder, _, _ in os.walk(f"{lake}/{WRITING}", topdown=False):
            with suppress(OSError):
                os.rmdir(folder)


def _make_folder(folder: str) -> None:
    with suppress(OSError):  # it may be there already, or be made by another worker just now
        if not FileSystems.exists(folder):
            FileSystems.mkdirs(folder)
