"""The article as it enters, and the names under which the world's crawlers know its fields."""

from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

EARLIEST_YEAR, LATEST_YEAR = 1700, 2100
"""Years in which an article can have been published. No clock: results repeat."""

PublishedFrom = Literal["metadata", "url", "dateline", "caption", "file_name"]
"""What says when an article was published, the most trusted first."""

FIELD_ALIASES = MappingProxyType(
    {
        "article_id": ("article_id", "id", "uuid", "guid", "articleid", "doc_id", "docid", "uri"),
        "url": (
            "url",
            "link",
            "href",
            "article_url",
            "canonical_url",
            "canonical_link",
            "web_url",
            "weburl",
            "share_url",
            "responded_url",
            "requested_url",
        ),
        "source": (
            "source",
            "source_name",
            "source_domain",
            "source_hostname",
            "publisher",
            "outlet",
            "media_name",
            "sitename",
            "site_name",
            "hostname",
            "publication",
            "site",
            "domain",
            "agency",
        ),
        "title": ("title", "headline", "head", "title_page", "title_rss", "webtitle"),
        "language": ("language", "lang", "meta_lang", "locale"),
        "text": (
            "text",
            "body",
            "content",
            "maintext",
            "plaintext",
            "article_text",
            "full_text",
            "fulltext",
            "cleaned_text",
            "articlebody",
            "article_body",
            "body_text",
            "bodytext",
            "plain_text",
            "story",
            "article",
        ),
        "published_at": (
            "published_at",
            "publishedat",
            "published",
            "publish_date",
            "date_publish",
            "date_published",
            "datepublished",
            "publishing_date",
            "published_date",
            "published_time",
            "pubdate",
            "pub_date",
            "publication_date",
            "publicationdate",
            "publishdate",
            "publication_datetime",
            "published_datetime_utc",
            "webpublicationdate",
            "datetimepub",
            "seendate",
            "date",
            "datetime",
            "timestamp",
        ),
    }
)
"""Field of `Article` → names that mean it, best first, compared in lower case with `-` as `_`."""


def in_utc(moment: datetime) -> datetime:
    """The same moment, in UTC. One without a time zone is refused: it names no moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


UtcDatetime = Annotated[datetime, AfterValidator(in_utc)]
"""A moment with a time zone, kept in UTC."""


class Article(BaseModel):
    """One news article, ready for extraction."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: str = Field(min_length=1)
    url: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    text: str
    published_at: UtcDatetime | None = None
    published_from: PublishedFrom | None = None

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text or text.isspace():
            raise ValueError("an article needs a text")
        return text

    @field_validator("published_at")
    @classmethod
    def _is_plausible(cls, moment: datetime | None) -> datetime | None:
        if moment is not None and not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            raise ValueError(f"an article of the year {moment.year} is not believed")
        return moment
