"""Reading as a Beam transform: shares of files → records, each with its file and position."""

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
import pyarrow as pa
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, TaggedOutput

from pipelines.files import opened
from pipelines.formats import READ, STAGE, Read, Turn
from pipelines.inputs import Share
from pipelines.kafka import OffsetShare, read_messages
from schemas.failure import DataError, Failure
from transforms.parse import SourceRecord
from transforms.stages import COUNTERS, FAILURES

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, pa.ArrowException)
"""What the libraries raise on a file that is cut off, damaged or gone."""


@dataclass
class ReadRecords(beam.PTransform):
    """Begin -> (records: PCollection[SourceRecord], failures)."""

    shares: tuple[Share | OffsetShare, ...]
    counted: bool = True

    def expand(self, begin: PBegin) -> Any:
        """Spread the shares over the workers, then read them."""
        return (
            begin
            | "Shares" >> beam.Create(self.shares)
            | "Spread" >> beam.Reshuffle()
            | "Read" >> beam.ParDo(_Read(self.counted)).with_outputs(FAILURES, main="records")
        )


@beam.typehints.with_output_types(SourceRecord, failures=Failure)
class _Read(beam.DoFn):
    def __init__(self, counted: bool) -> None:
        self._counted = counted

    def process(self, share: Share | OffsetShare) -> Iterator[Any]:
        for read in read_messages(share) if isinstance(share, OffsetShare) else read_share(share):
            failed = isinstance(read, Failure)
            if self._counted:
                Metrics.counter(COUNTERS, "records_in").inc()
                Metrics.counter(COUNTERS, "failures_in_read").inc(int(failed))
            yield TaggedOutput(FAILURES, read) if failed else read


def read_share(share: Share) -> Iterator[Read]:
    """The records of a share. A file that breaks off, or holds nothing, is one failure more.

    All shares of the file meet that fault at the same place; the first of them reports it.
    """
    turn, fault = Turn(share), share.fault
    try:
        if fault is None:
            with opened(share.uri) as handle:
                yield from READ[share.kind](turn, handle)
    except DataError as error:
        fault = error
    except BROKEN as error:
        fault = DataError("UnreadableFile", f"{type(error).__name__}: {error}")
    else:
        if turn.last == 0 and fault is None:
            fault = DataError("EmptyFile", "the file holds no record")
    if fault and share.index == 0:
        yield Failure.of_data(STAGE, fault, b"", share.uri, turn.last + 1)
