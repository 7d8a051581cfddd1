"""Records of any crawler → articles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from pydantic import ValidationError

from schemas.article import FIELD_ALIASES, Article
from schemas.failure import DataError, Failure, storable
from schemas.identity import stable_id
from transforms.datelines import published_from_text
from transforms.publication import midnight, published_moment

MAX_FIELD_CHARS = 10_000
"""Of a title, a name, an address: what is longer is something else in the wrong field."""

MAX_DEPTH = 32
"""Of lists and sections in a text."""

MAX_TEXT_CHARS = 500_000
"""A longer text is no article: an archive, or a page gone wrong. The longest seen has 252,000."""

DateOrigin = Literal["metadata", "text", "nothing"]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One record as it was read, and where it stands; positions count from 1."""

    source_uri: str
    position: int
    values: Mapping[str, object] = field(default_factory=dict)
    raw: bytes | None = None

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


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article together with the place where it was read."""

    article: Article
    source_uri: str | None = None
    position: int | None = None

    @property
    def origin(self) -> str:
        """A text that sorts as the records stand: by file, then by position."""
        return f"{self.source_uri}#{self.position or 0:012d}"


@dataclass(frozen=True, slots=True)
class ParsedRecord:
    """An article, where its date is from, and whether a date of the metadata was given up."""

    found: FoundArticle
    date_origin: DateOrigin
    date_lost: bool


def parse_record(record: SourceRecord, date_from_text: bool = True) -> ParsedRecord:
    """The article that a record holds; raises `DataError` if it holds none.

    A record without a date gets the one its text shows, unless that is not to be looked for.
    """
    given = by_field(record.values)
    text = _body(given.get("text"))
    url, title = _words(given, "url"), _words(given, "title")
    moment = published_moment(given.get("published_at"))
    origin: DateOrigin = "metadata" if moment else "nothing"
    if moment is None and date_from_text and (day := published_from_text(text)):
        moment, origin = midnight(day), "text"
    try:
        article = Article(
            article_id=_words(given, "article_id") or _hashed_id(url, title, text),
            url=url,
            source=_words(given, "source") or _host(url),
            title=title,
            language=_words(given, "language"),
            text=text,
            published_at=moment,
        )
    except ValidationError as error:
        raise DataError("InvalidArticle", str(error)) from error
    lost = given.get("published_at") is not None and origin != "metadata"
    return ParsedRecord(FoundArticle(article, record.source_uri, record.position), origin, lost)


def by_field(values: Mapping[str, object]) -> dict[str, object]:
    """The values under our own names: of several names for one field, the best that says anything.

    >>> by_field({"headline": "Talks", "title": "", "maintext": "They met."})
    {'title': 'Talks', 'text': 'They met.'}
    """
    known = {name.lower().replace("-", "_"): value for name, value in values.items()}
    found = {}
    for name, aliases in FIELD_ALIASES.items():
        for alias in aliases:
            value = known.get(alias)
            if not _says_nothing(value):
                found[name] = value
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
    """A short field as text: numbers are spelt, a source may be an object with a name."""
    value = given.get(name)
    if isinstance(value, Mapping) and name == "source":
        value = value.get("name") or value.get("title") or value.get("id")
    if value is None:
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        words = storable(str(value).strip())
        if len(words) > MAX_FIELD_CHARS:
            size = f"{len(words):,} characters, more than {MAX_FIELD_CHARS:,}"
            raise DataError("FieldTooLong", f"{name} has {size}")
        return words or None
    raise DataError("WrongType", f"{name} is {_type_name(value)}, not text")


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
