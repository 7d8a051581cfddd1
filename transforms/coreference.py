"""Who "he", "the two leaders" or a bare surname is: the running memory of one article."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from schemas.mention import Role
from transforms.actors import Actor, ActorTable, party_codes
from transforms.directory import Directory
from transforms.kinds import is_armed
from transforms.names import WORDS
from transforms.rulebook import rulebook

_ACCOMPANYING = frozenset({"along", "together"})
_MODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nmod:desc", "case"})
Cast = tuple[tuple[Actor, Role], ...]

_UNOFFICIAL = frozenset({"domestic"})
_STATELY = frozenset({"head", "deputy", "minister", "envoy", "official"})
"""Offices that a state or an organisation gives, even where the article does not say which."""


@dataclass(slots=True)
class Discourse:
    """What an article has said so far; the one object of the extraction that changes."""

    directory: Directory
    signed: bool = True  # a statement without a dateline, whose author says "I"
    together: bool = False  # says of a meeting that three or more sat together
    brief: bool = False  # too short to introduce anybody: its readers know who "Duarte" is
    subject: Actor | None = None  # the last person who was the subject of a sentence
    party: Actor | None = None  # the first state or organisation of the sentence before
    group: tuple[Actor, ...] = ()  # the sides of the last event
    organizations: tuple[Actor, ...] = ()  # of states, the last one named at the end
    seen: list[Actor] = field(default_factory=list)

    def resolve(self, cast: Cast, table: ActorTable) -> Cast:
        """The cast with pronouns replaced, surnames completed and private persons left out."""
        found: list[tuple[Actor, Role]] = []
        for actor, role in cast:
            for known in self.known(actor, table):
                if known.rank in _UNOFFICIAL or known.former:
                    continue
                if not any(_same(known, other) for other, _ in found):
                    found.append((known, role))
        found = [(_like_the_other(a, [b for b, _ in found]), r) for a, r in found]
        peers = any(a.rank in ("head", "minister", "igo_head") and a.name for a, _ in found)
        return tuple((a, r) for a, r in found if self._counts(a) and (peers or not _is_author(a)))

    def _counts(self, actor: Actor) -> bool:
        """Can it be a side: a party, a named official, or anybody whom a brief text names?"""
        if actor.name is None:
            return actor.party is not None or is_armed(actor)
        return self.brief or (actor.rank is not None if actor.party else actor.rank in _STATELY)

    def remember(self, table: ActorTable, cast: Cast) -> None:
        """Take a finished sentence in, and the event that it told, if any."""
        named = [self.directory.complete(a) for a in table.acting() if not a.anaphor]
        persons = [a for a in named if a.name and not _is_place(a, table)]
        if persons:
            self.subject = persons[0]
        self.party = next((a for a in named if a.party and not a.name and not a.adjective), None)
        if len(party_codes([a for a, _ in cast])) > 1:
            self.group = tuple(a for a, _ in cast)
        self.seen = [a for a in named if a.party and not a.adjective]
        self.organizations += tuple(a for a in table.actors if _is_of_states(a, table))

    def known(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """Whom the phrase means: one, several, or nobody who is known."""
        if not actor.anaphor:
            return [self.directory.complete(actor)]
        if actor.rank == "body":
            country = self.subject.country if self.subject else None
            return [replace(actor, country=country, anaphor=False)] if country else []
        if actor.plural:
            return self._several(actor, table)
        if actor.own:
            return self._country_of(actor, table)
        if actor.institution:
            return self._institution(actor, table)
        if actor.thing:
            return self._party_before(actor, table)
        if actor.rank is not None and (owned := self._owned(actor, table)):
            return owned
        if actor.rank is not None:
            title = actor.title or ""
            later = [a.name for a in table.actors if a.name and a.start >= actor.end]
            holder = self.directory.holder(title, self.subject, later) if title else None
            if holder is not None:
                return [replace(holder, start=actor.start, end=actor.end)]
            if actor.title is None:
                return self._author(actor, table)
            official = actor.rank == "head" and actor.title[0].isupper()
            return [replace(actor, country=self.directory.home, anaphor=False)] if official else []
        earlier = self._subject_before(actor, table)
        return [earlier] if earlier else []

    def _owned(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """The official of "its foreign minister"; a counterpart is never one's own."""
        before = table.sentence.tokens[actor.start - 1].lower if actor.start else ""
        if before != "its" or "counterpart" in (actor.title or "").lower():
            return []
        owner = self._party_before(replace(actor, start=actor.start - 1), table)
        return [
            replace(actor, country=o.country, organization=o.organization, anaphor=False)
            for o in owner
        ]

    def _author(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """Who says "I" outside quotation marks: the head of state whose statement the text is."""
        before = table.sentence.text[: table.sentence.tokens[actor.start].start]
        if not self.signed or any(mark in before for mark in '"“”'):
            return []
        return [replace(actor, country=self.directory.home, anaphor=False)]

    def _party_before(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """The state or organisation that "it" stands for: the last one in the sentence."""
        known = [a for a in table.actors if a.end <= actor.start and a.party and not a.name]
        known = [a for a in known if a.rank is None and not a.adjective and _heads(a, table)]
        found = known[-1] if known else self.party
        return [replace(found, start=actor.start, end=actor.end)] if found else []

    def _institution(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """The organisation that "the council" or "the bank" is: the last one that can be."""
        here = [a for a in table.actors if a.end <= actor.start and _is_of_states(a, table)]
        known = [a for a in (*self.organizations, *here) if _may_be(a, actor)]
        return [replace(known[-1], start=actor.start, end=actor.end)] if known else []

    def _country_of(self, actor: Actor, table: ActorTable) -> list[Actor]:
        """The state of the person named last before "whose country"."""
        named = [a for a in table.actors if a.name and a.end <= actor.start]
        person = self.directory.complete(named[-1]) if named else self.subject
        if person is None or person.country is None:
            return []
        return [Actor(actor.start, actor.end, country=person.country)]

    def _several(self, actor: Actor, table: ActorTable) -> list[Actor]:
        speakers = speech_subjects(table)
        same = [
            self.directory.complete(a)
            for a in table.acting()
            if a.end <= actor.start and not a.anaphor and not a.adjective and a not in speakers
            if not set(table.grammar.cases(a.end - 1)) & _ACCOMPANYING
        ]
        said = [self.directory.complete(a) for a in speakers if not a.anaphor]
        for pool in (same, said, list(self.group), self.seen):
            distinct = _one_per_party(pool)
            if len(distinct) > 1:
                named = any(a.name for a in distinct)
                return [self._as_described(a, actor, named) for a in distinct]
        return []

    def _as_described(self, actor: Actor, description: Actor, named: bool) -> Actor:
        """The state that "both countries", or the person that "the two presidents" means here.

        Where the article has *named* the other one, a holder of the office is no guess.
        """
        if description.states:
            return _as_state(actor, description)
        if actor.name or description.rank is None or actor.rank:
            return actor
        holders = [
            p
            for p in self.directory.persons
            if p.party == actor.party and p.rank == description.rank and not p.former
        ]
        if named and len(holders) == 1:
            return replace(holders[0], start=actor.start, end=actor.end)
        return replace(actor, rank=description.rank, title=description.title)

    def _subject_before(self, actor: Actor, table: ActorTable) -> Actor | None:
        """The first person named in the sentence, else its first official, else who was before."""
        earlier = [a for a in table.actors if a.end <= actor.start and not a.anaphor]
        named = [a for a in earlier if a.name]
        officials = [a for a in earlier if _is_official(a, table)]
        found = next(iter(named or officials), None)
        return self.directory.complete(found) if found else self.subject


def speech_subjects(table: ActorTable) -> list[Actor]:
    """The actors who only report, or judge, what the sentence says."""
    say = rulebook().words("@say+@judge")
    return [
        actor
        for token in table.sentence.tokens
        if token.lower in say and token.pos == "VERB"
        for j in table.grammar.slot(token.i, "subj")
        for actor in table.at(j)
    ]


def _as_state(actor: Actor, description: Actor) -> Actor:
    """The state of a person whom "both countries" refers back to."""
    if actor.country is None:
        return replace(actor, start=description.start, end=description.end)
    return Actor(description.start, description.end, country=actor.country)


def _is_of_states(actor: Actor, table: ActorTable) -> bool:
    """Is it an organisation, no armed group and no opposition?"""
    if actor.organization is None:
        return False
    kind = table.gazetteer.organization(actor.organization).kind
    return kind not in ("armed_group", "opposition")


def _may_be(organization: Actor, noun: Actor) -> bool:
    """Can the noun mean the organisation: its name has the word, or it fits most of them?"""
    words = (organization.label or "").lower().split()
    return noun.institution in words or noun.institution in WORDS["unnamed"]


def _is_official(actor: Actor, table: ActorTable) -> bool:
    """Is it one official without a name who is the subject: "Peru's president said he ..."?"""
    single = actor.rank in _STATELY and actor.party and not actor.plural
    return bool(single) and table.sentence.tokens[actor.end - 1].dep.startswith("nsubj")


def _like_the_other(actor: Actor, sides: list[Actor]) -> Actor:
    """A *counterpart* holds the office of the other side."""
    if (actor.title or "").lower() not in ("counterpart", "counterparts"):
        return actor
    other = next((a for a in sides if a.rank and a.title and a != actor), None)
    return replace(actor, rank=other.rank) if other else actor


def _is_author(actor: Actor) -> bool:
    """Is it the "I" of a statement? Only in company of leaders is that a head of state too."""
    return actor.rank == "head" and actor.name is None and actor.title is None


def _heads(actor: Actor, table: ActorTable) -> bool:
    """Is it a noun phrase of its own, not a modifier as in "Peru's steel company"?"""
    return table.sentence.tokens[actor.end - 1].dep not in _MODIFIERS


def _one_per_party(actors: Iterable[Actor]) -> list[Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.party:
            known = found.get(actor.party)
            if known is None or (actor.name and not known.name):
                found[actor.party] = actor
    return list(found.values())


def _same(a: Actor, b: Actor) -> bool:
    return (a.name, a.party, a.title) == (b.name, b.party, b.title) or bool(
        a.name and a.name == b.name
    )


def _is_place(actor: Actor, table: ActorTable) -> bool:
    return bool(set(table.grammar.cases(actor.end - 1)) & {"in", "at", "near"})
