"""An older lake is read by newer code; a newer one is refused by older code, with both versions."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.__main__ import main
from pipelines.database import connect
from pipelines.errors import UsageError
from pipelines.lake_version import MARK, mark, refuse_newer
from pipelines.mention_files import read_claims
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION
from tests.factories import SIGNED, write_lines
from tests.pipelines.test_gates import DAY, file_of, write_slice

NEWER = {"schema_version": str(int(SCHEMA_VERSION) + 1), "pipeline_version": "99.0"}
ADDED = "duration_minutes"
"""A column that the older lake shall not have."""


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    write_slice(tmp_path / "lake", DAY, 3)
    write_lines(tmp_path / "a.jsonl", [{"id": "a1", "date": "2025-03-05", "text": SIGNED}])
    return tmp_path / "lake"


@pytest.mark.parametrize(
    "words",
    [
        ["extract", "--input", "IN", "--quiet"],
        ["merge"],
        ["compact"],
        ["vacuum"],
        ["check"],
        ["query", "mentions"],
    ],
)
def test_a_newer_lake_is_refused_and_left_alone(
    lake: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (lake / MARK).write_text(json.dumps(NEWER))
    before = {path: path.stat().st_mtime_ns for path in lake.rglob("*")}
    news = str(lake.parent / "a.jsonl")
    given = [news if word == "IN" else word for word in words]
    assert main([*given, "--lake", str(lake)]) == 2
    said = capsys.readouterr().err
    assert f"communique 99.0 with schema {NEWER['schema_version']}" in said
    assert f"this is communique {PIPELINE_VERSION}, which knows schema {SCHEMA_VERSION}" in said
    assert {path: path.stat().st_mtime_ns for path in lake.rglob("*")} == before


def test_a_lake_says_its_version_after_the_first_run_and_after_an_upgrade(lake: Path) -> None:
    for found in (None, {"schema_version": "0", "pipeline_version": "0.0.1"}, "damaged"):
        (lake / MARK).unlink(missing_ok=True)
        if found:
            (lake / MARK).write_text(json.dumps(found))
        refuse_newer(str(lake))
        mark(str(lake))
        assert json.loads((lake / MARK).read_text())["schema_version"] == SCHEMA_VERSION


def age(lake: Path) -> None:
    """Make the lake one of an older version: a column less."""
    table = pq.read_table(file_of(lake), partitioning=None).drop_columns([ADDED])
    pq.write_table(table.replace_schema_metadata({"schema_version": "0"}), file_of(lake))


def test_views_read_an_older_lake_and_show_nothing_where_it_has_nothing(lake: Path) -> None:
    age(lake)
    with connect(str(lake)) as connection:
        found = connection.sql(f"select mention_id, {ADDED} from meetings order by all").fetchall()
    assert found == [(f"2025-03-05 {n}", None) for n in range(3)]


def test_views_read_a_lake_of_both_versions(lake: Path) -> None:
    age(lake)
    words = ["--quiet", "--input", str(lake.parent / "a.jsonl"), "--lake", str(lake)]
    assert main(["extract", *words]) == 0
    with connect(str(lake)) as connection:
        [(mentions,)] = connection.sql("select count(*) from mentions").fetchall()
    assert mentions == 4


def test_an_older_lake_is_merged(lake: Path) -> None:
    age(lake)
    assert main(["merge", "--quiet", "--lake", str(lake)]) == 0
    with connect(str(lake)) as connection:
        [(events,)] = connection.sql("select count(*) from events").fetchall()
    assert events > 0


def test_a_newer_file_in_a_lake_that_does_not_say_so_is_refused(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = pq.read_table(file_of(lake), partitioning=None)
    pq.write_table(table.replace_schema_metadata(NEWER), file_of(lake))
    with pytest.raises(UsageError, match="upgrade it"):
        list(read_claims(str(file_of(lake))))
    assert main(["merge", "--quiet", "--lake", str(lake)]) == 2
    assert main(["check", "--lake", str(lake)]) == 1
    assert "files of a newer schema" in capsys.readouterr().out
