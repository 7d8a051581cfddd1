"""The merge of a lake, through the command line, on invented mentions."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest

from pipelines.__main__ import main
from pipelines.merge import merge as merge_days
from pipelines.options import MergeOptions
from pipelines.query import answer
from pipelines.write import WriteHive
from schemas.mention import EventMention, Participant
from tests.factories import NOON, SIGNED, make_meeting, make_pipeline, make_treaty, write_lines

BA = Participant(name="Idriss Ba", title="President", country="TCD")
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")


def told(name: str, days: int = 0, on: int | None = None, **fields: Any) -> EventMention:
    """A meeting of two presidents, told *days* after noon, that was or will be *on* a day."""
    published = NOON + timedelta(days=days)
    held = (NOON + timedelta(days=days if on is None else on)).date()
    values = {
        "mention_id": f"m {name}",
        "article_id": f"a {name}",
        "source": f"Gazette {name}",
        "published_at": published,
        "participants": (SARRA, BA),
        "event_date_start": held,
        "date_precision": "day",
    }
    return make_meeting(f"The presidents met, says {name}.", **{**values, **fields})


NEWS = [
    told("plan", days=0, on=3, status="planned"),
    told("first", days=3),
    told("second", days=4, on=3),
    told("next week", days=9),
    told("undated", days=0, published_at=None, event_date_start=None, date_precision=None),
    make_treaty(mention_id="m t", article_id="a t", published_at=datetime(2024, 5, 15, tzinfo=UTC)),
]
EVENTS = [["m first", "m plan", "m second"], ["m next week"], ["m t"], ["m undated"]]


def write(lake: Path, mentions: Iterable[EventMention], slice_id: str = "s") -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(list(mentions)) | WriteHive(str(lake), slice_id=slice_id)


def merge(lake: Path, *words: str) -> int:
    return main(["merge", "--quiet", "--lake", str(lake), *words])


def files(lake: Path) -> dict[str, bytes]:
    return {str(p.relative_to(lake)): p.read_bytes() for p in sorted(lake.glob("events/*/*/*"))}


def rows(lake: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(str(lake), "from events", "json"))
    return found


def events(lake: Path) -> list[list[str]]:
    return sorted(row["mention_ids"] for row in rows(lake))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    write(folder, NEWS)
    assert merge(folder) == 0
    return folder


def test_mentions_of_one_event_are_one_row(lake: Path) -> None:
    assert events(lake) == EVENTS


def test_the_lake_holds_no_half_written_file(lake: Path) -> None:
    assert {path.name for path in lake.iterdir()} == {".lake.json", "mentions", "events", "runs"}


def test_the_manifest_counts_mentions_and_events(lake: Path) -> None:
    manifest = json.loads(max((lake / "runs").glob("merged-*.json")).read_text())
    assert (manifest["counts"]["mentions_merged"], manifest["counts"]["events"]) == (6, 4)


def test_two_workers_write_the_same_bytes(lake: Path, tmp_path: Path) -> None:
    write(tmp_path, NEWS[::-1])
    assert merge(tmp_path, "--workers", "2") == 0
    assert files(tmp_path) == files(lake)


@pytest.mark.parametrize("order", [(0, 3, 4, 9), (9, 4, 3, 0), (4, 0, 9, 3)])
def test_days_merged_one_by_one_in_any_order_are_as_merged_at_once(
    lake: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    write(tmp_path, NEWS)
    for days in order:
        day = (NOON + timedelta(days=days)).date().isoformat()
        assert merge(tmp_path, "--since", day, "--until", day) == 0
    undated = "published_date=__HIVE_DEFAULT_PARTITION__"
    dated = {path: body for path, body in files(lake).items() if undated not in path}
    assert files(tmp_path) == dated


def test_a_merge_done_again_gives_the_same_bytes(lake: Path) -> None:
    before = files(lake)
    assert merge(lake) == 0
    assert files(lake) == before


def test_a_late_article_changes_a_past_day_and_the_event_keeps_its_id(tmp_path: Path) -> None:
    write(tmp_path, NEWS)
    assert merge(tmp_path) == 0
    before = {row["event_id"]: row for row in rows(tmp_path)}
    untouched = "events/event_type=meeting/published_date=2024-05-24/merged-000.parquet"
    stamp = (tmp_path / untouched).stat().st_mtime_ns
    write(tmp_path, [told("early", days=-1, on=3, status="planned")], slice_id="late")
    assert merge(tmp_path, "--since", "2024-05-14", "--until", "2024-05-14") == 0
    after = {row["event_id"]: row for row in rows(tmp_path)}
    assert after.keys() == before.keys()
    [changed] = [row for event_id, row in after.items() if row != before[event_id]]
    assert changed["mention_ids"] == ["m early", "m first", "m plan", "m second"]
    assert (tmp_path / untouched).stat().st_mtime_ns == stamp


def test_an_article_that_is_gone_leaves_its_event(tmp_path: Path) -> None:
    write(tmp_path, [told("a"), told("c", days=2, on=0)])
    write(tmp_path, [told("b", days=1, on=0)], slice_id="b")
    assert merge(tmp_path) == 0
    assert events(tmp_path) == [["m a", "m b", "m c"]]
    write(tmp_path, [], slice_id="b")
    assert merge(tmp_path, "--since", "2024-05-17", "--until", "2024-05-17") == 0
    assert events(tmp_path) == [["m a", "m c"]]


def test_the_same_article_in_two_slices_counts_once(tmp_path: Path) -> None:
    write(tmp_path, NEWS)
    write(tmp_path, NEWS[:3], slice_id="again")
    assert merge(tmp_path) == 0
    assert events(tmp_path) == EVENTS


def test_extraction_merges_the_days_it_has_written(tmp_path: Path) -> None:
    news = write_lines(
        tmp_path / "news.jsonl",
        [
            {"id": "a1", "date": "2024-05-15", "source": "A", "text": SIGNED},
            {"id": "a2", "date": "2024-05-16", "source": "B", "text": f"{SIGNED} It is short."},
        ],
    )
    words = ["extract", "--quiet", "--merge", "--input", str(news), "--lake", str(tmp_path / "l")]
    assert main(words) == 0
    [event] = rows(tmp_path / "l")
    assert (event["n_articles"], event["n_sources"], event["parties"]) == (2, 1, ["LBY", "TCD"])


def test_those_who_wait_hear_which_days_are_merged(tmp_path: Path) -> None:
    write(tmp_path, NEWS)
    heard: list[str] = []
    merge_days(MergeOptions(lake=str(tmp_path)), say=heard.append)
    assert heard == [
        "looking for what has changed",
        "merging the news of 2024-05-15 to 2024-05-24",
    ]


def test_a_merge_of_nothing_is_no_error(tmp_path: Path) -> None:
    assert merge(tmp_path) == 0
    assert files(tmp_path) == {}


def test_days_in_the_wrong_order_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--since", "2024-05-02", "--until", "2024-05-01")
    assert merge(tmp_path, *days) == 2
    assert "lies after" in capsys.readouterr().err
