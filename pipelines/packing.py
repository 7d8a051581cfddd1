"""Packed files, unpacked as they are read: `.gz`, `.bz2`, `.xz`, `.zst` hold one, `.zip` many.

A file in an archive is named `news.zip!/a.txt`.
"""

import bz2
import gzip
import lzma
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any, Self

from pipelines.files import opened_raw
from pipelines.limits import refuse_expansion, watched
from schemas.failure import DataError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ARCHIVE = ".zip"
IN_ARCHIVE = "!/"
_UNPACK: dict[str, Any] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
    ".zst": zstd.open,
}
PACKINGS = (*_UNPACK, ARCHIVE)

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zstd.ZstdError, zipfile.BadZipFile)
"""What the libraries raise on a file that is cut off, damaged or gone."""


def is_packed(uri: str) -> bool:
    """Whether the name says that the file is compressed."""
    return uri.lower().endswith(PACKINGS) or IN_ARCHIVE in uri


def is_archive(uri: str) -> bool:
    """Whether the name is that of an archive of files, not of a file in one."""
    return uri.lower().endswith(ARCHIVE)


def unpacked_name(uri: str) -> str:
    """The name that tells the format, that of the compression left off.

    >>> unpacked_name("news/2024.jsonl.gz"), unpacked_name("news.zip!/a.txt")
    ('news/2024.jsonl', 'news.zip!/a.txt')
    """
    stem, suffix = os.path.splitext(uri)
    return stem if suffix.lower() in _UNPACK else uri


class Opening:
    """Opens files one after the other; an archive stays open as long as files of it follow."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._archive: zipfile.ZipFile
        self._held = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what is still open."""
        self._path = None
        self._held.close()

    @contextmanager
    def file(self, uri: str) -> Iterator[IO[bytes]]:
        """The file's bytes, unpacked if the name says that they are packed.

        Raises `DataError` as soon as they are more than their size allows.
        """
        path, inside, member = uri.partition(IN_ARCHIVE)
        unpack = _UNPACK.get(os.path.splitext(uri.lower())[1])
        with _member(self._opened(path), member) if inside else opened_raw(path) as raw:
            if unpack is None:
                yield raw
                return
            size = self._archive.getinfo(member).file_size if inside else _size_of(raw)
            with unpack(raw) as plain, watched(plain, size) as limited:
                yield limited

    def _opened(self, path: str) -> zipfile.ZipFile:
        if path != self._path:
            self._path = None
            self._held.close()
            raw = self._held.enter_context(opened_raw(path))
            self._archive = self._held.enter_context(zipfile.ZipFile(raw))
            self._path = path
        return self._archive


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except RuntimeError as error:  # it wants a password, or is compressed in a rare way
        raise DataError("UnreadableFile", str(error)) from error


def members(uri: str) -> dict[str, int]:
    """The files in an archive, in order, with their sizes; `DataError` if it is broken.

    None of them can give more bytes than the archive says, so that is where a bomb is seen.
    """
    try:
        with opened_raw(uri) as raw, zipfile.ZipFile(raw) as archive:
            found = [each for each in archive.infolist() if not each.is_dir()]
            refuse_expansion(_size_of(raw), sum(each.file_size for each in found))
    except BROKEN as error:
        raise DataError("UnreadableFile", f"{type(error).__name__}: {error}") from error
    return {f"{uri}{IN_ARCHIVE}{m.filename}": m.file_size for m in sorted(found, key=_name_of)}


def _size_of(raw: IO[bytes]) -> int:
    size = raw.seek(0, os.SEEK_END)
    raw.seek(0)
    return size


def _name_of(member: zipfile.ZipInfo) -> str:
    return member.filename
