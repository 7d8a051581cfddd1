from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import pytest

from pipelines.errors import UsageError
from pipelines.manifest import make_manifest
from pipelines.meters import Meters
from pipelines.options import RunOptions
from schemas.manifest import Manifest

MOMENT = datetime(2024, 5, 15, tzinfo=UTC)
COUNTERS = {
    "records_in": 6,
    "articles": 3,
    "copies": 1,
    "failures_in_read": 1,
    "skipped_language de": 1,
}
MENTIONS = {"mentions_meeting": 2, "mentions_treaty": 1}


def manifest() -> Manifest:
    options = RunOptions(inputs=("in",), lake="lake")
    return make_manifest(options, (), COUNTERS | MENTIONS, MOMENT, MOMENT, {"total": 1.0})


def figures(meters: Meters) -> Sequence[str]:
    port = meters.serve("127.0.0.1", 0)
    with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        content: Any = answer.read()
    return str(content.decode()).splitlines()


def test_committed_slices_add_up() -> None:
    meters = Meters("news", "messages")
    for _ in range(2):
        meters.committed(manifest(), 2.5)
    meters.lags(7)
    meters.failed()
    shown = figures(meters)
    for line in (
        'communique_records_total{stream="news"} 12.0',
        'communique_copies_total{stream="news"} 2.0',
        'communique_skipped_total{reason="language de",stream="news"} 2.0',
        'communique_mentions_total{event_type="meeting",stream="news"} 4.0',
        'communique_failures_total{stage="read",stream="news"} 2.0',
        'communique_slice_seconds_sum{stream="news"} 5.0',
        'communique_lag_messages{stream="news"} 7.0',
        'communique_errors_total{stream="news"} 1.0',
    ):
        assert line in shown


def test_counters_are_there_before_anything_has_happened() -> None:
    shown = figures(Meters("news", "files"))
    assert 'communique_errors_total{stream="news"} 0.0' in shown
    assert 'communique_lag_files{stream="news"} 0.0' in shown


def test_a_port_that_is_taken_is_refused() -> None:
    port = Meters("news", "files").serve("127.0.0.1", 0)
    with pytest.raises(UsageError, match=f"--metrics_port {port}"):
        Meters("news", "files").serve("127.0.0.1", port)
