"""The tables of articles, which are kept when asked for: what is known of each, and the texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import AsDict, AsIter, PBegin, PCollection

from pipelines.files import matching, putting, remove
from pipelines.kafka import OffsetShare
from pipelines.packing import Opening
from pipelines.read import OpeningDoFn, read_any
from pipelines.shares import Share
from pipelines.write import remove_stale
from schemas.arrow import TEXT_SCHEMA, to_table
from schemas.article_facts import ArticleFacts, ArticleText
from schemas.failure import DataError, Failure
from schemas.partition import hive_path
from transforms.parse import FoundArticle, SkippedRecord, facts_of, parse_record

ROWS = 256
"""Texts that are held at once while a file of them is written."""


@dataclass
class KeepFacts(beam.PTransform):
    """PCollection[FoundArticle] -> PCollection[ArticleFacts], the *copies* marked as such."""

    copies: PCollection[tuple[str, str]]

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[ArticleFacts]:
        """Tell the copies by their places; of what one shares, always the same is told."""
        copies = self.copies | "OneKind" >> beam.CombinePerKey(max)
        kept = beam.Map(_facts, AsDict(copies)).with_output_types(ArticleFacts)
        return articles | "Facts" >> kept


def _facts(found: FoundArticle, copies: Mapping[str, str]) -> ArticleFacts:
    kind = copies.get(found.origin)
    return facts_of(found, "copy", f"same {kind}") if kind else facts_of(found, "read")


@dataclass
class KeepTexts(beam.PTransform):
    """Begin -> PCollection[path]: the texts of all articles, in `<lake>/texts/`, a file a share.

    The input is read once more for it, so that no text has to be sorted or sent between workers.
    """

    shares: tuple[Share | OffsetShare, ...]
    lake: str
    slice_id: str
    languages: frozenset[str] | None = None

    def expand(self, begin: PBegin) -> PCollection[str]:
        """Write share by share; when all is written, remove what is stale."""
        numbered = list(enumerate(self.shares))
        written = (
            begin
            | "Shares" >> beam.Create(numbered)
            | "Spread" >> beam.Reshuffle()
            | "Write" >> beam.ParDo(_WriteTexts(self.lake, self.slice_id, self.languages))
        )
        _ = (
            begin.pipeline
            | "Once" >> beam.Create([f"{self.lake}/texts"])
            | "RemoveStale" >> beam.Map(remove_stale, self.slice_id, AsIter(written))
        )
        return written


@beam.typehints.with_output_types(str)
class _WriteTexts(OpeningDoFn):
    """Writes the texts of each share, and gives the paths of the files."""

    def __init__(self, lake: str, slice_id: str, languages: frozenset[str] | None) -> None:
        self._lake, self._slice_id, self._languages = lake, slice_id, languages

    def process(self, numbered: tuple[int, Share | OffsetShare]) -> Iterator[str]:
        number, share = numbered
        name = f"{self._slice_id}-{number:05d}.parquet"
        path = f"{self._lake}/texts/{hive_path(slice=self._slice_id)}/{name}"
        with putting(self._lake, path) as sink, _parquet(sink) as file:
            for rows in _batches(texts_of(share, self.opening, self._languages)):
                file.write_table(rows)
        yield path


def texts_of(
    share: Share | OffsetShare, opening: Opening, languages: frozenset[str] | None
) -> Iterator[ArticleText]:
    """The texts of a share, copies among them."""
    for read in read_any(share, opening):
        if isinstance(read, Failure):
            continue
        try:
            found = parse_record(read, date_from_text=False, languages=languages).found
        except (DataError, SkippedRecord):
            continue
        yield ArticleText(
            article_id=found.article.article_id,
            text=found.article.text,
            source_uri=found.source_uri,
            position=found.position,
        )


def _parquet(sink: IO[bytes]) -> pq.ParquetWriter:
    return pq.ParquetWriter(sink, TEXT_SCHEMA, compression="zstd")


def _batches(texts: Iterator[ArticleText]) -> Iterator[pa.Table]:
    batch: list[ArticleText] = []
    for text in texts:
        batch.append(text)
        if len(batch) == ROWS:
            yield to_table(batch, TEXT_SCHEMA)
            batch = []
    yield to_table(batch, TEXT_SCHEMA)


def forget(lake: str, slice_id: str, kept: str | None) -> None:
    """Remove what an earlier run of the slice kept of articles and this one does not keep."""
    unwanted = [] if kept == "text" else ["texts"] if kept else ["texts", "articles"]
    for part in unwanted:
        remove(matching(f"{lake}/{part}/**/{slice_id}-*.parquet"))
