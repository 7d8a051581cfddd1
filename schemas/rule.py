"""Shapes of the rule data: word groups and patterns, as they stand in the TOML files."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.mention import EventType, MeetingFormat, Role, Status, TreatyAction


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordGroup(_Record):
    """Words that mean the same to the rules; patterns name a group as ``@id``."""

    id: str
    pos: Literal["verb", "noun", "adjective", "cue"]
    words: tuple[str, ...] = Field(min_length=1)
    why: str

    @model_validator(mode="after")
    def _sorted(self) -> Self:
        if list(self.words) != sorted(set(self.words)):
            raise ValueError(f"group {self.id!r}: words must be sorted and distinct")
        return self


class Pattern(_Record):
    """One way in which a sentence reports an event.

    ``trigger`` is a word group; ``slots`` maps grammatical paths from the trigger to the role of
    the actors found there; ``otherwise`` is tried when ``slots`` name fewer than ``parties``
    actors. ``require`` lists paths that must lead to a word of a group, ``forbid`` those that must
    not. ``creates = false`` only adds to events told elsewhere.
    ``destination`` leads to the place that is visited, ``venue`` to the place of a meeting.
    ``denied`` makes the pattern fire only where its verb is negated or fails.
    ``surface = false`` keeps the pattern from being tried by word order where the parse fails.
    """

    id: str
    event_type: EventType
    why: str
    trigger: str
    require: dict[str, str] = {}
    forbid: dict[str, str] = {}
    slots: dict[str, Role]
    otherwise: dict[str, Role] = {}
    parties: int = 2
    meeting_format: MeetingFormat | None = None
    treaty_action: TreatyAction | None = None
    status: Status | None = None
    instrument: str | None = None
    destination: str | None = None
    venue: str | None = None
    states_only: bool = False
    surface: bool = True
    creates: bool = True
    denied: bool = False
    confidence: float = Field(default=0.8, gt=0, le=1)
    fires: tuple[str, ...] = Field(min_length=2)
    silent: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.event_type == "treaty" and self.treaty_action is None:
            raise ValueError(f"pattern {self.id!r}: a treaty pattern needs a treaty_action")
        if self.event_type == "meeting" and self.treaty_action is not None:
            raise ValueError(f"pattern {self.id!r}: a meeting pattern has no treaty_action")
        return self
