"""Records of any crawler → articles."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from pydantic import ValidationError

from schemas.article import FIELD_ALIASES, Article
from schemas.article_facts import ArticleFacts, Outcome
from schemas.failure import DataError, Failure, storable
from schemas.identity import stable_id
from transforms.dating import dated
from transforms.languages import declared_code, language_of

BLOCK = 64
"""Records that are read, and articles that are parsed, together."""

MAX_FIELD_CHARS = 10_000
"""Of a title, a name, an address: what is longer is something else in the wrong field."""

MAX_DEPTH = 32
"""Of lists and sections in a text."""

MAX_TEXT_CHARS = 500_000
"""A longer text is no article: an archive, or a page gone wrong. The longest seen has 252,000."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One record as it was read, and where it stands; positions count from 1.

    With a reason to *skip* it, it is no article, and nothing is wrong with it either. Records of
    small files that are read together are of one *group*.
    """

    source_uri: str
    position: int
    values: Mapping[str, object] = field(default_factory=dict)
    raw: bytes | None = None
    skip: str | None = None
    group: str | None = None

    @property
    def payload(self) -> bytes:
        """What a failure keeps of the record: its own bytes where they are known."""
        if self.raw is not None:
            return self.raw
        return json.dumps(dict(self.values), ensure_ascii=False, default=str).encode(
            "utf-8", "surrogatepass"
        )

    def failure(self, stage: str, error: DataError) -> Failure:
        """The failure that bad data in this record makes."""
        return Failure.of_data(stage, error, self.payload, self.source_uri, self.position)

    def unexpected(self, stage: str, error: Exception) -> Failure:
        """The failure that a fault of ours makes of this record."""
        return Failure.of_exception(stage, error, self.payload, self.source_uri, self.position)


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article together with the place where it was read."""

    article: Article
    source_uri: str | None = None
    position: int | None = None
    group: str | None = None

    @property
    def block(self) -> tuple[str | None, int]:
        """What the articles that are parsed together have in common, on any number of workers."""
        if self.group is not None:
            return self.group, 0
        return self.source_uri, ((self.position or 1) - 1) // BLOCK

    @property
    def origin(self) -> str:
        """A text that sorts as the records stand: by file, then by position."""
        return f"{self.source_uri}#{self.position or 0:012d}"


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """An article, and whether a date of the metadata was given up."""

    found: FoundArticle
    date_lost: bool


class SkippedRecord(Exception):
    """Raised for a record that is no article for us: what is known of it, with the reason."""

    def __init__(self, facts: ArticleFacts) -> None:
        """Keep the facts as the argument, so that the error survives being sent on."""
        super().__init__(facts)
        self.facts = facts


def parse_record(
    record: SourceRecord, date_from_text: bool = True, languages: Collection[str] | None = None
) -> ParsedRecord:
    """The article that a record holds; raises `DataError` if it holds none.

    Raises `SkippedRecord` for what a format says to skip, and for a text that is surely in none of
    the *languages*, where they are given. A record without a date gets the one that its address,
    text or file shows, unless the text is not to be looked into.
    """
    given = by_field(record.values)
    if record.skip:
        raise SkippedRecord(_facts_without_text(record, given))
    text = _body(given.get("text"))
    url, title, language = _url(given), _words(given, "title"), _words(given, "language")
    if languages is not None:
        language = language_of(text, language) or language
    day = dated(given.get("published_at"), url, text, record.source_uri, date_from_text)
    try:
        article = Article(
            article_id=_words(given, "article_id") or _hashed_id(url, title, text),
            url=url,
            source=_source(given, url),
            title=title,
            language=language,
            text=text,
            published_at=day.moment,
            published_from=day.origin,
        )
    except ValidationError as error:
        raise DataError("InvalidArticle", str(error)) from error
    found = FoundArticle(article, record.source_uri, record.position, record.group)
    code = declared_code(language)
    if languages is not None and code and code not in languages:
        raise SkippedRecord(facts_of(found, "skipped", f"language {code}"))
    lost = given.get("published_at") is not None and day.origin != "metadata"
    return ParsedRecord(found, lost)


def facts_of(found: FoundArticle, outcome: Outcome, reason: str | None = None) -> ArticleFacts:
    """What a lake keeps of an article besides its text."""
    article = found.article
    return ArticleFacts(
        **article.model_dump(exclude={"text"}),
        outcome=outcome,
        reason=reason,
        text_sha256=sha256(article.text.encode()).hexdigest(),
        characters=len(article.text),
        words=len(article.text.split()),
        source_uri=found.source_uri,
        position=found.position,
    )


def _facts_without_text(record: SourceRecord, given: Mapping[str, object]) -> ArticleFacts:
    url, title = _url(given), _words(given, "title")
    place = f"{record.source_uri}#{record.position}"
    day = dated(given.get("published_at"), url, "", record.source_uri)
    return ArticleFacts(
        article_id=_words(given, "article_id") or _hashed_id(url, title, place),
        url=url,
        source=_source(given, url),
        title=title,
        language=_words(given, "language"),
        published_at=day.moment,
        published_from=day.origin,
        outcome="skipped",
        reason=record.skip,
        source_uri=record.source_uri,
        position=record.position,
    )


def by_field(values: Mapping[str, object]) -> dict[str, object]:
    """The values under our own names: of several names for one field, the best that says anything.

    >>> by_field({"headline": "Talks", "title": "", "maintext": "They met."})
    {'title': 'Talks', 'text': 'They met.'}
    """
    known = {name.lower().replace("-", "_"): value for name, value in values.items()}
    if isinstance(page := known.get("html"), Mapping):  # where fundus keeps the addresses
        known = {**page, **known}
    found = {}
    for name, aliases in FIELD_ALIASES.items():
        for alias in aliases:
            if alias in known and not _says_nothing(known[alias]):
                found[name] = known[alias]
                break
    return found


def _says_nothing(value: object) -> bool:
    """Null, blank or empty, or the not-a-number that data frames write for null."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or value == [] or value == {} or value != value


def _body(value: object) -> str:
    """The text: a string, paragraphs, or sections of paragraphs as some crawlers keep them."""
    if value is None:
        raise DataError("MissingText", "the record has no text")
    text = "\n".join(_paragraphs(value))
    if not text.strip():
        raise DataError("MissingText", "the record's text is blank")
    if len(text) > MAX_TEXT_CHARS:
        size = f"{len(text):,} characters, more than {MAX_TEXT_CHARS:,}"
        raise DataError("TextTooLong", f"the record's text has {size}")
    return storable(text)


def _paragraphs(value: object, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if depth > MAX_DEPTH:
        raise DataError("WrongType", f"the text lies more than {MAX_DEPTH} lists deep")
    if isinstance(value, list | tuple):
        return [paragraph for part in value for paragraph in _paragraphs(part, depth + 1)]
    if isinstance(value, Mapping):
        parts = ("summary", "sections", "headline", "paragraphs", "value", "text")
        if kept := [value[part] for part in parts if part in value]:
            return _paragraphs(kept, depth + 1)
    raise DataError("WrongType", f"text is {_type_name(value)}, not text")


def _words(given: Mapping[str, object], name: str) -> str | None:
    """A short field as text: numbers are spelt."""
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        words = storable(str(value).strip())
        if len(words) > MAX_FIELD_CHARS:
            size = f"{len(words):,} characters, more than {MAX_FIELD_CHARS:,}"
            raise DataError("FieldTooLong", f"{name} has {size}")
        return words or None
    raise DataError("WrongType", f"{name} is {_type_name(value)}, not text")


def _url(given: Mapping[str, object]) -> str | None:
    """The address; some call it the source."""
    if (url := _words(given, "url")) is not None:
        return url
    source = given.get("source")
    return source.strip() if isinstance(source, str) and _is_address(source) else None


def _source(given: Mapping[str, object], url: str | None) -> str | None:
    """The outlet: a name, an object with one, or the host of an address."""
    value = given.get("source")
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or value.get("id")
    said = _words({"source": value}, "source")
    return _host(said) if said and _is_address(said) else said or _host(url)


def _is_address(text: str) -> bool:
    return text.lstrip().startswith(("http://", "https://"))


def _type_name(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "a truth value", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")


def _hashed_id(url: str | None, title: str | None, text: str) -> str:
    return stable_id("url", url) if url else stable_id("text", title, text)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # "http://[half an address"
        return None
    return host.removeprefix("www.") if host else None
