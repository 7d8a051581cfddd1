"""Copies and latecomers of a stream: what is left out of it, and how it is accounted for.

A stream has no second read: of articles with the same id, or the same text, the first to arrive
counts, and it is remembered by a hash for some days. Near copies, of which the later one may say
more, are not looked for here; the merge counts them as one source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.coders import TimestampCoder
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec, TimerSpec, on_timer
from apache_beam.utils.timestamp import Duration, Timestamp

from schemas.failure import DataError, Failure
from transforms.copies import copy_hashes
from transforms.parse import FoundArticle
from transforms.stages import COUNTERS, FAILURES

KEYED = tuple[str, FoundArticle]


@dataclass
class RefuseLate(beam.PTransform):
    """PCollection[FoundArticle] -> (articles, failures), those that arrive too late being failures.

    Too late is what was published more than *seconds* before it arrived. That hangs on the article
    alone, not on how fast the stream is worked off; so a stream that is read again gives the same.
    """

    seconds: float

    def expand(self, articles: PCollection[FoundArticle]) -> Any:
        """Compare the publication with the arrival, which is the timestamp here."""
        step = beam.ParDo(_RefuseLate(self.seconds))
        return articles | "Compare" >> step.with_outputs(FAILURES, main="articles")


@beam.typehints.with_output_types(FoundArticle, failures=Failure)
class _RefuseLate(beam.DoFn):
    def __init__(self, seconds: float) -> None:
        self._allowed = timedelta(seconds=seconds)

    def process(self, found: FoundArticle, moment: Any = beam.DoFn.TimestampParam) -> Iterator[Any]:
        article, arrived = found.article, moment_of(moment)
        published = article.published_at
        if published is None or arrived is None or arrived - published <= self._allowed:
            yield found
            return
        Metrics.counter(COUNTERS, "failures_in_late").inc()
        fault = DataError("TooLate", f"published {published:%Y-%m-%d %H:%M}, {self._late()} before")
        where = found.source_uri, found.position
        yield TaggedOutput(
            FAILURES, Failure.of_data("late", fault, article.model_dump_json(), *where)
        )

    def _late(self) -> str:
        return f"more than the allowed {self._allowed}"


def moment_of(moment: Timestamp) -> datetime | None:
    """The timestamp as a moment; None for those that stand for no time."""
    try:
        return datetime.fromtimestamp(moment.micros / 1_000_000, UTC)
    except (OverflowError, ValueError, OSError):
        return None


@dataclass
class DropSeen(beam.PTransform):
    """PCollection[FoundArticle] -> the same without those whose id or text has come before."""

    seconds: float

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[FoundArticle]:
        """By id, then by text; each hash is forgotten after so many seconds."""
        return (
            articles
            | "KeyById" >> beam.Map(with_key, 0).with_output_types(KEYED)
            | "ById" >> beam.ParDo(_FirstOnly(self.seconds))
            | "KeyByText" >> beam.Map(with_key, 1).with_output_types(KEYED)
            | "ByText" >> beam.ParDo(_FirstOnly(self.seconds))
        )


def with_key(found: FoundArticle, which: int) -> KEYED:
    """The article under its id, or under its text; as hashes."""
    return copy_hashes(found.article)[which].hex(), found


@beam.typehints.with_input_types(KEYED)
@beam.typehints.with_output_types(FoundArticle)
class _FirstOnly(beam.DoFn):
    SEEN = ReadModifyWriteStateSpec("seen", TimestampCoder())
    FORGET = TimerSpec("forget", TimeDomain.WATERMARK)

    def __init__(self, seconds: float) -> None:
        self._memory = Duration.of(seconds)

    def process(
        self,
        keyed: KEYED,
        moment: Any = beam.DoFn.TimestampParam,
        seen: Any = beam.DoFn.StateParam(SEEN),  # noqa: B008 - so Beam is told
        forget: Any = beam.DoFn.TimerParam(FORGET),  # noqa: B008
    ) -> Iterator[FoundArticle]:
        # The timer only frees memory: when it fires hangs on the engine, who is a copy must not.
        first = seen.read()
        if first is not None and abs(moment.micros - first.micros) <= self._memory.micros:
            Metrics.counter(COUNTERS, "copies").inc()
            return
        seen.write(moment)
        forget.set(moment + self._memory)
        yield keyed[1]

    @on_timer(FORGET)
    def forgotten(self, seen: Any = beam.DoFn.StateParam(SEEN)) -> None:  # noqa: B008
        """The hash has been kept long enough."""
        seen.clear()
