"""Questions to the lake: SQL, or the name of a view or macro, answered as text or as a file."""

import re

import duckdb
import pyarrow as pa

from pipelines.answers import FORMS
from pipelines.catalogue import MACROS, VIEWS, catalogue
from pipelines.database import DATASETS, ask, asked, has_files
from pipelines.errors import UsageError
from pipelines.words import meant

_CALL = re.compile(r"(\w+)\s*\(.*\)", re.DOTALL)
SEE_LIST = "`communique query --list` shows all views, with examples"


def answer(lake: str, question: str, form: str = "table") -> str:
    """The answer as text: a table, CSV, JSON or Markdown."""
    return answer_bytes(lake, question, form).decode().removesuffix("\n")


def answer_bytes(lake: str, question: str, form: str = "table") -> bytes:
    """The answer in any form; `UsageError` says what is wrong with the question."""
    rows = answer_rows(lake, question)
    return FORMS[form](rows) if rows is not None else b""  # `set variable` answers nothing


def answer_rows(lake: str, question: str) -> pa.Table | None:
    """The rows that answer SQL, or those of a view or macro that is named."""
    sql = as_sql(question)

    def rows(connection: duckdb.DuckDBPyConnection) -> pa.Table | None:
        found = ask(connection, sql)
        return found.to_arrow_table() if found is not None else None

    try:
        return asked(lake, sql, rows)
    except duckdb.Error as error:
        raise UsageError(f"{said(error)}\n{SEE_LIST}") from error


def as_sql(question: str) -> str:
    """The question as SQL: a name alone, or a macro with its arguments, means its rows.

    >>> as_sql("proof('a1')")
    "from proof('a1')"
    """
    name = question.strip().rstrip(";")
    call = _CALL.fullmatch(name)
    if name in MACROS:
        [macro] = (entry for entry in catalogue() if entry.name == name)
        raise UsageError(f"{macro.usage} wants to know more, as in: {macro.example}")
    if name in VIEWS or (call and call[1] in MACROS):
        return f"from {name}"
    if name.isidentifier():
        raise UsageError(f"there is no view {name}; {SEE_LIST}{meant(name, (*VIEWS, *MACROS))}")
    if not name:
        raise UsageError(f"there is no question; {SEE_LIST}")
    return question


def said(error: duckdb.Error) -> str:
    """DuckDB's message; where a column or table is not known, its suggestions stand in it."""
    text = str(error)
    if isinstance(error, duckdb.PermissionException):
        return f"{text}\nA question reads the lake and nothing else; other files: use DuckDB itself"
    return text


def is_empty(lake: str) -> bool:
    """Whether no run has written anything to this lake."""
    lake = lake.rstrip("/")
    patterns = (*(f"{lake}/{part}/*/**" for part in DATASETS), f"{lake}/runs/*")
    return not any(map(has_files, patterns))
