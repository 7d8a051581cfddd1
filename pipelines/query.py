"""Questions to the lake: DuckDB views over its files, and answers as text."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import duckdb

from pipelines.errors import UsageError
from pipelines.files import matching, root
from pipelines.table import draw
from schemas.arrow import (
    ARTICLE_SCHEMA,
    EVENT_SCHEMA,
    FAILURE_SCHEMA,
    MENTION_SCHEMA,
    TEXT_SCHEMA,
)

VIEWS = (
    "mentions",
    "digest",
    "meetings",
    "treaties",
    "participants",
    "dyads",
    "events",
    "event_history",
    "who_met_whom",
    "treaty_lifecycle",
    "coverage",
    "upcoming",
    "articles",
    "texts",
    "failures",
    "failures_by_stage",
    "runs",
)
"""Every view of `schemas/views`, each after those that it reads."""

HIVE_TYPES = {
    "mentions": {"event_type": "VARCHAR", "published_date": "DATE"},
    "events": {"event_type": "VARCHAR", "published_date": "DATE"},
    "articles": {"published_date": "DATE"},
    "texts": {"slice": "VARCHAR"},
    "failures": {"stage": "VARCHAR"},
}
SCHEMAS = {
    "mentions": MENTION_SCHEMA,
    "events": EVENT_SCHEMA,
    "articles": ARTICLE_SCHEMA,
    "texts": TEXT_SCHEMA,
    "failures": FAILURE_SCHEMA,
}
COUNTS = ("records_in", "articles", "copies", "skipped", "failures", "mentions", "dates_lost")
RUN_COLUMNS = {
    "run_id": "VARCHAR",
    "slice_id": "VARCHAR",
    "started_at": "TIMESTAMPTZ",
    "counts": f"STRUCT({', '.join(f'{name} BIGINT' for name in COUNTS)})",
    "seconds": "STRUCT(total DOUBLE)",
}
WIDE = 200
"""Characters in a line of a table that goes to no terminal."""


def connect(lake: str) -> duckdb.DuckDBPyConnection:
    """A database in memory with the views over this lake; an empty lake gives empty relations."""
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    lake = root(lake)
    _add_dataset(connection, lake, "mentions", "mention_files")
    _add_dataset(connection, lake, "events", "event_files")
    _add_dataset(connection, lake, "articles", "article_files")
    _add_dataset(connection, lake, "texts", "text_files")
    _add_dataset(connection, lake, "failures", "failure_files")
    _add_runs(connection, lake)
    for view in VIEWS:
        connection.execute(f"create view {view} as {view_sql(view)}")
    return connection


def view_sql(view: str) -> str:
    """The text of a view of `schemas/views`."""
    return files("schemas").joinpath("views", f"{view}.sql").read_text(encoding="utf-8")


def _add_dataset(connection: duckdb.DuckDBPyConnection, lake: str, dataset: str, view: str) -> None:
    pattern, keys = f"{lake}/{dataset}/**/*.parquet", HIVE_TYPES[dataset]
    if matching(pattern):
        types = ", ".join(f"{key}: {kind}" for key, kind in keys.items())
        source = (
            f"read_parquet({_quoted(pattern)}, hive_partitioning = true, union_by_name = true, "
            f"hive_types = {{{types}}})"
        )
        connection.execute(f"create view {view} as select * from {source}")
        return
    connection.register("nothing", SCHEMAS[dataset].empty_table())
    lacking = [key for key in keys if key not in SCHEMAS[dataset].names]
    also = "".join(f", null::{keys[key]} as {key}" for key in lacking)
    connection.execute(f"create table {view} as select *{also} from nothing")
    connection.unregister("nothing")


def _add_runs(connection: duckdb.DuckDBPyConnection, lake: str) -> None:
    pattern = f"{lake}/runs/*.json"
    if matching(pattern):
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in RUN_COLUMNS.items())
        source = f"read_json({_quoted(pattern)}, columns = {{{columns}}})"
        connection.execute(f"create view run_files as select * from {source}")
    else:
        columns = ", ".join(f"{name} {kind}" for name, kind in RUN_COLUMNS.items())
        connection.execute(f"create table run_files ({columns})")


def answer(lake: str, question: str, form: str = "table") -> str:
    """The answer to SQL, or the rows of a view, as a table, CSV or JSON."""
    name = question.strip()
    if name.isidentifier() and name not in VIEWS:
        raise UsageError(f"there is no view {name}; there are {', '.join(VIEWS)}")
    try:
        with connect(lake) as connection:
            rows = connection.sql(f"from {name}" if name in VIEWS else question)
            return FORMS[form](rows) if rows is not None else ""  # `set` answers nothing
    except duckdb.Error as error:
        raise UsageError(f"{error}\nviews: {', '.join(VIEWS)}") from error


def is_empty(lake: str) -> bool:
    """Whether no run has written anything to this lake."""
    return not any(matching(f"{root(lake)}/{part}/**") for part in (*HIVE_TYPES, "runs"))


def _as_table(rows: duckdb.DuckDBPyRelation) -> str:
    width = shutil.get_terminal_size((WIDE, 0)).columns
    return draw(rows.columns, list(_records(rows)), width)


def _as_csv(rows: duckdb.DuckDBPyRelation) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(value) for value in row] for row in _records(rows))
    return out.getvalue().rstrip("\n")


def _as_json(rows: duckdb.DuckDBPyRelation) -> str:
    objects = (dict(zip(rows.columns, row, strict=True)) for row in _records(rows))
    lines = (json.dumps(each, ensure_ascii=False, default=str) for each in objects)
    return "[" + ",\n ".join(lines) + "]"


def _records(rows: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    """Through Arrow: DuckDB alone would want another package for moments with a time zone."""
    for batch in rows.to_arrow_table().to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


FORMS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
