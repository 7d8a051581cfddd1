"""The merge of a lake, through the command line, on invented mentions."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam
import pytest

from pipelines.__main__ import main
from pipelines.query import answer
from pipelines.write import WriteHive
from schemas.mention import EventMention, Participant
from tests.factories import NOON, make_meeting, make_pipeline, make_treaty

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


def events(lake: Path) -> list[list[str]]:
    found = answer(str(lake), "select mention_ids from events order by all", "json")
    return [row["mention_ids"] for row in json.loads(found)]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    write(folder, NEWS)
    assert merge(folder) == 0
    return folder


def test_mentions_of_one_event_are_one_row(lake: Path) -> None:
    assert events(lake) == EVENTS


def test_the_lake_holds_no_half_written_file(lake: Path) -> None:
    assert {path.name for path in lake.iterdir()} == {"mentions", "events", "runs"}


def test_the_manifest_counts_mentions_and_events(lake: Path) -> None:
    manifest = json.loads(max((lake / "runs").glob("merged-*.json")).read_text())
    assert (manifest["counts"]["mentions_merged"], manifest["counts"]["events"]) == (6, 4)


def test_two_workers_write_the_same_bytes(lake: Path, tmp_path: Path) -> None:
    write(tmp_path, NEWS[::-1])
    assert merge(tmp_path, "--workers", "2") == 0
    assert files(tmp_path) == files(lake)


def test_a_merge_of_nothing_is_no_error(tmp_path: Path) -> None:
    assert merge(tmp_path) == 0
    assert files(tmp_path) == {}


def test_days_in_the_wrong_order_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--since", "2024-05-02", "--until", "2024-05-01")
    assert merge(tmp_path, *days) == 2
    assert "lies after" in capsys.readouterr().err
