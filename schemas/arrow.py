"""Records ↔ Arrow: the Parquet schemas, derived from the pydantic records, and their versions.

The partition columns stand in the path and not in the file: where a column is in both, readers
silently believe the path.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from schemas.article_facts import ArticleFacts, ArticleText
from schemas.event import Event
from schemas.failure import Failure
from schemas.mention import EVENT_MENTION, ArrowType, EventMention, MentionColumns
from schemas.partition import EVENT_KEYS, FAILURE_KEYS, MENTION_KEYS
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

_PLAIN: Mapping[object, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("us", tz="UTC"),
    date: pa.date32(),
}
_NAMED: Mapping[str, pa.DataType] = {
    "int8": pa.int8(),
    "int32": pa.int32(),
    "float32": pa.float32(),
}


def arrow_type(annotation: Any, metadata: Iterable[object] = ()) -> pa.DataType:
    """The Arrow type of a field of a record.

    >>> arrow_type(tuple[str, ...] | None)
    ListType(list<element: string>)
    """
    for mark in metadata:
        if isinstance(mark, ArrowType):
            return _NAMED[mark.name]
    if hasattr(annotation, "__metadata__"):
        return arrow_type(annotation.__origin__, annotation.__metadata__)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        [kept] = [part for part in arguments if part is not NoneType]
        return arrow_type(kept)
    if origin is Literal:
        return arrow_type(type(arguments[0]))
    if origin is tuple:
        return pa.list_(pa.field("element", arrow_type(arguments[0])))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    return _PLAIN[annotation]


def _fields(model: type[BaseModel]) -> Iterator[pa.Field]:
    for name, field in model.model_fields.items():
        yield pa.field(name, arrow_type(field.annotation, field.metadata))


def record_schema(model: type[BaseModel]) -> pa.Schema:
    """All columns of a record, partition columns included, with the versions as metadata."""
    versions = {"schema_version": SCHEMA_VERSION, "pipeline_version": PIPELINE_VERSION}
    return pa.schema(list(_fields(model)), metadata=versions)


def without(schema: pa.Schema, keys: Iterable[str]) -> pa.Schema:
    """The schema of a file body: the partition columns left out."""
    kept = [field for field in schema if field.name not in set(keys)]
    return pa.schema(kept, metadata=schema.metadata)


PUBLISHED_DATE = pa.field("published_date", pa.date32())
"""The day that the folders of mentions and events name."""

MENTION_SCHEMA = record_schema(MentionColumns)
FAILURE_SCHEMA = record_schema(Failure)
EVENT_SCHEMA = record_schema(Event)
ARTICLE_SCHEMA = record_schema(ArticleFacts)
TEXT_SCHEMA = record_schema(ArticleText)
MENTION_FILE_SCHEMA = without(MENTION_SCHEMA, MENTION_KEYS)
FAILURE_FILE_SCHEMA = without(FAILURE_SCHEMA, FAILURE_KEYS)
EVENT_FILE_SCHEMA = without(EVENT_SCHEMA, EVENT_KEYS)


def to_row(record: BaseModel) -> dict[str, Any]:
    """The record as a row that `pa.Table.from_pylist` takes."""
    return record.model_dump(mode="python")


def to_table(records: Iterable[BaseModel], schema: pa.Schema) -> pa.Table:
    """The records as a table with the columns of *schema*; other fields are left out."""
    return pa.Table.from_pylist([to_row(record) for record in records], schema=schema)


def to_mention(row: Mapping[str, Any]) -> EventMention:
    """The mention of a row that was read back; columns of the path that it lacks do no harm."""
    known = {name: row[name] for name in MENTION_SCHEMA.names if name in row}
    return EVENT_MENTION.validate_python(known)
