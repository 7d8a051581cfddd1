"""Files of any file system that Beam knows: listed, opened, written aside and moved into place."""

import bz2
import gzip
import lzma
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from typing import IO, Any, cast
from uuid import uuid4

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems

from schemas.manifest import InputFile

WRITING = ".writing"
"""Folder of the lake for files that are not yet whole; readers never look into it."""

_CHUNK = 1 << 20
_UNPACK: dict[str, Any] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


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
        raise FileNotFoundError(f"{pattern}: {error}") from error
    return sorted(found.path for found in result.metadata_list)


def is_packed(uri: str) -> bool:
    """Whether the name says that the file is compressed."""
    return os.path.splitext(uri.lower())[1] in _UNPACK


def unpacked_suffix(uri: str) -> str:
    """The ending that tells the format, in lower case, that of the compression left off.

    >>> unpacked_suffix("news/2024.JSONL.gz")
    '.jsonl'
    """
    stem, suffix = os.path.splitext(uri.lower())
    return os.path.splitext(stem)[1] if suffix in _UNPACK else suffix


@contextmanager
def opened(uri: str) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked if the name says that they are packed."""
    unpack = _UNPACK.get(os.path.splitext(uri.lower())[1], nullcontext)
    with opened_raw(uri) as raw, unpack(raw) as plain:
        yield cast(IO[bytes], plain)


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
    part = path.removeprefix(f"{lake}/").partition("/")[0]
    aside = f"{lake}/{WRITING}/{part}/{os.path.basename(path)}.{uuid4().hex}"
    _make_folder(os.path.dirname(aside))
    with FileSystems.create(aside, compression_type=CompressionTypes.UNCOMPRESSED) as handle:
        handle.write(content)
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
