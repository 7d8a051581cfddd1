"""Reading as a Beam transform: shares of files → records, each with its file and position."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PBegin, TaggedOutput

from pipelines.formats.encoding import in_utf8
from pipelines.formats.registry import FORMATS
from pipelines.formats.shape import STAGE, Read, Turn
from pipelines.kafka import OffsetShare, read_messages
from pipelines.packing import BROKEN, Opening
from pipelines.shares import Share
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord
from transforms.stages import FAILURES, counter


@dataclass
class ReadRecords(beam.PTransform):
    """Begin -> (records: PCollection[SourceRecord], failures)."""

    shares: tuple[Share | OffsetShare, ...]
    counted: bool = True
    fail_fast: bool = False

    def expand(self, begin: PBegin) -> Any:
        """Spread the shares over the workers, then read them."""
        step = beam.ParDo(_Read(self.counted, self.fail_fast))
        return (
            begin
            | "Shares" >> beam.Create(self.shares)
            | "Spread" >> beam.Reshuffle()
            | "Read" >> step.with_outputs(FAILURES, main="records")
        )


class OpeningDoFn(beam.DoFn):
    """A step that reads shares; an archive of which one holds files stays open for the next."""

    def setup(self) -> None:
        """Nothing is open yet."""
        self.opening = Opening()

    def teardown(self) -> None:
        """Close what is still open."""
        self.opening.close()


@beam.typehints.with_output_types(SourceRecord, failures=Failure)
class _Read(OpeningDoFn):
    def __init__(self, counted: bool, fail_fast: bool) -> None:
        self._counted, self._fail_fast = counted, fail_fast

    def process(self, share: Share | OffsetShare) -> Iterator[Any]:
        for read in read_any(share, self.opening, self._fail_fast):
            failed = isinstance(read, Failure)
            if self._counted:
                counter("records_in").inc()
                if failed:
                    counter("failures_in_read").inc()
            yield TaggedOutput(FAILURES, read) if failed else read


def read_any(
    share: Share | OffsetShare, opening: Opening, fail_fast: bool = False
) -> Iterator[Read]:
    """The records of a share of files, or of messages."""
    if isinstance(share, OffsetShare):
        return read_messages(share)
    return read_share(share, opening, fail_fast)


def read_share(
    share: Share, opening: Opening | None = None, fail_fast: bool = False
) -> Iterator[Read]:
    """The records of a share. A file that breaks off, or holds nothing, is one failure more."""
    group = share.uri if share.more else None
    with nullcontext(opening) if opening else Opening() as held:
        for uri in (share.uri, *share.more):
            turn = Turn(uri, share, fail_fast)
            for read in _read_file(share, turn, held):
                if group and isinstance(read, SourceRecord):
                    read = replace(read, group=group)
                yield read


def _read_file(share: Share, turn: Turn, opening: Opening) -> Iterator[Read]:
    """The records of one file and what is wrong with it as a whole.

    All shares of the file meet that fault at the same place; the first of them reports it.
    """
    fault = share.fault
    if fault is None:
        try:
            yield from _records(share, turn, opening)
        except DataError as error:
            fault = error
        except BROKEN as error:
            fault = DataError("UnreadableFile", f"{type(error).__name__}: {error}")
        except UnicodeDecodeError as error:
            fault = DataError("InvalidEncoding", str(error))
        except Exception as error:
            if turn.fail_fast:
                raise
            yield Failure.of_exception(STAGE, error, b"", turn.uri, turn.last + 1)
        else:
            if turn.last == 0:
                fault = DataError("EmptyFile", "the file holds no record")
    if fault and share.index == 0:
        yield turn.fault(turn.last + 1, fault)


def _records(share: Share, turn: Turn, opening: Opening) -> Iterator[Read]:
    kind = FORMATS[share.kind]
    with opening.file(turn.uri) as handle:
        yield from kind.read(turn, in_utf8(handle, share.encoding) if kind.is_text else handle)
