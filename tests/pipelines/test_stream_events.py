"""The graph without end under a clock that the test sets, and the same input bounded."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.test_stream import TestStream as ClockedStream
from apache_beam.transforms.window import TimestampedValue

from pipelines.options import StreamOptions
from pipelines.stream_events import build
from pipelines.topic import TopicMessage

NOON = datetime.fromisoformat("2024-05-15T12:00:00+00:00").timestamp()
CLOCKED = "BundleBasedDirectRunner"  # the one local runner that lets a test set the clock
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
TEXTS = (
    "Chad and Libya signed a border accord in Tripoli.",
    "Kenya and Uganda signed a trade agreement in Nairobi.",
    "Peru and Chile signed a fishing treaty in Lima.",
    "Ghana and Togo signed a border treaty in Accra.",
)

Arrival = tuple[float, dict[str, Any] | bytes | None]
"""Seconds after noon, and what arrives then; None where the watermark alone gets so far."""


def told(number: int, published: float, **fields: Any) -> dict[str, Any]:
    """An article on the n-th treaty, published so many seconds after noon."""
    moment = datetime.fromtimestamp(NOON + published).astimezone().isoformat()
    return {"id": f"a{number}", "date": moment, "text": TEXTS[number], **fields}


def messages_of(arrivals: Iterable[Arrival]) -> Iterator[tuple[float, TopicMessage | None]]:
    for offset, (moment, what) in enumerate(arrivals):
        if what is None:
            yield moment, None
        else:
            raw = what if isinstance(what, bytes) else json.dumps(what).encode()
            yield moment, TopicMessage("kafka://b:1/news/0", offset, raw)


def clocked(arrivals: Iterable[Arrival]) -> ClockedStream:
    """The messages at their moments; the watermark and the clock go along."""
    stream = ClockedStream()
    clock = -1.0
    for moment, message in messages_of(arrivals):
        if moment > clock:
            stream.advance_watermark_to(NOON + moment)
            stream.advance_processing_time(moment - clock)
            clock = moment
        if message is not None:
            stream.add_elements([TimestampedValue(message, NOON + moment)])
    return stream.advance_processing_time(1000.0).advance_watermark_to_infinity()


def stamped(arrivals: Iterable[Arrival]) -> list[Any]:
    return [TimestampedValue(m, NOON + moment) for moment, m in messages_of(arrivals) if m]


def as_it_is(message: Any) -> Any:
    """Beam unwraps a stamped value only where a step gives it out."""
    return message


def run(lake: Path, arrivals: list[Arrival], bounded: bool, **settings: Any) -> dict[str, int]:
    """Work them off as a stream, or as a bounded input, into a lake; the counters.

    They hold for a bounded input: of a stream, this runner counts the last bundle of a step only.
    """
    options = StreamOptions.model_validate(
        {"inputs": ("kafka://b:1/news",), "lake": str(lake), "fail_fast": True, **settings}
    )
    words = [] if bounded else ["--streaming"]
    pipeline = beam.Pipeline(runner=CLOCKED, options=PipelineOptions(words))
    source = beam.Create(stamped(arrivals)) if bounded else clocked(arrivals)
    messages = pipeline | "Source" >> source
    build(messages | "As" >> beam.Map(as_it_is).with_output_types(TopicMessage), options)
    result = pipeline.run()
    result.wait_until_finish()
    sums: Counter[str] = Counter()
    for counter in result.metrics().query()["counters"]:
        sums[counter.key.metric.name] += counter.attempted
    return sums


def mentions(lake: Path) -> list[str]:
    """The articles of all mentions in the lake, one for each mention."""
    return sorted(
        name for path in lake.glob("mentions/**/*.parquet") for name in column(path, "article_id")
    )


def column(path: Path, name: str) -> list[Any]:
    return pq.ParquetFile(path).read([name]).column(name).to_pylist()


def panes(lake: Path) -> dict[str, list[str]]:
    """Window and number of each pane of mentions → its articles."""
    return {
        path.stem.removeprefix("stream_").removesuffix("-000"): sorted(column(path, "article_id"))
        for path in lake.glob("mentions/**/*.parquet")
    }


def failures(lake: Path) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for path in lake.glob("failures/**/*.parquet"):
        found += zip(column(path, "error"), column(path, "position"), strict=True)
    return sorted(found, key=lambda one: one[1])


@pytest.fixture(params=[False, True], ids=["stream", "bounded"])
def bounded(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_mentions_are_written_in_the_window_of_their_publication(
    tmp_path: Path, bounded: bool
) -> None:
    arrivals: list[Arrival] = [
        (10 * MINUTE, told(0, 5 * MINUTE)),
        (20 * MINUTE, told(1, 15 * MINUTE)),
        (70 * MINUTE, told(2, 65 * MINUTE)),
    ]
    run(tmp_path, arrivals, bounded, every=1800, window=HOUR)
    assert mentions(tmp_path) == ["a0", "a1", "a2"]
    assert panes(tmp_path) == {
        "20240515T120000_000000": ["a0", "a1"],
        "20240515T130000_000000": ["a2"],
    }


def test_late_articles_come_in_panes_of_their_own(tmp_path: Path, bounded: bool) -> None:
    arrivals: list[Arrival] = [
        (10 * MINUTE, told(0, 5 * MINUTE)),
        (3 * HOUR, None),
        (4 * HOUR, told(1, 15 * MINUTE)),
        (5 * HOUR, None),
    ]
    run(tmp_path, arrivals, bounded, window=HOUR)
    assert mentions(tmp_path) == ["a0", "a1"]
    own = {"20240515T120000_000000": ["a0"], "20240515T120000_000001": ["a1"]}
    assert panes(tmp_path) == ({"20240515T120000_000000": ["a0", "a1"]} if bounded else own)


def test_what_arrives_too_late_is_a_failure_and_not_dropped(tmp_path: Path, bounded: bool) -> None:
    arrivals: list[Arrival] = [
        (1 * HOUR, told(0, 0)),
        (4 * HOUR, told(1, 2 * HOUR)),
        (4 * HOUR + 1, told(2, 2 * HOUR)),
        (9 * HOUR, None),
    ]
    counted = run(tmp_path, arrivals, bounded, lateness=2 * HOUR, window=HOUR)
    assert mentions(tmp_path) == ["a0", "a1"]
    assert failures(tmp_path) == [("TooLate", 2)]
    if bounded:
        assert counted["records_in"] == counted["articles"] + counted["failures_in_late"] == 3


def test_copies_are_dropped_and_counted(tmp_path: Path, bounded: bool) -> None:
    arrivals: list[Arrival] = [
        (1 * MINUTE, told(0, 0)),
        (2 * MINUTE, told(0, 0, text=TEXTS[1])),  # the same id
        (3 * HOUR, told(0, 60, id="another")),  # the same text, in another window
        (3 * HOUR, told(2, 60)),
    ]
    counted = run(tmp_path, arrivals, bounded)
    kept = mentions(tmp_path)
    assert len(kept) == 2
    assert kept[-1] == "a2"
    if bounded:
        assert (counted["records_in"], counted["articles"], counted["copies"]) == (4, 2, 2)


def test_ids_are_forgotten_after_a_time_of_the_stream_and_not_before(
    tmp_path: Path, bounded: bool
) -> None:
    arrivals: list[Arrival] = [
        (0, told(0, 0)),
        (50 * MINUTE, told(0, 50 * MINUTE)),
        (61 * MINUTE, None),
        (62 * MINUTE, told(0, 62 * MINUTE)),
        (3 * HOUR, None),
    ]
    run(tmp_path, arrivals, bounded, memory=HOUR)
    assert mentions(tmp_path) == ["a0", "a0"]


def test_articles_in_other_languages_are_skipped_and_counted(tmp_path: Path) -> None:
    german = "Die Minister der beiden Länder trafen sich am Montag und sprachen über den Handel."
    arrivals: list[Arrival] = [(0, told(0, 0)), (1, told(1, 0, text=german))]
    counted = run(tmp_path, arrivals, bounded=True)
    assert mentions(tmp_path) == ["a0"]
    assert (counted["articles"], counted["skipped_language de"]) == (1, 1)
    counted = run(tmp_path, arrivals, bounded=True, languages=None)
    assert counted["articles"] == 2


def test_what_is_no_article_is_a_failure_with_its_place(tmp_path: Path, bounded: bool) -> None:
    arrivals: list[Arrival] = [
        (0, b"{broken"),
        (1, told(0, 0)),
        (2, {"id": "empty"}),
        (3, told(1, 1 * DAY)),  # published in the future
        (4, told(2, 0, date=None)),
    ]
    counted = run(tmp_path, arrivals, bounded)
    assert failures(tmp_path) == [("MalformedJson", 0), ("MissingText", 2)]
    assert mentions(tmp_path) == ["a0", "a1", "a2"]
    if bounded:
        counts = counted["records_in"], counted["failures_in_read"], counted["failures_in_parse"]
        assert counts == (5, 1, 1)


def test_mentions_wait_no_longer_than_asked(tmp_path: Path, bounded: bool) -> None:
    arrivals: list[Arrival] = [
        (0 * MINUTE, told(0, 0)),
        (1 * MINUTE, told(1, 0)),
        (3 * MINUTE, None),
        (4 * MINUTE, told(2, 0)),
        (9 * MINUTE, None),
    ]
    run(tmp_path, arrivals, bounded, every=2 * MINUTE)
    assert mentions(tmp_path) == ["a0", "a1", "a2"]
    own = {"20240515T000000_000000": ["a0", "a1"], "20240515T000000_000001": ["a2"]}
    assert panes(tmp_path) == ({"20240515T000000_000000": ["a0", "a1", "a2"]} if bounded else own)
