from datetime import UTC, datetime

from pipelines.manifest import make_manifest
from pipelines.options import RunOptions
from pipelines.run import summary, verdict
from schemas.manifest import Manifest

COUNTERS = {
    "records_in": 10,
    "articles": 6,
    "copies": 1,
    "failures_in_read": 1,
    "failures_in_extract": 2,
    "mentions_treaty": 4,
    "articles_with_events": 3,
    "dates_lost": 1,
    "files_written_mentions": 2,
}


def manifest_of(**counters: int) -> Manifest:
    begin, end = datetime(2024, 5, 15, 1, tzinfo=UTC), datetime(2024, 5, 15, 2, tzinfo=UTC)
    options = RunOptions(inputs=("a.jsonl",), lake="lake", slice_id="d1")
    seconds = {"total": 3.0, "extract": 2.0}
    return make_manifest(options, [], {**COUNTERS, **counters}, begin, end, seconds)


def test_counters_become_an_account() -> None:
    manifest = manifest_of()
    assert manifest.run_id == "d1-20240515T010000000000Z"
    assert manifest.counts.failures_by_stage == {"extract": 2, "read": 1}
    assert manifest.counts.unaccounted == 0
    assert manifest.files_written == {
        "mentions": 2,
        **dict.fromkeys(("failures", "events", "articles", "months"), 0),
    }


def test_what_is_skipped_is_counted_by_its_reason() -> None:
    skipped = {"skipped_language de": 4, "skipped_no_page": 2}
    manifest = manifest_of(records_in=16, **skipped)
    assert (manifest.counts.skipped, manifest.counts.unaccounted) == (6, 0)
    assert manifest.counts.skipped_by_reason == {"language de": 4, "no_page": 2}
    assert summary(manifest).startswith(
        "16 records = 6 articles + 1 copies + 6 skipped (4 language de, 2 no_page) + 3 failures"
    )


def test_articles_are_counted_by_what_dates_them() -> None:
    counts = manifest_of(dates_from_url=3, dates_from_caption=1, dates_from_nothing=2).counts
    assert (counts.dates_from, counts.dates_missing) == ({"caption": 1, "url": 3}, 2)


def test_the_summary_adds_up() -> None:
    assert summary(manifest_of()).splitlines() == [
        "10 records = 6 articles + 1 copies + 3 failures (2 extract, 1 read)",
        "1 publication dates were absurd and are left out",
        "4 mentions (0 meeting, 4 treaty) in 3 articles",
        "3.0 s, 3 articles/s",
    ]


def test_a_run_fails_by_lost_records_or_by_too_many_bad_ones() -> None:
    assert verdict(manifest_of(), max_bad=0.3) is None
    assert "30%" in str(verdict(manifest_of(), max_bad=0.2))
    assert "not accounted" in str(verdict(manifest_of(records_in=11), max_bad=1))
