"""What is fuzzed: a parser, the errors that it may raise, and what must be true of its outcome.

A target takes bytes and returns nothing. Whatever it raises is a finding.
"""

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import product
from posixpath import normpath
from typing import IO, get_args
from unittest.mock import patch
from urllib.parse import unquote

from pipelines.__main__ import make_parser
from pipelines.commands.settings import checked, settings_of
from pipelines.csv_safety import safe_cell
from pipelines.errors import UsageError
from pipelines.formats.encoding import in_utf8
from pipelines.formats.registry import FORMATS
from pipelines.formats.shape import Turn
from pipelines.leases import leases_of
from pipelines.mention_files import keys_of
from pipelines.options import CheckOptions, MergeOptions, RunOptions
from pipelines.packing import BROKEN
from pipelines.shares import Share
from pipelines.slices import compacted_name, is_compacted, slice_of
from schemas.arrow import ARTICLE_SCHEMA, FAILURE_SCHEMA, to_table
from schemas.failure import DataError, Failure
from schemas.manifest import Manifest
from schemas.partition import NO_VALUE, hive_path
from transforms import rulebook
from transforms.date_meanings import Tense
from transforms.datelines import find_dateline, published_from_text
from transforms.dates import find_dates, is_date, resolve_date
from transforms.parse import SkippedRecord, SourceRecord, facts_of, parse_record
from transforms.publication import published_moment
from transforms.rulebook import RuleError
from transforms.stages import JsonCoder

Target = Callable[[bytes], None]

DAY = date(2024, 5, 15)
_PARSER = make_parser()
_CODERS = {kind: JsonCoder(kind) for kind in (Failure,)}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").replace("\udcff", "\ud800")


def records(kind: str) -> Target:
    """Files of a format: each record becomes an article or a failure that the lake can hold."""

    def target(data: bytes) -> None:
        turn, form = Turn("fuzz", Share("fuzz", kind), fail_fast=True), FORMATS[kind]
        form.begins(data)
        handle: IO[bytes] = BytesIO(data)
        expected = (DataError, UnicodeDecodeError, *BROKEN)  # `read_share` makes failures of them
        with suppress(*expected):
            for read in form.read(turn, in_utf8(handle) if form.is_text else handle):
                _store(read)

    return target


def _store(read: SourceRecord | Failure) -> None:
    if isinstance(read, SourceRecord):
        try:
            facts = facts_of(parse_record(read).found, "read")
        except SkippedRecord as skipped:
            facts = skipped.facts
        except DataError as error:
            _store(read.failure("parse", error))
            return
        to_table([facts], ARTICLE_SCHEMA)
        return
    coder = _CODERS[Failure]
    assert coder.decode(coder.encode(read)) == read
    to_table([read], FAILURE_SCHEMA)


def json_values(data: bytes) -> None:
    """Any JSON in the fields of a record."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return
    values = value if isinstance(value, dict) else {"text": value, "date": value, "id": value}
    _store(SourceRecord("fuzz", 1, values, data))


def publication_dates(data: bytes) -> None:
    """Dates of metadata: a moment in UTC, or none."""
    text = _text(data)
    values: list[object] = [text]
    with suppress(ValueError):
        values.append(float(text))
    with suppress(ValueError):
        values.append(int(text[:4000]))
    for value in values:
        moment = published_moment(value)
        assert moment is None or isinstance(moment, datetime)


def date_phrases(data: bytes) -> None:
    """Dates of texts: spans of the text, and days that follow each other."""
    text = _text(data)
    for phrase in find_dates(text):
        assert text[phrase.start : phrase.end] == phrase.text
    for tense, published in product(get_args(Tense), (DAY, None, date.min, date.max)):
        if resolved := resolve_date(text, published, tense):
            assert resolved.start <= resolved.end
    is_date(text)
    find_dateline(text)
    published_from_text(text)


def rules(data: bytes) -> None:
    """Rule files: rules, or an error that says what is wrong."""
    text = _text(data)
    with patch.object(rulebook, "text_of", lambda path: text):
        for parse in (rulebook._groups, lambda: rulebook._patterns({})):
            with suppress(RuleError):
                list(parse())


def command_lines(data: bytes) -> None:
    """Command lines: options, or a complaint in one line."""
    words = _text(data).replace("\x00", "\n").split("\n")
    out = StringIO()
    with redirect_stderr(out), redirect_stdout(out), suppress(SystemExit, UsageError):
        options, rest = _PARSER.parse_known_args(words)
        if options.command in ("extract", "merge"):
            settings_of(RunOptions if options.command == "extract" else MergeOptions, options, rest)
        elif options.command == "check":
            given = {k: v for k, v in vars(options).items() if k in CheckOptions.model_fields}
            checked(CheckOptions, {k: v for k, v in given.items() if v is not None})


def partition_paths(data: bytes) -> None:
    """Values of partitions: they come back as they were, and no path leads out of the lake."""
    value = data.decode("utf-8", "replace")
    path = f"lake/mentions/{hive_path(event_type=value, published_date=DAY)}/d1-000.parquet"
    assert normpath(path) == path
    assert path.count("/") == 4
    assert not any(ord(letter) < 32 for letter in path)
    assert keys_of(path) == {
        "event_type": value or NO_VALUE,
        "published_date": DAY.isoformat(),
    }
    keys_of(value)
    unquote(value)


def file_names(data: bytes) -> None:
    """Names of files that lie in a lake, whoever put them there."""
    name = data.decode("utf-8", "replace")
    slice_of(name)
    is_compacted(name)
    with patch("pipelines.leases.matching", lambda pattern: [f"lake/.writing/leases/{name}"]):
        for lease in leases_of("lake"):
            assert lease.path.endswith(name)
    slices = [part for part in name.split("-") if part.isalnum() and part.isascii()]
    if slices:
        assert compacted_name(slices).removesuffix(".parquet").split("-")[1] == min(slices)


def manifests(data: bytes) -> None:
    """Manifests of runs, as any version may have written them."""
    with suppress(ValueError):
        Manifest.model_validate_json(data, extra="ignore")


def csv_cells(data: bytes) -> None:
    """Cells of CSV: none is a formula."""
    cell = safe_cell(_text(data))
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "@", "\t", "\r"))


TARGETS: dict[str, Target] = {
    **{kind: records(kind) for kind in FORMATS},
    "json_values": json_values,
    "publication_dates": publication_dates,
    "date_phrases": date_phrases,
    "rules": rules,
    "command_lines": command_lines,
    "partition_paths": partition_paths,
    "file_names": file_names,
    "manifests": manifests,
    "csv_cells": csv_cells,
}
"""By name, in the order in which they are fuzzed."""
