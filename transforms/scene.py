"""What a sentence and its article offer to judge an event by: who is named, what the rules read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from schemas.mention import Role
from schemas.rule import Pattern
from transforms.actors import Actor, ActorTable
from transforms.coreference import Discourse
from transforms.directory import Directory
from transforms.report import Report
from transforms.syntax import Token

Where = str
"""From where a side comes: the sentence itself, the one before, the last event, the article."""

CALLS = {"phone_call": "call", "virtual": "call", "visit": "visit"}
ENDINGS = {"suspended": "withdrew", "expired": "withdrew"}
_OFTEN = 3  # parties that an article names most, which may be the sides of any event in it


def kind_of(pattern: Pattern) -> str:
    """What sort of event the pattern tells of: talks, visit or call; the action of a treaty."""
    if pattern.treaty_action is None:
        return CALLS.get(pattern.meeting_format or "", "talks")
    return ENDINGS.get(pattern.treaty_action, pattern.treaty_action)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may tell of an event of some kind, and the patterns that it may belong to."""

    kind: str
    trigger: int
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who may take part in an event: as written, and who it is."""

    written: Actor
    actor: Actor
    where: Where

    @property
    def party(self) -> str:
        """The code of its party."""
        return self.actor.party or ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence in its article, when the rules have read it."""

    table: ActorTable
    sides: tuple[Side, ...]
    speakers: frozenset[int]  # words of those who only report what the sentence says
    told: tuple[Report, ...]
    private: frozenset[int]  # triggers that the rules know to be nobody's but firms', or games'
    named: Counter[str]  # how many times the article names each party
    home: str | None
    index: int
    caption: bool
    length: int  # characters of the article
    published: date | None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the sentence."""
        return self.table.sentence.tokens

    @property
    def here(self) -> list[Side]:
        """The sides that the sentence itself names."""
        return [side for side in self.sides if side.where == "here"]

    def only_says(self, side: Side) -> bool:
        """Does it tell of the event, or judge it: "Kenya said that Peru and Chile signed"?"""
        return not self.speakers.isdisjoint(range(side.written.start, side.written.end))

    def reports(self, kind: str) -> list[Report]:
        """What the rules read of this kind."""
        return [report for report in self.told if kind_of(report.pattern) == kind]

    def reports_at(self, suspect: Suspect) -> list[Report]:
        """What the rules read of this kind at this very word."""
        return [r for r in self.reports(suspect.kind) if r.trigger == suspect.trigger]


def sides_of(table: ActorTable, discourse: Discourse, named: Counter[str]) -> Iterator[Side]:
    """All who may be meant: named here, in the sentence before, in the last event, or often."""
    known: set[str] = set()
    for actor in table.actors:
        for found in discourse.known(actor, table):
            if found.party and not found.former:
                known.add(found.party)
                yield Side(actor, found, "here")
    for where, actors in (("before", discourse.seen), ("event", discourse.group)):
        for actor in _unknown(actors, known):
            yield Side(actor, actor, where)
    for party, _ in named.most_common(_OFTEN):
        if party not in known:
            actor = _party(party)
            yield Side(actor, actor, "article")


def parties_named(tables: Iterable[ActorTable], directory: Directory) -> Counter[str]:
    """How often the sentences of an article name each party."""
    actors = (directory.complete(actor) for table in tables for actor in table.actors)
    return Counter(actor.party for actor in actors if actor.party)


def _unknown(actors: Iterable[Actor], known: set[str]) -> Iterator[Actor]:
    for actor in actors:
        if actor.party and actor.party not in known:
            known.add(actor.party)
            yield actor


def _party(code: str) -> Actor:
    """A party by its code alone: three letters are a country's."""
    is_country = len(code) == 3 and code.isalpha() and code.isupper()
    return Actor(-1, -1, country=code) if is_country else Actor(-1, -1, organization=code)


def role_of(side: Side, pattern: Pattern) -> Role:
    """The role that the pattern gives to sides; a state without a person is where a visit goes."""
    first: Role = next(iter(pattern.slots.values()), "participant")
    alone = side.actor.name is None and side.actor.rank is None
    return "host" if pattern.meeting_format == "visit" and alone else first
