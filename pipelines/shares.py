"""Shares of files, which workers read side by side."""

from dataclasses import dataclass

from schemas.failure import DataError
from transforms.parse import BLOCK

MAX_SHARES = 16
BYTES_PER_SHARE = 1 << 20


@dataclass(frozen=True, slots=True)
class Share:
    """Every n-th block of records of one file. All shares of a file together are the file.

    Each share goes through the whole file and parses its own blocks only: that costs little beside
    the extraction, and it works for packed files, which cannot be entered in the middle. Small
    files of one kind share a share: *more* are those behind the first. With a *fault*, the file
    could not even be looked into: there is nothing to read but that.
    """

    uri: str
    kind: str
    index: int = 0
    of: int = 1
    encoding: str | None = None
    fault: DataError | None = None
    more: tuple[str, ...] = ()

    def holds(self, position: int) -> bool:
        """Whether the record at this position (from 1) is one of this share."""
        return (position - 1) // BLOCK % self.of == self.index
