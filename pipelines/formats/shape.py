"""What all formats have in common: how one is described, and how it gives its records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from pipelines.limits import LongLine, lines_of
from pipelines.shares import Share
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord

STAGE = "read"

Read = SourceRecord | Failure
Values = Mapping[str, object]


class Turn:
    """Asked for every record of a file whether this share reads it; remembers how far it came."""

    def __init__(self, uri: str, share: Share, fail_fast: bool = False) -> None:
        self.uri = uri
        self.last = 0
        self.fail_fast = fail_fast
        self._share = share

    def holds(self, position: int) -> bool:
        """Whether the record at this position is to be read here."""
        self.last = position
        return self._share.holds(position)

    def read(self, position: int, raw: bytes, values_of: Callable[..., Values], *of: Any) -> Read:
        """The record whose values *values_of* makes of what follows it; a failure if it cannot.

        The libraries that take pages and messages apart meet the worst of the web: what they raise
        is the record's failure and not the end of the run, unless the run is to fail fast.
        """
        try:
            return SourceRecord(self.uri, position, values_of(*of), raw)
        except DataError as error:
            return self.fault(position, error, raw)
        except RecursionError:
            return self.fault(
                position, DataError("NestedTooDeeply", "it is nested too deeply"), raw
            )
        except Exception as error:
            if self.fail_fast:
                raise
            return Failure.of_exception(STAGE, error, raw, self.uri, position)

    def fault(self, position: int, error: DataError, raw: bytes = b"") -> Failure:
        """The failure that bad data at this position makes."""
        return Failure.of_data(STAGE, error, raw, self.uri, position)

    def lines(self, handle: IO[bytes]) -> Iterator[tuple[int, bytes | Failure]]:
        """The lines that are read here, by number, without blank ones; of one without end, why."""
        for position, line in enumerate(lines_of(handle), 1):
            if isinstance(line, LongLine):
                if self.holds(position):
                    yield position, self.too_long(position, line)
            elif line.strip() and self.holds(position):
                yield position, line

    def too_long(self, position: int, line: LongLine) -> Failure:
        """The failure that a line without end makes: its beginning, and the hash of all of it."""
        failure = self.fault(position, line.error, line.head)
        return failure.model_copy(update={"payload_sha256": line.sha256})


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, its files, and how they are read.

    Files with one of the *endings* are in this format; those with one of the *shared_endings*, only
    if they begin so. *begins* says of the first bytes of a file whether it can be in this format.
    *max_shares* tells how many workers may read one file side by side: each goes through all of
    it, so that is 1 where going through is the work. *is_text* formats come in any encoding, the
    others state their own. *needs* are the modules of the extra `formats` that it is read with.
    """

    name: str
    holds: str
    read: Callable[[Turn, IO[bytes]], Iterator[Read]]
    begins: Callable[[bytes], bool]
    endings: tuple[str, ...] = ()
    shared_endings: tuple[str, ...] = ()
    max_shares: int = 1
    is_text: bool = False
    needs: tuple[str, ...] = ()


def never(head: bytes) -> bool:
    """For formats that their first bytes do not show."""
    return False
