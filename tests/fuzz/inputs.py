"""What targets are given: well-formed input as seeds, and strategies that build and break it."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.resources import files

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pipelines.manifest import make_manifest
from pipelines.options import RunOptions
from schemas.article import FIELD_ALIASES
from tests.factories import NOON, SIGNED
from tests.pipelines.formats import deliveries, newsroom

NAMES = sorted({alias for aliases in FIELD_ALIASES.values() for alias in aliases})
DATES = (
    *("2024-07-10T09:30:00+09:00", "20240710", "1720598400", "1720598400000", "July 10, 2024"),
    *("10 Jul 2024", "Wed, 10 Jul 2024 09:30:00 GMT", "2024/07/10", "2024-W28-3", "9999-99-99"),
)
PHRASES = (
    *("on Friday", "June 3-4", "last week", "in early March 2024", "two days ago", "tomorrow"),
    *("the 5th of May", "this year", "next month", "Monday to Wednesday", "end of the year"),
    *("12/31/99", "January 2023", "the previous day", "a week from Tuesday", "2024"),
)
HEADS = (
    "TUNIS, July 10 (AFP) - ",
    "SEOUL, Dec. 30 -- ",
    "LIMA — ",
    "By A. Writer, March 5, 2025\n",
)
WORDS = (
    *("extract", "merge", "check", "compact", "--lake", "--input", "--slice", "--since", "--until"),
    *("--workers", "--max_bad", "--date", "--wait", "-1", "0", "1e999", "nan", "2025-02-30", "d1"),
    *("../..", "*", "--runner", "DaskRunner", "--gate", "on", "--", "=", "--lake=", "a b", "é"),
)
RECORD = {"id": "a1", "url": "https://a.example/1", "date": "2024-05-15", "text": SIGNED}


def _table() -> bytes:
    sink = io.BytesIO()
    columns = {"id": ["a", None], "text": [SIGNED, "It rained."], "date": [NOON, None]}
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def _rules() -> list[bytes]:
    folder = files("transforms")
    whole = [
        folder.joinpath("patterns", f"{name}.toml").read_bytes() for name in ("meeting", "treaty")
    ]
    return [text[:2000].rpartition(b"\n\n")[0] for text in whole]


def _manifest() -> bytes:
    options = RunOptions(inputs=("a",), lake="lake")
    made = make_manifest(options, [], {"records_in": 1}, NOON, NOON, {"total": 1.0})
    return made.model_dump_json().encode()


TOLD = newsroom.stories(2)
DOCUMENTS: dict[str, Callable[[list[newsroom.Story]], bytes]] = {
    "json": deliveries.FILES["fundus.json"],
    "feed": newsroom.rss,
    "json_feed": newsroom.json_feed,
    "html": lambda told: newsroom.page(told[0]).encode(),
    "warc": deliveries.FILES["news.warc"],
    "newsml": newsroom.newsml,
    "nitf": lambda told: newsroom.nitf(told[0]),
    "mbox": lambda told: b"From wire Mon Mar  3 12:00:00 2025\n" + bytes(newsroom.message(told[0])),
    "mail": lambda told: bytes(newsroom.message(told[1], "html")),
    "urls": lambda told: "\n".join(story.url for story in told).encode(),
}
"""Formats whose files are built by the newsroom of the tests of formats."""

SEEDS: dict[str, list[bytes]] = {
    **{kind: [content(TOLD)] for kind, content in DOCUMENTS.items()},
    "json_lines": [json.dumps(RECORD).encode() + b"\n{}\n", b'\xef\xbb\xbf{"text": ["a", ["b"]]}'],
    "csv": [b'id,text\na1,"One, two.\nThree."\n', b"text\n\xff\n"],
    "tsv": [b"id\ttext\na1\tOne.\n"],
    "text": [f"Two neighbours agree\n\n{SIGNED}\n".encode()],
    "parquet": [_table()],
    "json_values": [json.dumps(RECORD).encode(), b'{"source": {"name": [1]}, "body": {"text": 1}}'],
    "publication_dates": [text.encode() for text in DATES],
    "date_phrases": [text.encode() for text in (*PHRASES, *HEADS)],
    "rules": _rules(),
    "command_lines": [b"extract\n--input\na\n--lake\nb", b"check\n--lake\nb\n--date\n2025-03-05"],
    "partition_paths": [b"treaty", b"..", b"../../etc", b"a=b/c", b"%2e%2e", b"\x00\n"],
    "file_names": [
        b"d1-000.parquet",
        b"compacted-d1-d2.parquet",
        b"d1-20240515T010000000000Z.slice.granted",
    ],
    "manifests": [_manifest()],
    "csv_cells": [b"=1+1", b"-12.5", b"\x1b[2J", b"@SUM(A1)"],
}


def broken(seeds: list[bytes]) -> SearchStrategy[bytes]:
    """A seed in which a few stretches are left out, doubled, or put in place of others."""

    def edit(seed: bytes, edits: list[tuple[int, int, int, bytes]]) -> bytes:
        for kind, start, length, new in edits:
            at = start % (len(seed) + 1)
            piece = seed[at : at + length]
            put = (b"", piece * 2, new, seed[length : 2 * length])[kind]
            seed = seed[:at] + put + seed[at + length :]
        return seed

    place, few = st.integers(0, 1 << 16), st.integers(0, 64)
    edits = st.tuples(st.integers(0, 3), place, few, st.binary(max_size=16))
    return st.builds(edit, st.sampled_from(seeds), st.lists(edits, max_size=6))


_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(DATES)
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
_RECORDS = st.dictionaries(st.sampled_from(NAMES) | st.text(), _VALUES, max_size=8)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _lines(values: Sequence[object]) -> bytes:
    return b"\n".join(map(_json, values))


def _rows(rows: list[list[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _parquet(columns: dict[str, list[str | None]]) -> bytes:
    sink, longest = io.BytesIO(), max(map(len, columns.values()), default=0)
    even = {name: [*cells, *[None] * (longest - len(cells))] for name, cells in columns.items()}
    pq.write_table(pa.table({name: pa.array(c, pa.string()) for name, c in even.items()}), sink)
    return sink.getvalue()


def _joined(mark: str) -> Callable[[list[str]], bytes]:
    return lambda parts: mark.join(parts).encode("utf-8", "surrogatepass")


_CELLS = st.text(max_size=20) | st.sampled_from(DATES) | st.sampled_from(NAMES)
_TABLES = st.lists(st.lists(_CELLS, max_size=5), max_size=5)
_COLUMNS = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=5),
    st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), max_size=3),
    min_size=1,
    max_size=4,
)
_NUMBERS = st.integers().map(str) | st.floats().map(str)
_MOMENTS = st.datetimes(min_value=datetime(1, 1, 2)).map(str) | st.dates().map(str)
_DATE_WORDS = st.sampled_from([w for phrase in (*PHRASES, *DATES, *HEADS) for w in phrase.split()])

STRATEGIES: dict[str, SearchStrategy[bytes]] = {
    "json_lines": st.lists(_RECORDS | _VALUES, max_size=4).map(_lines),
    "csv": st.builds(_rows, _TABLES, st.just(",")),
    "tsv": st.builds(_rows, _TABLES, st.just("\t")),
    "text": st.lists(st.text(), max_size=4).map(_joined("\n")),
    "parquet": _COLUMNS.map(_parquet),
    "json_values": (_RECORDS | _VALUES).map(_json),
    "publication_dates": (_NUMBERS | _MOMENTS | st.text(max_size=30)).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    ),
    "date_phrases": st.lists(_DATE_WORDS | st.text(max_size=6), max_size=6).map(_joined(" ")),
    "command_lines": st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(
        _joined("\n")
    ),
    "csv_cells": st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
}


def inputs_of(name: str) -> SearchStrategy[bytes]:
    """Input for a target: bytes, broken seeds, and what is built where that is possible."""
    simple = st.binary(max_size=200) | broken(SEEDS[name])
    return simple | STRATEGIES[name] if name in STRATEGIES else simple
