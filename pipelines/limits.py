"""How much one file of the input may claim of us. What is larger becomes a failure, not a crash.

Whoever can put a file where articles are read could else fill memory with a line without end, or
with a small file that unpacks to a large one.
"""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any, cast

import pyarrow.parquet as pq

from schemas.failure import PAYLOAD_BYTES, DataError

MAX_RECORD_BYTES = 64 << 20
"""Of one line, cell, message or text file. An article has at most half a million characters."""

MAX_TREE_BYTES = 16 << 20
"""Of a document that becomes a tree before it is read, many times its size: a feed, a message."""

MAX_PAGE_BYTES = 4 << 20
"""Of a web page: finding the article in a million bytes takes seconds. Common Crawl keeps one."""

MAX_EXPANSION = 200
"""Bytes that a byte of a packed file may become. Text is packed to a third or a tenth."""

FREE_BYTES = 1 << 30
"""Bytes that any packed file may become."""

MAX_ROW_GROUP_BYTES = 4 << 30
"""Of the columns that are read of one row group of Parquet, as its end says."""

_CHUNK = 1 << 17


@dataclass(frozen=True, slots=True)
class LongLine:
    """A line that is too long: its beginning, its size, the hash of all of it."""

    head: bytes
    size: int
    sha256: str

    @property
    def error(self) -> DataError:
        """What is wrong with it."""
        size = f"{self.size:,} bytes, more than {MAX_RECORD_BYTES:,}"
        return DataError("RecordTooLong", f"the line has {size}")


def lines_of(handle: IO[bytes]) -> Iterator[bytes | LongLine]:
    """The lines of a file; never more than one of them, and not even that, in memory."""
    for line in pieces_of(handle):
        yield line if len(line) <= MAX_RECORD_BYTES else _long_line(handle, line)


def pieces_of(handle: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, of one that is too long a piece that is too long, and what follows."""
    while piece := handle.readline(MAX_RECORD_BYTES + 1):
        yield piece


def _long_line(handle: IO[bytes], piece: bytes) -> LongLine:
    """Read on to the end of the line."""
    digest, head, size = sha256(), piece[:PAYLOAD_BYTES], 0
    while piece:
        digest.update(piece)
        size += len(piece)
        if piece.endswith(b"\n"):
            break
        piece = handle.readline(_CHUNK)
    return LongLine(head, size, digest.hexdigest())


def text_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a file of text; raises `DataError` at one that is too long."""
    while line := text.readline(MAX_RECORD_BYTES + 1):
        if len(line) > MAX_RECORD_BYTES:
            raise DataError(
                "RecordTooLong", f"a line has more than {MAX_RECORD_BYTES:,} characters"
            )
        yield line


def whole(handle: IO[bytes], limit: int) -> bytes:
    """All of a file; raises `DataError` if that is more than so many bytes."""
    pieces, size = [], 0
    while size <= limit and (piece := handle.read(limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        raise DataError("RecordTooLong", f"there are more than {limit:,} bytes")
    return b"".join(pieces)


class Metered:
    """A file of records that is read in pieces; no record may be longer than a tree may be."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._handle, self._since = handle, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises `DataError` if no record has ended for too long."""
        piece = self._handle.read(size)
        self._since += len(piece)
        if self._since > MAX_TREE_BYTES:
            raise DataError("RecordTooLong", f"an item has more than {MAX_TREE_BYTES:,} bytes")
        return piece

    def record_ended(self) -> None:
        """Count anew."""
        self._since = 0


def refuse_bomb(metadata: pq.FileMetaData, packed: int) -> None:
    """Raise `DataError` if a row group of a Parquet file of *packed* bytes unpacks to too much.

    What the end of the file says is believed; a page that lies has two gigabytes at most. Columns
    are not looked at: what a damaged one says of itself ends the process (pyarrow 25).
    """
    for group in (metadata.row_group(n) for n in range(metadata.num_row_groups)):
        unpacked = group.total_byte_size
        if unpacked > MAX_ROW_GROUP_BYTES or unpacked > max(FREE_BYTES, MAX_EXPANSION * packed):
            raise DataError("ExpandsTooMuch", f"a row group unpacks to {unpacked:,} bytes")


def refuse_expansion(packed: int, unpacked: int) -> None:
    """Raise `DataError` if a file of *packed* bytes says that it holds too many."""
    if unpacked > max(FREE_BYTES, MAX_EXPANSION * packed):
        raise DataError("ExpandsTooMuch", f"{packed:,} bytes unpack to {unpacked:,}")


def watched(plain: IO[bytes], packed: int) -> IO[bytes]:
    """What a file of *packed* bytes unpacks to, until it becomes too much: then a `DataError`."""
    return cast(IO[bytes], io.BufferedReader(_Watched(plain, packed), _CHUNK))


class _Watched(io.RawIOBase):
    def __init__(self, plain: IO[bytes], packed: int) -> None:
        self._plain, self._most = plain, max(FREE_BYTES, MAX_EXPANSION * packed)
        self._at = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be entered anywhere, as Parquet is, though that means unpacking up to there."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some of the next bytes: not all that would fit, as a broken file ends in between."""
        piece = cast(Any, self._plain).read1(len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        if self._at > self._most:
            raise DataError(
                "ExpandsTooMuch",
                f"the file unpacks to more than {MAX_EXPANSION} times its size, and than "
                f"{FREE_BYTES:,} bytes",
            )
        return len(piece)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go there; forward by unpacking under watch, so that no bomb gets to its end."""
        target = offset + (self._at if whence == os.SEEK_CUR else 0)
        while (whence == os.SEEK_END or self._at < target) and self.read(_CHUNK):
            pass
        target = self._at + offset if whence == os.SEEK_END else target
        if target < self._at:
            self._at = self._plain.seek(target)
        return self._at
