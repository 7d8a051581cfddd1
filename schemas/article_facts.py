"""What a lake keeps of an article that came in: a row of `articles/`, without the text."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.article import PublishedFrom, UtcDatetime
from schemas.mention import ArrowType
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

Outcome = Literal["read", "copy", "skipped"]
"""What became of an article: it was read, it says what another says, or it is none for us."""

Size = Annotated[int, Field(ge=0, lt=2**31), ArrowType("int32")]


class ArticleFacts(BaseModel):
    """One article; `text_sha256` is the hash of its text in UTF-8, null where there is no text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    language: str | None = None
    published_at: UtcDatetime | None = None
    published_from: PublishedFrom | None = None
    outcome: Outcome = "read"
    reason: str | None = None
    text_sha256: str | None = None
    characters: Size = 0
    words: Size = 0
    source_uri: str | None = None
    position: int | None = None
    schema_version: str = SCHEMA_VERSION
    pipeline_version: str = PIPELINE_VERSION


class ArticleText(BaseModel):
    """The text of one article, exactly as evidence counts its characters; a row of `texts/`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: str
    text: str
    source_uri: str | None = None
    position: int | None = None
