"""What the real path makes of a golden case's record: record → article → mentions, as JSON."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from schemas.failure import DataError
from transforms.extract import Extractor
from transforms.parse import SourceRecord, parse_record

FOLDER = Path(__file__).parent
CASES = tuple(sorted(path.parent for path in FOLDER.glob("*/article.json")))
PRODUCERS = {"language_model", "schema_version", "pipeline_version"}
"""Columns that name what produced a row: they change with every release, the events do not."""

Rows = list[dict[str, Any]]


def outcome(record: Mapping[str, object], extractor: Extractor) -> dict[str, Rows]:
    """The rows that should lie in `mentions.json` and `failures.json`, without their nulls."""
    source = SourceRecord("article.json", 1, record)
    try:
        article = parse_record(source).found.article
    except DataError as error:
        return {"mentions": [], "failures": _rows([source.failure("parse", error)])}
    [(_, mentions)] = extractor.extract([article])
    return {"mentions": _rows(mentions), "failures": []}


def _rows(records: Iterable[BaseModel]) -> Rows:
    return [
        record.model_dump(mode="json", exclude=PRODUCERS, exclude_none=True) for record in records
    ]


def record_of(case: Path) -> dict[str, object]:
    """The record of a case, as a crawler might have written it."""
    values: dict[str, object] = json.loads((case / "article.json").read_text(encoding="utf-8"))
    return values


def expected(case: Path) -> dict[str, Rows]:
    """The rows that lie in the folder of the case."""
    return {kind: json.loads(_path(case, kind).read_text("utf-8")) for kind in _KINDS}


def rewrite(case: Path, rows: Mapping[str, Rows]) -> bool:
    """Put the rows into the folder of the case; whether anything changed."""
    texts = {kind: json.dumps(rows[kind], ensure_ascii=False, indent=2) + "\n" for kind in _KINDS}
    old = {
        kind: _path(case, kind).read_text("utf-8") for kind in _KINDS if _path(case, kind).exists()
    }
    for kind, text in texts.items():
        _path(case, kind).write_text(text, encoding="utf-8")
    return texts != old


_KINDS = ("mentions", "failures")


def _path(case: Path, kind: str) -> Path:
    return case / f"{kind}.json"
