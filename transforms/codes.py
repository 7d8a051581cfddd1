"""CAMEO, PLOVER and Goldstein codes of a mention, read from the table in codes.toml."""

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from schemas.mention import EventType, MeetingFormat, Status, TreatyAction
from transforms.rulebook import read_toml


class CodeRow(BaseModel):
    """One row of codes.toml: its conditions, and the codes that it gives."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str
    event_type: EventType
    status: tuple[Status, ...] = ()
    meeting_format: tuple[MeetingFormat, ...] = ()
    treaty_action: tuple[TreatyAction, ...] = ()
    instrument_kind: tuple[str, ...] = ()
    topic: str | None = None
    refused: bool = False
    third_place: bool = False
    cameo: str
    quad: int
    goldstein: float
    plover: str
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the codes depend on."""

    event_type: EventType
    status: Status
    meeting_format: MeetingFormat | None = None
    treaty_action: TreatyAction | None = None
    instrument: str | None = None
    instrument_kind: str | None = None
    refused: bool = False
    third_place: bool = False


@cache
def code_rows() -> tuple[CodeRow, ...]:
    """The table in its order."""
    return tuple(CodeRow.model_validate(raw) for raw in read_toml("lexicons/codes.toml")["code"])


@cache
def _topics() -> dict[str, frozenset[str]]:
    table = read_toml("lexicons/codes.toml")["topics"]
    return {topic: frozenset(words) for topic, words in table.items()}


def codes_of(facts: Facts) -> CodeRow | None:
    """The first row whose conditions all hold; None where the schemes have no code."""
    return next((row for row in code_rows() if _holds(row, facts)), None)


def _holds(row: CodeRow, facts: Facts) -> bool:
    return (
        row.event_type == facts.event_type
        and (not row.status or facts.status in row.status)
        and (not row.meeting_format or facts.meeting_format in row.meeting_format)
        and (not row.treaty_action or facts.treaty_action in row.treaty_action)
        and (not row.instrument_kind or facts.instrument_kind in row.instrument_kind)
        and (row.topic is None or bool(_words(facts.instrument) & _topics()[row.topic]))
        and (not row.refused or facts.refused)
        and (not row.third_place or facts.third_place)
    )


def _words(text: str | None) -> set[str]:
    return set((text or "").lower().split())
