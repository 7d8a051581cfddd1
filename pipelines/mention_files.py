"""The lake's mentions and events, read back: files by day, rows as claims."""

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.files import matching, opened_raw
from pipelines.lake_version import refuse_newer_file
from pipelines.slices import holds
from schemas.claim import Claim, circles_in, outlet_of, wording_of
from schemas.mention import EventFacts
from schemas.partition import NO_VALUE, published_date

_KEY = re.compile(r"(\w+)=([^/]*)/")
_COLUMNS = ["mention_id", "article_id", "url", "source", "published_at", "confidence"]


def files_by_day(lake: str, dataset: str) -> dict[date | None, list[str]]:
    """The Parquet files of a dataset by day of publication; None for those without a day."""
    days: dict[date | None, list[str]] = {}
    for path in matching(f"{lake}/{dataset}/**/*.parquet"):
        day = keys_of(path)["published_date"]
        days.setdefault(None if day == NO_VALUE else date.fromisoformat(day), []).append(path)
    return days


def slice_days(lake: str, slice_id: str) -> frozenset[date | None]:
    """The days of publication on which a slice has mentions."""
    stored = files_by_day(lake, "mentions")
    return frozenset(day for day, paths in stored.items() if any(holds(p, slice_id) for p in paths))


def keys_of(path: str) -> Mapping[str, str]:
    """The partition values that the folders of the path name."""
    return {key: unquote(value) for key, value in _KEY.findall(path)}


def rows_of(path: str) -> int:
    """How many rows a file holds, from its end alone."""
    with opened_raw(path) as handle, pq.ParquetFile(handle) as file:
        return int(file.metadata.num_rows)


def read_claims(path: str, wanted: Collection[str] | None = None) -> Iterator[Claim]:
    """The claims of a file of mentions, or those of the *wanted* ones, without their proofs."""
    keys = {"event_type": keys_of(path)["event_type"]}
    columns = [*_COLUMNS, *(f for f in EventFacts.model_fields if f not in keys), "evidence"]
    for row in _rows(path, columns, wanted):
        yield _claim({**row, **keys})


def read_known(path: str) -> Iterator[tuple[str, str]]:
    """Each mention of a file of events, and the event that it was put into."""
    for row in _rows(path, ["event_id", "mention_ids"]):
        yield from ((mention_id, row["event_id"]) for mention_id in row["mention_ids"])


def known_bytes(path: str) -> bytes:
    """A file with no more of a file of events than `read_known` wants of it."""
    sink = io.BytesIO()
    with opened_raw(path) as handle:
        pq.write_table(pq.read_table(handle, columns=["event_id", "mention_ids"]), sink)
    return sink.getvalue()


def read_hung(path: str) -> Iterator[tuple[str, list[str], date | None]]:
    """The component of each event of a file, its mentions and the day of the last of them.

    Events of versions that did not tell the component are each taken for one.
    """
    for row in _rows(path, ["component", "mention_ids", "last_published_at"]):
        mention_ids = row["mention_ids"]
        component = row.get("component") or min(mention_ids)
        yield component, mention_ids, published_date(row["last_published_at"])


def last_told(path: str) -> date | None:
    """The last day on which an event of a file was told of."""
    with opened_raw(path) as handle:
        moments = pq.read_table(handle, columns=["last_published_at"]).column(0)
    return published_date(pc.max(moments).as_py())


def _claim(row: dict[str, Any]) -> Claim:
    evidence, url, source = row.pop("evidence"), row.pop("url"), row.pop("source")
    return Claim(
        **row,
        outlet=outlet_of(source, url) or row["article_id"],
        wording=wording_of(evidence[0]["text"]),
        circles=circles_in(span["text"] for span in evidence),
    )


def _rows(
    path: str, columns: Iterable[str], wanted: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    with opened_raw(path) as handle, pq.ParquetFile(handle) as file:
        refuse_newer_file(path, file.schema_arrow.metadata)
        known = [name for name in columns if name in file.schema_arrow.names]
        for batch in file.iter_batches(batch_size=1000, columns=known):
            if wanted is not None:
                ids = pa.array(sorted(wanted), pa.string())
                batch = batch.filter(pc.is_in(batch.column("mention_id"), value_set=ids))
            yield from batch.to_pylist()
