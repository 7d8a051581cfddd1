"""What one article says about one event: a meeting mention or a treaty mention."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator, model_validator

from schemas.article import PublishedFrom, UtcDatetime
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

EventType = Literal["meeting", "treaty"]
Status = Literal["occurred", "planned", "proposed", "cancelled"]
MeetingFormat = Literal[
    "bilateral",
    "trilateral",
    "multilateral",
    "summit",
    "visit",
    "phone_call",
    "virtual",
    "mediation",
]
TreatyAction = Literal[
    "negotiating",
    "proposed",
    "agreed",
    "signed",
    "ratified",
    "in_force",
    "joined",
    "extended",
    "amended",
    "suspended",
    "withdrew",
    "violated",
    "rejected",
    "expired",
]
Role = Literal["participant", "host", "visitor", "mediator", "signatory", "member"]
DatePrecision = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class ArrowType:
    """The Arrow type of a column where the Python type alone leaves a choice."""

    name: str


Int8 = Annotated[int, Field(ge=-128, le=127), ArrowType("int8")]
Int32 = Annotated[int, Field(ge=0, lt=2**31), ArrowType("int32")]
Float32 = Annotated[float, ArrowType("float32")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3, or one of its former codes (SUN, YUG, DDR, CSK)."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Participant(_Record):
    """One side of an event; name and title as the article has them."""

    name: str | None = None
    title: str | None = None
    country: Country | None = None
    organization: str | None = None
    role: Role = "participant"

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not (self.name or self.country or self.organization):
            raise ValueError("a participant needs a name, a country or an organization")
        return self


class Evidence(_Record):
    """An exact span of the article: `text == article.text[char_start:char_end]`."""

    text: str = Field(min_length=1)
    char_start: Annotated[int, Field(ge=0), ArrowType("int32")]
    char_end: Annotated[int, Field(ge=1), ArrowType("int32")]

    @model_validator(mode="after")
    def _spans_its_text(self) -> Self:
        if self.char_end - self.char_start != len(self.text):
            raise ValueError(f"span {self.char_start}:{self.char_end} is not as long as its text")
        return self


class EventFacts(_Record):
    """What is known of an event, whether one article says it or many do together."""

    event_type: EventType
    status: Status
    is_background: bool = False
    meeting_format: MeetingFormat | None = None
    treaty_action: TreatyAction | None = None
    participants: tuple[Participant, ...] = ()
    parties: tuple[str, ...] = ()
    place: str | None = None
    place_country: Country | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    event_date_start: date | None = None
    event_date_end: date | None = None
    date_precision: DatePrecision | None = None
    date_text: str | None = None
    duration_minutes: Int32 | None = None
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    instrument: str | None = None
    instrument_kind: str | None = None
    provisions: tuple[str, ...] = ()
    cameo_code: Annotated[str, Field(pattern=r"^\d{3,4}$")] | None = None
    plover_event: str | None = None
    plover_mode: str | None = None
    quad_class: Annotated[int, Field(ge=1, le=4), ArrowType("int8")] | None = None
    goldstein: Annotated[float, Field(ge=-10, le=10), ArrowType("float32")] | None = None

    @field_validator("parties")
    @classmethod
    def _are_sorted(cls, parties: tuple[str, ...]) -> tuple[str, ...]:
        if list(parties) != sorted(set(parties)):
            raise ValueError(f"parties must be sorted and distinct: {parties!r}")
        return parties

    @model_validator(mode="after")
    def _dates_fit(self) -> Self:
        start, end = self.event_date_start, self.event_date_end
        if end is not None and (start is None or start > end):
            raise ValueError(f"the event ends on {end} but starts on {start}")
        if (start is None) != (self.date_precision is None):
            raise ValueError("a date and its precision come together")
        return self


class Provenance(_Record):
    """Which article says it."""

    mention_id: str = Field(min_length=1)
    article_id: str = Field(min_length=1)
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published_at: UtcDatetime | None = None
    published_from: PublishedFrom | None = None


class MentionColumns(EventFacts, Provenance):
    """The columns that meetings and treaties share, in the order of the Parquet files."""

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    rules: tuple[str, ...] = Field(min_length=1)
    confidence: Annotated[float, Field(ge=0, le=1), ArrowType("float32")]
    language_model: str
    schema_version: str = SCHEMA_VERSION
    pipeline_version: str = PIPELINE_VERSION


class MeetingMention(MentionColumns):
    """A meeting, call, visit, summit or mediation that an article reports."""

    event_type: Literal["meeting"] = "meeting"
    treaty_action: None = None


class TreatyMention(MentionColumns):
    """An agreement between states, organisations or armed parties that an article reports."""

    event_type: Literal["treaty"] = "treaty"
    meeting_format: None = None
    treaty_action: TreatyAction


EventMention = MeetingMention | TreatyMention
EVENT_MENTION: TypeAdapter[EventMention] = TypeAdapter(
    Annotated[EventMention, Field(discriminator="event_type")]
)
"""Validates and parses either kind, told apart by `event_type`."""


def parties_of(participants: tuple[Participant, ...]) -> tuple[str, ...]:
    """The distinct codes of the participants, sorted: the country, else the organisation.

    >>> parties_of((Participant(country="TCD"), Participant(name="A. Rutte", organization="NATO")))
    ('NATO', 'TCD')
    """
    return tuple(sorted({code for p in participants if (code := p.country or p.organization)}))


STATUSES: tuple[Status, ...] = get_args(Status)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
