"""Text in other encodings than UTF-8: told by its first bytes or by the user, read as UTF-8."""

import codecs
import io
from typing import IO, Any, cast

from schemas.failure import DataError

BOM = codecs.BOM_UTF8
_MARKS = (  # that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 17
HINT = "--input_encoding names another, such as cp1252"


def marked_encoding(head: bytes) -> str | None:
    """The encoding that the first bytes of a file announce; None if they announce none.

    >>> marked_encoding("Chad".encode("utf-16"))
    'utf-16'
    """
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def in_utf8(handle: IO[bytes], encoding: str | None = None) -> IO[bytes]:
    """The same text as UTF-8: from *encoding*, from what its first bytes announce, or as it is."""
    start = handle.read(4)
    rest = cast(IO[bytes], io.BufferedReader(_Joined(start, handle), _CHUNK))
    wanted = marked_encoding(start) or encoding
    if wanted is None or codecs.lookup(wanted).name == "utf-8":
        return rest
    return cast(IO[bytes], io.BufferedReader(_Recoded(rest, wanted), _CHUNK))


def invalid_utf8(error: UnicodeDecodeError) -> DataError:
    """What is said of bytes that are no UTF-8: which, where, and what may help."""
    bad = error.object[error.start]
    line = error.object.count(b"\n", 0, error.start) + 1
    column = error.start - error.object.rfind(b"\n", 0, error.start)
    where = f"line {line}, byte {column}" if line > 1 else f"byte {column}"
    return DataError("InvalidUtf8", f"0x{bad:02x} at {where} is not UTF-8; {HINT}")


def read_on(handle: IO[bytes], size: int) -> bytes:
    """Some of the next bytes, at most so many; none at the end.

    Not all that were asked for: where a packed file breaks off, those before would be lost.
    """
    piece: bytes = cast(Any, handle).read1(size)
    return piece


class _Joined(io.RawIOBase):
    """Bytes that were read from a file already, and after them the file."""

    def __init__(self, start: bytes, handle: IO[bytes]) -> None:
        self._start, self._handle = start, handle

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece, self._start = self._start or read_on(self._handle, len(buffer)), b""
        buffer[: len(piece)] = piece
        return len(piece)


class _Recoded(io.RawIOBase):
    """A file in another encoding; bytes that it does not know stay as they are, to be found."""

    def __init__(self, handle: IO[bytes], encoding: str) -> None:
        self._handle = handle
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._waiting:
            piece = read_on(self._handle, _CHUNK)
            text = self._decoder.decode(piece, final=not piece)
            self._waiting = text.encode("utf-8", "surrogateescape")
            if not piece:
                break
        size = min(len(buffer), len(self._waiting))
        buffer[:size], self._waiting = self._waiting[:size], self._waiting[size:]
        return size
