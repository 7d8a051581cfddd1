"""What one sentence reports of one event: its sides, date, place, status and content, resolved."""

from dataclasses import dataclass
from typing import Literal

from schemas.mention import EventType, MeetingFormat, Status, TreatyAction
from schemas.rule import Pattern
from transforms.actors import Actor, party_codes
from transforms.coreference import Cast
from transforms.dates import ResolvedDate
from transforms.places import Place

Relation = Literal["same", "next"]
"""At the time of another event ("as Duarte visited Peru"), or a day after ("on the eve of")."""


@dataclass(frozen=True, slots=True)
class Report:
    """One event as one sentence tells it."""

    event_type: EventType
    pattern: Pattern
    status: Status
    sentence: int  # index among the article's sentences
    cast: Cast
    meeting_format: MeetingFormat | None = None
    treaty_action: TreatyAction | None = None
    refused: bool = False
    certain: bool = True  # is the status said, or only not denied: "Duarte's trip to Peru"
    background: bool = False
    definite: bool = False  # speaks of it as known: "the pact", "their talks"
    vague: bool = False  # names no sides of its own: "the talks", "the agreement"
    when: ResolvedDate | None = None
    where: Place | None = None
    instrument: str | None = None
    instrument_kind: str | None = None
    which: int | None = None  # of the article's instruments
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    duration: int | None = None
    summit: bool = False
    session: bool = False  # of an organisation: more sides take part than are named
    trigger: int = 0
    relation: Relation | None = None  # to the date of another event of the sentence
    by_fallback: bool = False  # the sides were looked for in the governing clause
    on_surface: bool = False  # the sides were found by word order
    likely: float = 1.0  # as judged: probability that it is an event
    word: str = ""  # that tells of it, in lower case
    wording: frozenset[str] = frozenset()  # what hangs on the word, as traits
    words: frozenset[str] = frozenset()  # of the sentence, those that say what it is about

    @property
    def actors(self) -> list[Actor]:
        """The sides without their roles."""
        return [actor for actor, _ in self.cast]

    @property
    def parties(self) -> set[str]:
        """Codes of the parties."""
        return party_codes(self.actors)
