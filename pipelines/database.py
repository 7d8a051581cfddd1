"""A lake as a database: DuckDB in memory, with the views and macros over the lake's files.

No row is copied: a view reads the Parquet files when it is asked. A database is locked: it reads
this lake and nothing else, writes no file, loads no extension and changes no setting.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from glob import iglob
from tempfile import gettempdir
from typing import TypeVar

import duckdb
import pyarrow as pa

from pipelines.catalogue import statements
from pipelines.errors import UsageError
from pipelines.lake_version import refuse_newer
from pipelines.months import COPIED, newest_day, to_read
from schemas.arrow import (
    ARTICLE_SCHEMA,
    EVENT_SCHEMA,
    FAILURE_SCHEMA,
    MENTION_SCHEMA,
    PUBLISHED_DATE,
    TEXT_SCHEMA,
)

DATASETS: dict[str, tuple[str, pa.Schema, dict[str, str]]] = {
    "mentions": (
        "mention_files",
        MENTION_SCHEMA.append(PUBLISHED_DATE),
        {"event_type": "VARCHAR", "published_date": "DATE"},
    ),
    "events": (
        "event_files",
        EVENT_SCHEMA.append(PUBLISHED_DATE),
        {"event_type": "VARCHAR", "published_date": "DATE"},
    ),
    "articles": (
        "article_files",
        ARTICLE_SCHEMA.append(PUBLISHED_DATE),
        {"published_date": "DATE"},
    ),
    "texts": (
        "text_files",
        TEXT_SCHEMA.append(pa.field("slice", pa.string())),
        {"slice": "VARCHAR"},
    ),
    "failures": ("failure_files", FAILURE_SCHEMA, {"stage": "VARCHAR"}),
}
"""Each dataset of Parquet files: the view over them, its columns, those that stand in the path."""

COUNTS = ("records_in", "articles", "copies", "skipped", "failures", "mentions", "dates_lost")
RUN_COLUMNS = {
    "run_id": "VARCHAR",
    "slice_id": "VARCHAR",
    "started_at": "TIMESTAMPTZ",
    "counts": f"STRUCT({', '.join(f'{name} BIGINT' for name in COUNTS)})",
    "seconds": "STRUCT(total DOUBLE)",
}
LOCKS = (
    "set enable_external_access = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set lock_configuration = true",
)


DAYS = "mention_days"
"""The view over the days that have mentions; on this machine the newest is looked up without it."""

Answer = TypeVar("Answer")


def asked(lake: str, question: str, work: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
    """What the work makes of the lake; it begins anew if files turn out to lack a column."""
    try:
        with connect(lake, question) as connection:
            return work(connection)
    except duckdb.InvalidInputException as error:
        if "schema mismatch" not in str(error):
            raise
    with connect(lake, question, several_versions=True) as connection:
        return work(connection)


def connect(
    lake: str, question: str = "", several_versions: bool = False
) -> duckdb.DuckDBPyConnection:
    """A locked database with the views over this lake; an empty lake gives empty relations.

    Where the *question* is known, only what it names is made: in a lake of thousands of files,
    each view costs a look at all of their names. Files of *several versions* may have other
    columns each, which has to be looked up in all of them.
    """
    refuse_newer(lake := _rooted(lake))
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    if "://" in lake:
        _load_httpfs(connection, lake)
    needed = list(statements(question))
    if "://" not in lake:
        needed = [_last_day_is(newest_day(lake)) if DAYS in sql else sql for sql in needed]
    readers = needed if question else [*needed, f"from {DAYS}"]
    for statement in (*lake_statements(connection, lake, readers, several_versions), *needed):
        connection.execute(statement)
    if "://" in lake and any(DAYS in statement for statement in needed):
        [[day]] = connection.execute(f"select max(published_date) from {DAYS}").fetchall()
        connection.execute(_last_day_is(day))
    _lock(connection, lake)
    return connection


def script(lake: str) -> str:
    """All views and macros over this lake as SQL that DuckDB alone can run."""
    with duckdb.connect() as connection:
        head = "-- The views of a Communiqué lake, for DuckDB 1.4 or later: duckdb -init views.sql"
        again = "-- Made by `communique views`; make it again when a part of the lake was added."
        views = list(statements())
        parts = ["set timezone = 'UTC'", *lake_statements(connection, lake, views), *views]
        return "\n".join([head, again, "", *(f"{part};\n" for part in parts)])


def lake_statements(
    connection: duckdb.DuckDBPyConnection,
    lake: str,
    readers: Collection[str],
    several_versions: bool = False,
) -> Iterator[str]:
    """The SQL of the views over the lake's files that *readers* read; empty without a file."""
    read = set(re.findall(r"\bfrom (\w+_(?:files|days))\b", "\n".join(readers)))
    for dataset, (view, schema, keys) in DATASETS.items():
        if view not in read:
            continue
        empty = _empty_select(connection, schema)
        pattern = f"{lake}/{dataset}/{'*/' * len(keys)}*.parquet"
        if not has_files(pattern):
            yield f"create or replace view {view} as {empty} where false"
            continue
        sources = list(_sources(lake, dataset, pattern, keys))
        columns = ", ".join(schema.names)
        if several_versions or any(_lacks_columns(connection, s, columns) for s in sources):
            more = ", union_by_name = true"
            source = " union all by name from ".join(_sources(lake, dataset, pattern, keys, more))
            sources = [f"({empty} where false union all by name from {source})"]
        selects = " union all ".join(f"select {columns} from {source}" for source in sources)
        yield f"create or replace view {view} as {selects}"
    if DAYS in read:
        yield _days_view(f"{lake}/mentions/*/*/*.parquet")
    if "run_files" in read:
        yield _runs_view(lake)


def has_files(pattern: str) -> bool:
    """Whether any file matches; Beam is asked only about file systems that are not this machine's.

    Loading Beam takes longer than most answers.
    """
    if "://" not in pattern:
        return next(iglob(pattern, recursive=True), None) is not None
    from pipelines.files import matching

    return bool(matching(pattern))


def _rooted(lake: str) -> str:
    return lake.rstrip("/") if "://" in lake else os.path.abspath(lake)


def _sources(
    lake: str, dataset: str, pattern: str, keys: dict[str, str], more: str = ""
) -> Iterator[str]:
    """What to read: the copies of whole months, and the folders that they do not stand for."""
    copies, rest = to_read(lake, dataset) if dataset in COPIED else ([], [pattern])
    types = ", ".join(f"{key}: {kind}" for key, kind in keys.items())
    hive = f"hive_partitioning = true, hive_types = {{{types}}}"
    for paths, how in ((copies, "hive_partitioning = false"), (rest, hive)):
        if paths:
            yield f"read_parquet([{', '.join(map(_quoted, paths))}], {how}{more})"


def _lacks_columns(connection: duckdb.DuckDBPyConnection, source: str, columns: str) -> bool:
    """Whether the first file is of a version that did not have all columns."""
    try:
        connection.sql(f"select {columns} from {source}")
    except duckdb.BinderException:
        return True
    return False


def _empty_select(connection: duckdb.DuckDBPyConnection, schema: pa.Schema) -> str:
    relation = connection.from_arrow(schema.empty_table())
    columns = zip(relation.columns, relation.types, strict=True)
    return "select " + ", ".join(f"null::{kind} as {name}" for name, kind in columns)


def _days_view(pattern: str) -> str:
    """The days that have mentions, read off the names of the files: none is opened."""
    day = "try_cast(regexp_extract(file, 'published_date=([0-9-]+)', 1) as date)"
    source = (
        f"glob({_quoted(pattern)})" if has_files(pattern) else "(select '' as file where false)"
    )
    select = f"select distinct {day} as published_date from {source}"
    return f"create or replace view {DAYS} as {select}"


def _runs_view(lake: str) -> str:
    pattern = f"{lake}/runs/*.json"
    if has_files(pattern):
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in RUN_COLUMNS.items())
        body = f"from read_json({_quoted(pattern)}, columns = {{{columns}}})"
    else:
        columns = ", ".join(f"null::{kind} as {name}" for name, kind in RUN_COLUMNS.items())
        body = f"select {columns} where false"
    return f"create or replace view run_files as {body}"


def _load_httpfs(connection: duckdb.DuckDBPyConnection, lake: str) -> None:
    try:
        connection.execute("load httpfs")
    except duckdb.Error as error:
        raise UsageError(
            f"--lake {lake}: to read it, DuckDB needs its extension httpfs, which is not "
            "installed; where there is a network, run once: "
            "python -c \"import duckdb; duckdb.sql('install httpfs')\""
        ) from error


def _lock(connection: duckdb.DuckDBPyConnection, lake: str) -> None:
    spill = f"{gettempdir()}/communique-{os.getpid()}"
    connection.execute(f"set temp_directory = {_quoted(spill)}")
    connection.execute(f"set allowed_directories = [{_quoted(f'{lake}/')}]")
    for lock in LOCKS:
        connection.execute(lock)


def _last_day_is(day: date | str | None) -> str:
    """The newest day as a constant: files of earlier days are then not even opened."""
    value = f"date '{day}'" if day else "null::date"
    return f"create or replace macro last_day() as ({value})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


Rows = duckdb.DuckDBPyRelation
"""What an answer is, until it is written down."""

SAFE = frozenset({"SELECT", "EXPLAIN", "CREATE", "SET", "VARIABLE_SET"})
"""Kinds of statements that only read, or make what lives in memory: tables, views, macros."""


def ask(connection: duckdb.DuckDBPyConnection, question: str) -> Rows | None:
    """The rows that the last statement of the question gives, if any; refuses what would write."""
    answer: Rows | None = None
    for statement in connection.extract_statements(question):
        kind, text = statement.type.name, statement.query.strip()
        if kind not in SAFE or (kind == "EXPLAIN" and "copy" in text.lower().split()):
            raise UsageError(
                f"a question reads and does not write, but this is {kind.lower()}: {text!r}. "
                "To write an answer to a file: --format parquet --output FILE"
            )
        answer = connection.sql(text)
    return answer
