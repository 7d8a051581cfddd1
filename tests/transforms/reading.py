"""Short ways into the extraction for tests: texts and hand-built parses, read by the one model."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from schemas.mention import MeetingMention, TreatyMention
from schemas.rule import Pattern
from tests.factories import make_article
from transforms.actors import Actor, ActorTable
from transforms.dates import ResolvedDate
from transforms.extract import Extractor, Mention
from transforms.match import Match
from transforms.report import Report
from transforms.rulebook import rulebook
from transforms.syntax import Entity, ParsedSentence, Token

WEDNESDAY = datetime(2024, 5, 15, tzinfo=UTC)
_POS = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "IN": "ADP",
    "MD": "AUX",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "POS": "PART",
    "TO": "PART",
}
_FAMILIES = {"JJ": "ADJ", "NN": "NOUN", "PR": "PRON", "RB": "ADV", "VB": "VERB", "WP": "PRON"}


@cache
def extractor() -> Extractor:
    """The extractor with the shipped model, loaded once for all tests of a process."""
    return Extractor()


def sentence_of(rows: str, *entities: Entity) -> ParsedSentence:
    """A parse by hand, one ``word/TAG/dep/head`` for each word; heads count from 0.

    Coarse parts of speech follow from the tags, and from the relations for auxiliaries.
    """
    tokens: list[Token] = []
    start = 0
    for i, row in enumerate(rows.split()):
        word, tag, dep, head = row.split("/")
        pos = "AUX" if dep.startswith(("aux", "cop")) else _POS.get(tag) or _FAMILIES.get(tag[:2])
        tokens.append(Token(i, word, pos or "PUNCT", tag, dep, int(head), start, start + len(word)))
        start += len(word) + 1
    return ParsedSentence.of(" ".join(t.text for t in tokens), tokens, entities)


def parsed(text: str) -> ParsedSentence:
    """One sentence, parsed by the shipped model."""
    [sentence] = extractor().language.parse([text])
    return sentence


def table_of(text: str, surnames: frozenset[str] = frozenset(), brief: bool = False) -> ActorTable:
    """The actors of one sentence."""
    return extractor().table(parsed(text), surnames, brief)


def index_of(word: str, sentence: ParsedSentence) -> int:
    """Where the word first stands in the sentence."""
    return next(t.i for t in sentence.tokens if t.text == word)


def words_at(sentence: ParsedSentence, indices: tuple[int, ...] | list[int]) -> list[str]:
    """The words at these places."""
    return [sentence.tokens[i].text for i in indices]


def matches_of(text: str, brief: bool = False) -> list[Match]:
    """The patterns that fire in one sentence."""
    return list(extractor().matcher.matches(table_of(text, brief=brief)))


def mentions_of(text: str) -> tuple[Mention, ...]:
    """The mentions of an article published on Wednesday, 15 May 2024."""
    [(_, mentions)] = extractor().extract([make_article(text, published_at=WEDNESDAY)])
    return mentions


def meetings_of(text: str) -> list[MeetingMention]:
    """The meetings among the mentions of a text."""
    return [m for m in mentions_of(text) if isinstance(m, MeetingMention)]


def treaties_of(text: str) -> list[TreatyMention]:
    """The treaty events among the mentions of a text."""
    return [m for m in mentions_of(text) if isinstance(m, TreatyMention)]


def people(mention: Mention) -> set[str]:
    """The surnames of the persons who take part."""
    return {p.name.split()[-1] for p in mention.participants if p.name and p.country}


def pattern_of(event_type: str, creates: bool = True) -> Pattern:
    """Some shipped pattern for events of a type."""
    return next(
        p for p in rulebook().patterns if p.event_type == event_type and p.creates == creates
    )


def make_meeting_report(*actors: Actor, **fields: Any) -> Report:
    """A meeting of these actors, told in the first sentence."""
    cast = tuple((actor, "participant") for actor in actors)
    values = {"pattern": pattern_of("meeting"), "status": "occurred", "sentence": 0, "cast": cast}
    return Report(**{"event_type": "meeting", **values, **fields})


def make_treaty_report(*actors: Actor, **fields: Any) -> Report:
    """A treaty that these actors signed, told in the first sentence."""
    cast = tuple((actor, "signatory") for actor in actors)
    values = {"pattern": pattern_of("treaty"), "status": "occurred", "sentence": 0, "cast": cast}
    return Report(**{"event_type": "treaty", "treaty_action": "signed", **values, **fields})


def on_day(day: int, month: int = 5, year: int = 2024) -> ResolvedDate:
    """A resolved day."""
    when = date(year, month, day)
    return ResolvedDate(when, when, "day", when.isoformat())


ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
JOE = Actor(9, 12, "Joseph Mwori", "President", "KEN", rank="head")
RUI = Actor(0, 3, "Rui Lopes", "President", "PRT", rank="head")
MINISTERS = tuple(
    Actor(0, 2, title="Foreign Minister", country=c, rank="minister") for c in ("PRT", "MNG")
)
TALKS = make_meeting_report(ANA, BAT)
PACT = make_treaty_report(ANA, BAT, instrument="fish pact", instrument_kind="pact")
