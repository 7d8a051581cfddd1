"""One event of the real world: what all mentions of it say together, and how the news changed."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.article import UtcDatetime
from schemas.mention import ArrowType, EventFacts, Int32
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

RevisedField = Literal["status", "event_date_start", "parties", "place"]
Kinship = Literal["part_of", "includes", "follows", "precedes"]
"""Talks are *part of* the visit that *includes* them; a ratification *follows* the signing."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Revision(_Record):
    """The moment when the news of an event changed: the first article that said so."""

    published_at: UtcDatetime | None = None
    article_id: str
    field: RevisedField
    old: str
    new: str


class Alternative(_Record):
    """A value that some sources give and the consensus does not follow."""

    field: str
    value: str
    n_sources: Int32
    weight: Annotated[float, ArrowType("float32")]


class RelatedEvent(_Record):
    """Another event that belongs to this one."""

    event_id: str
    kinship: Kinship


class Event(EventFacts):
    """An event with the consensus of its mentions; `status` is the latest word."""

    event_id: str = Field(min_length=1)
    first_published_at: UtcDatetime | None = None
    last_published_at: UtcDatetime | None = None
    mention_ids: tuple[str, ...] = Field(min_length=1)
    article_ids: tuple[str, ...] = Field(min_length=1)
    n_articles: Annotated[int, Field(ge=1), ArrowType("int32")]
    n_sources: Annotated[int, Field(ge=1), ArrowType("int32")]
    confidence: Annotated[float, Field(ge=0, le=1), ArrowType("float32")]
    alternatives: tuple[Alternative, ...] = ()
    revisions: tuple[Revision, ...] = ()
    related_events: tuple[RelatedEvent, ...] = ()
    component: str = Field(min_length=1)
    """The smallest id of the mentions that hang together, those of this event among them."""
    schema_version: str = SCHEMA_VERSION
    pipeline_version: str = PIPELINE_VERSION
