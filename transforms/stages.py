"""The stages as Beam transforms: a thin skin over plain functions. The only Beam file here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, Self

import apache_beam as beam
from apache_beam.coders import Coder
from apache_beam.coders.typecoders import registry
from apache_beam.metrics.metric import Metrics
from apache_beam.metrics.metricbase import Counter
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.utils.shared import Shared
from apache_beam.utils.windowed_value import WindowedValue
from pydantic import BaseModel, TypeAdapter

from schemas.article import Article
from schemas.article_facts import ArticleFacts
from schemas.claim import Claim
from schemas.event import Event
from schemas.failure import DataError, Failure
from schemas.mention import EVENT_MENTION, EventMention, MentionColumns
from transforms.parse import BLOCK, FoundArticle, SkippedRecord, SourceRecord, parse_record

COUNTERS = "communique"
"""Namespace of every counter of the stages."""

FAILURES = "failures"
"""Tag of the second output of every stage that can fail on data."""

SKIPPED = "skipped"
"""Tag of the output for what is no article for us."""

BATCH_CHARS = 2_000_000
"""Characters of text after which a batch is full, however few its articles."""


@cache
def counter(name: str) -> Counter:
    """The counter of this name, made once: that costs more than counting."""
    return Metrics.counter(COUNTERS, name)


class JsonCoder(Coder):
    """Records as JSON between the steps: a third of the cost of pickling them, and readable."""

    def __init__(self, record: type) -> None:
        self._record = record
        self._adapter: TypeAdapter[Any] = (
            EVENT_MENTION if record is MentionColumns else TypeAdapter(record)
        )

    def encode(self, value: BaseModel) -> bytes:
        """The record as UTF-8 JSON."""
        return self._adapter.dump_json(value, exclude_none=True)

    def decode(self, encoded: bytes) -> BaseModel:
        """The record of that JSON, validated."""
        return self._adapter.validate_json(encoded)

    def is_deterministic(self) -> bool:
        """Equal records give equal bytes: fields stand in the order of the class."""
        return True

    def to_type_hint(self) -> type:
        """The class of the records."""
        return self._record

    @classmethod
    def from_type_hint(cls, typehint: type, registry: object) -> Self:  # type: ignore[override]
        """The coder of that class."""
        return cls(typehint)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._record,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsonCoder) and other._record is self._record

    def __hash__(self) -> int:
        return hash(self._record)


for _record in (Article, ArticleFacts, Claim, Event, Failure, MentionColumns):
    registry.register_coder(_record, JsonCoder)


@dataclass
class ParseArticles(beam.PTransform):
    """PCollection[SourceRecord] -> (articles: PCollection[FoundArticle], skipped, failures).

    Skipped is what is no article for us, such as texts in none of the *languages*. To find copies,
    the records are parsed once before; then *counted* is off, and no date needed.
    """

    counted: bool = True
    fail_fast: bool = False
    languages: frozenset[str] | None = None

    def expand(self, records: PCollection[SourceRecord]) -> Any:
        """Parse each record by itself."""
        step = beam.ParDo(_Parse(self.counted, self.fail_fast, self.languages))
        return records | "Parse" >> step.with_outputs(SKIPPED, FAILURES, main="articles")


@beam.typehints.with_output_types(FoundArticle, skipped=ArticleFacts, failures=Failure)
class _Parse(beam.DoFn):
    def __init__(self, counted: bool, fail_fast: bool, languages: frozenset[str] | None) -> None:
        self._counted, self._fail_fast, self._languages = counted, fail_fast, languages

    def process(self, record: SourceRecord) -> Iterator[Any]:
        try:
            parsed = parse_record(record, self._counted, self._languages)
        except SkippedRecord as skipped:
            yield self._aside(SKIPPED, f"skipped_{skipped.facts.reason}", skipped.facts)
            return
        except DataError as error:
            yield self._aside(FAILURES, "failures_in_parse", record.failure("parse", error))
            return
        except Exception as error:
            if self._fail_fast:
                raise
            yield self._aside(FAILURES, "failures_in_parse", record.unexpected("parse", error))
            return
        if self._counted:
            _count(f"dates_from_{parsed.found.article.published_from or 'nothing'}")
            _count("dates_lost", parsed.date_lost)
        yield parsed.found

    def _aside(self, tag: str, counter: str, value: ArticleFacts | Failure) -> TaggedOutput:
        _count(counter, self._counted)
        return TaggedOutput(tag, value)


class Extraction(Protocol):
    """What `ExtractMentions` asks of an extractor."""

    def extract(
        self, articles: Sequence[Article]
    ) -> Iterator[tuple[Article, tuple[EventMention, ...]]]:
        """Each article in its order, with what it reports."""


@dataclass
class ExtractMentions(beam.PTransform):
    """PCollection[Article] -> (mentions: PCollection[EventMention], failures).

    Takes `FoundArticle`s too; then batches begin and end where blocks of the input do, whatever
    the runner and the number of workers, and failures know their file and line.
    """

    language_model: str | None = None
    fail_fast: bool = False
    extractor: Callable[[str | None], Extraction] | None = None
    gated: bool = True

    def expand(self, articles: PCollection[Article | FoundArticle]) -> Any:
        """Extract batch by batch, one language model per process."""
        step = _Extract(self.language_model, self.fail_fast, self.extractor, self.gated)
        return articles | "Extract" >> beam.ParDo(step).with_outputs(FAILURES, main="mentions")


_shared = Shared()


@beam.typehints.with_output_types(MentionColumns, failures=Failure)
class _Extract(beam.DoFn):
    def __init__(self, language_model: str | None, fail_fast: bool, load: Any, gated: bool) -> None:
        self._fail_fast = fail_fast
        self._loading = load, language_model, gated
        self._batch: list[tuple[FoundArticle, Any, Any]] = []
        self._chars = 0
        self._block: tuple[str | None, int] | None = None

    def setup(self) -> None:
        self._extractor: Extraction = _shared.acquire(self._new_extractor, str(self._loading))

    def _new_extractor(self) -> Extraction:
        load, language_model, gated = self._loading
        if load is not None:
            return load(language_model)
        from transforms.extract import Extractor  # takes a language model: not before it is needed

        return Extractor(language_model, gated)

    def start_bundle(self) -> None:
        self._batch, self._chars, self._block = [], 0, None

    def process(
        self,
        element: Article | FoundArticle,
        moment: Any = beam.DoFn.TimestampParam,
        window: Any = beam.DoFn.WindowParam,
    ) -> Iterator[Any]:
        found = element if isinstance(element, FoundArticle) else FoundArticle(element)
        if (
            (block := found.block) != self._block
            or len(self._batch) >= BLOCK
            or self._chars > BATCH_CHARS
        ):
            yield from self._flush()
        self._batch.append((found, moment, window))
        self._chars += len(found.article.text)
        self._block = block

    def finish_bundle(self) -> Iterator[Any]:
        yield from self._flush()

    def _flush(self) -> Iterator[Any]:
        batch, self._batch, self._chars = self._batch, [], 0
        results = self._results([found for found, _, _ in batch])
        for (_, moment, window), outputs in zip(batch, results, strict=True):
            for output in outputs:
                yield _placed(output, moment, window)

    def _results(self, batch: Sequence[FoundArticle]) -> list[list[EventMention | Failure]]:
        if not batch:
            return []
        try:
            return [_counted(mentions) for mentions in self._mentions(batch)]
        except Exception:
            if self._fail_fast:
                raise
        return [self._alone(found) for found in batch]

    def _alone(self, found: FoundArticle) -> list[EventMention | Failure]:
        """One article of a batch in which some did harm, so that only that one is lost."""
        payload, where = found.article.model_dump_json(), (found.source_uri, found.position)
        try:
            [mentions] = self._mentions([found])
        except DataError as error:
            return [Failure.of_data("extract", error, payload, *where)]
        except Exception as error:
            return [Failure.of_exception("extract", error, payload, *where)]
        return _counted(mentions)

    def _mentions(self, batch: Sequence[FoundArticle]) -> list[tuple[EventMention, ...]]:
        extracted = [*self._extractor.extract([found.article for found in batch])]
        if len(extracted) != len(batch):
            raise RuntimeError(f"{len(batch)} articles went in, {len(extracted)} came out")
        return [mentions for _, mentions in extracted]


def _placed(output: EventMention | Failure, moment: Any, window: Any) -> Any:
    value = WindowedValue(output, moment, (window,))
    if isinstance(output, Failure):
        _count("failures_in_extract")
        return TaggedOutput(FAILURES, value)
    return value


def _counted(mentions: tuple[EventMention, ...]) -> list[EventMention | Failure]:
    _count("articles")
    _count("articles_with_events", bool(mentions))
    for mention in mentions:
        _count(f"mentions_{mention.event_type}")
    return list(mentions)


def _count(name: str, by: int = 1) -> None:
    if by:
        counter(name).inc(by)
