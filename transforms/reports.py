"""What one sentence reports: a match with its sides, date, place, status and content resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from schemas.mention import EventType, MeetingFormat, Role, Status, TreatyAction
from schemas.rule import Pattern
from transforms.actors import Actor, ActorTable, party_codes
from transforms.circumstances import Circumstances, Place
from transforms.content import Content, kind_of
from transforms.coreference import Cast, Discourse, speech_subjects
from transforms.date_meanings import Tense
from transforms.dates import ResolvedDate, resolve_date
from transforms.durations import find_duration
from transforms.match import Match, Matcher, distinct_sides, is_kind
from transforms.rulebook import read_toml
from transforms.status import is_attempt, refusal, status_of
from transforms.syntax import Token

_LONG_AGO = 150  # days; news that old comes with its year
_NEARBY = 12  # words between an instrument and a state that is taken for its party
_MEANWHILE = frozenset({"as", "while"})
_PRIVATE = frozenset(read_toml("lexicons/cues.toml")["private"]["words"])
_DEFINITE = frozenset({"the", "this", "that", "their", "its", "these", "both"})
_MEDIUM = read_toml("lexicons/cues.toml")["medium"]
_BACKGROUND = frozenset(read_toml("lexicons/cues.toml")["background"]["words"])


Relation = Literal["same", "next"]
"""At the time of another event ("as Duarte visited Peru"), or on the day after ("on the eve of")."""


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
    background: bool = False
    definite: bool = False  # speaks of it as known: "the pact", "their talks"
    vague: bool = False  # names no sides of its own: "the talks", "the agreement"
    when: ResolvedDate | None = None
    where: Place | None = None
    instrument: str | None = None
    instrument_kind: str | None = None
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    duration: int | None = None
    summit: bool = False
    trigger: int = 0
    relation: Relation | None = None  # to the date of another event of the sentence
    by_fallback: bool = False  # the sides were looked for in the governing clause
    confidence: float = 0.5

    @property
    def actors(self) -> list[Actor]:
        """The sides without their roles."""
        return [actor for actor, _ in self.cast]

    @property
    def parties(self) -> set[str]:
        """Codes of the parties."""
        return party_codes(self.actors)


@dataclass(frozen=True)
class SentenceReader:
    """Turns the matches of a sentence into reports."""

    matcher: Matcher
    published: date | None

    def reports(self, table: ActorTable, index: int, discourse: Discourse) -> Iterator[Report]:
        """The events that the sentence reports, in text order."""
        read = (self._report(m, table, index, discourse) for m in self.matcher.matches(table))
        found = [report for report in read if report is not None]
        for report in found:
            if not _repeats(report, found):
                yield from per_counterpart(report, discourse.together)

    def _report(
        self, match: Match, table: ActorTable, index: int, discourse: Discourse
    ) -> Report | None:
        status = match.pattern.status or status_of(table.grammar, match.trigger)
        if status is None or self._is_private(match, table) or self._is_denied(match, table):
            return None
        around = Circumstances(table.grammar, table.gazetteer)
        where, goal = self._places(match, around)
        cast = discourse.resolve(match.cast, table, match.trigger)
        if match.pattern.destination:
            heads_for = "to" in [t.lower for t in table.sentence.tokens[match.trigger + 1 :][:2]]
            cast = _with_host(cast, goal, match, heads_for)
            where = goal or where
        if not _is_international(cast, match, table):
            cast = self._parties_nearby(match, table, discourse)
            if not cast and not match.what and not self._is_definite(match, table):
                return None
        phrase = around.when(match.trigger)
        is_past = status == "occurred" and not _is_present(match, table)
        tense: Tense = "past" if is_past else "future"
        when = self._resolved(phrase.text, tense) if phrase else None
        if status == "occurred" and when and self.published and when.start > self.published:
            status = "planned"
        return self._filled(match, table, index, status, cast, when, where)

    def _resolved(self, phrase: str, tense: Tense) -> ResolvedDate | None:
        """The days meant; a day that would lie many months back is taken for the nearest one."""
        when = resolve_date(phrase, self.published, tense)
        if when and self.published and (self.published - when.end).days > _LONG_AGO:
            return resolve_date(phrase, self.published, "unknown") or when
        return when

    def _filled(
        self, match: Match, table: ActorTable, index: int, status: Status, cast: Cast,
        when: ResolvedDate | None, where: Place | None,
    ) -> Report:  # fmt: skip
        content = Content(table)
        pattern = match.pattern
        instrument = content.instrument(match.what[0]) if match.what else None
        trigger = table.sentence.tokens[match.trigger]
        meeting = pattern.event_type == "meeting"
        return Report(
            pattern.event_type,
            pattern,
            status,
            index,
            cast,
            meeting_format=_medium(match, table) if meeting else None,
            treaty_action=_action(match, table),
            refused=status == "cancelled" and refusal(table.grammar, match.trigger),
            background=self._is_background(match, table, when),
            vague=not cast,
            definite=self._is_definite(match, table),
            when=when,
            where=where,
            instrument=instrument,
            instrument_kind=kind_of(instrument),
            topics=content.topics(match.trigger) if meeting else (),
            outcomes=content.outcomes(match.trigger) if meeting else (),
            provisions=() if meeting else content.provisions(),
            duration=find_duration(table.sentence.text)
            if meeting and status == "occurred"
            else None,
            summit=trigger.lower.startswith("summit"),
            trigger=match.trigger,
            relation=_relation(match, table),
            by_fallback=match.by_fallback,
            confidence=pattern.confidence
            * (0.8 if match.by_fallback else 1.0)
            * (0.7 if match.on_surface else 1.0),
        )

    def _places(self, match: Match, around: Circumstances) -> tuple[Place | None, Place | None]:
        goal = next((p for j in match.destination if (p := around.place_at(j))), None)
        return (None if goal else around.where(match.trigger)), goal

    def _is_private(self, match: Match, table: ActorTable) -> bool:
        """Is the doer somebody who is no party: "businessmen signed", "the club signed"?"""
        papers = {t.lower for w in match.what if not table.at(w) for t in _noun_phrase(w, table)}
        if papers & _PRIVATE:
            return True
        if "subj" not in " ".join(match.pattern.slots):
            return False
        doers = table.grammar.slot(match.trigger, "subj")
        return bool(doers) and all(self._is_stranger(j, table) for j in doers)

    def _is_stranger(self, j: int, table: ActorTable) -> bool:
        token = table.sentence.tokens[j]
        if table.at(j) or token.lower in self.matcher.rules.words("@accord+@document+@draft"):
            return False
        firm = any(e.label == "ORG" and e.start <= j < e.end for e in table.sentence.entities)
        return token.pos == "NOUN" or firm

    def _is_denied(self, match: Match, table: ActorTable) -> bool:
        """Is it "no agreement was reached"?"""
        tokens = table.sentence.tokens
        kids = (tokens[k].lower for w in match.what for k in table.sentence.children[w])
        return "no" in kids

    def _parties_nearby(self, match: Match, table: ActorTable, discourse: Discourse) -> Cast:
        """The states of the sentence, for an instrument whose own phrase names none."""
        if match.pattern.event_type != "treaty" or not match.what:
            return ()
        speakers = speech_subjects(table)
        middle = match.what[0]
        cast: Cast = tuple(
            (a, "member")
            for a in table.actors
            if abs(a.start - middle) <= _NEARBY
            and a.party
            and not a.name
            and a.rank in (None, "body")
            and a not in speakers
            if not set(table.grammar.cases(a.end - 1)) & {"in", "at", "near"}
        )
        cast = discourse.resolve(cast, table, match.trigger)
        return cast if _is_international(cast, match, table) else ()

    def _is_definite(self, match: Match, table: ActorTable) -> bool:
        """Does the sentence speak of an event that the article has told before?"""
        heads = match.what or (match.trigger,)
        return any(
            table.sentence.tokens[k].lower in _DEFINITE
            for head in heads
            for k in table.sentence.children[head]
        )

    def _is_background(self, match: Match, table: ActorTable, when: ResolvedDate | None) -> bool:
        if when and self.published and (self.published - when.end).days > 14:
            return True
        kids = table.sentence.children[match.trigger]
        return any(table.sentence.tokens[k].lower in _BACKGROUND for k in kids)


def _noun_phrase(head: int, table: ActorTable) -> Iterator[Token]:
    """The noun and what modifies it from the left."""
    yield table.sentence.tokens[head]
    for token in reversed(table.sentence.tokens[max(head - 5, 0) : head]):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "PUNCT", "NUM"):
            break
        yield token


def _with_host(cast: Cast, goal: Place | None, match: Match, heads_for: bool) -> Cast:
    """The visitors, and the country that they visit; visitors alone where none is named at all."""
    if not any(a.name or a.rank for a, _ in cast):
        return ()
    if goal is None and not match.destination and match.pattern.parties == 1:
        return cast if any(a.name and a.rank for a, _ in cast) and not heads_for else ()
    if goal is None or goal.country is None or goal.country in party_codes([a for a, _ in cast]):
        return ()
    return (*cast, (Actor(-1, -1, country=goal.country), "host"))


def _is_international(cast: Cast, match: Match, table: ActorTable) -> bool:
    actors = [a for a, _ in cast]
    if not actors:
        return False
    if match.pattern.states_only and any(a.name for a in actors):
        return False
    if distinct_sides(actors) >= max(match.pattern.parties, 2):
        return True
    is_bloc = any(is_kind(a, "bloc", table) for a in actors)
    if match.pattern.parties > 1:
        return is_bloc and match.pattern.event_type == "treaty"
    if match.pattern.event_type == "treaty" or match.pattern.meeting_format == "visit":
        return True
    return is_bloc


def per_counterpart(report: Report, together: bool) -> Iterator[Report]:
    """One report for each leader that one side meets or calls in turn.

    "Duarte will meet Orlov and Holm" tells of two meetings, unless the article says that the three
    sat *together*.
    """
    ones = [(a, r) for a, r in report.cast if a.start < report.trigger]
    others = [(a, r) for a, r in report.cast if a.start >= report.trigger]
    called = report.meeting_format == "phone_call"
    if called and len(_separate(ones)) > 1 and len(_separate(others)) == 1:
        ones, others = others, ones
    apart = _separate(others) if called or all(a.name for a, _ in others) else set()
    if together or len(_separate(ones)) != 1 or len(apart) < 2 or report.summit:
        yield report
    elif report.event_type == "meeting" and report.meeting_format in (None, "phone_call"):
        for party in sorted(apart):
            yield replace(report, cast=(*ones, *((a, r) for a, r in others if a.party == party)))
    else:
        yield report


def _separate(cast: Iterable[tuple[Actor, Role]]) -> set[str]:
    return party_codes([a for a, _ in cast])


def _repeats(report: Report, others: list[Report]) -> bool:
    """Does the sentence tell the same of the same sides by a pattern that is surer of them?"""
    return report.by_fallback and any(
        o is not report
        and not o.by_fallback
        and o.event_type == report.event_type == "meeting"
        and "visit" not in (o.meeting_format, report.meeting_format)
        and report.parties <= o.parties
        for o in others
    )


def _action(match: Match, table: ActorTable) -> TreatyAction | None:
    """The pattern's action; an agreement that is still tried for is being negotiated."""
    given = match.pattern.treaty_action
    tried = given in ("agreed", "signed") and is_attempt(table.grammar, match.trigger)
    return "negotiating" if tried else given


def _relation(match: Match, table: ActorTable) -> Relation | None:
    if any(t.lower == "eve" for t in table.grammar.governors(match.trigger)):
        return "next"
    before = table.sentence.tokens[: match.trigger]
    return "same" if any(t.lower in _MEANWHILE and t.tag == "IN" for t in before) else None


def _is_present(match: Match, table: ActorTable) -> bool:
    """Is the verb in the present, as in "begins a visit on Tuesday"?"""
    tokens = table.sentence.tokens
    verb = next(iter(table.grammar.slot(match.trigger, "up")), None)
    if tokens[match.trigger].pos in ("VERB", "AUX"):
        verb = match.trigger
    if verb is None:
        return False
    kids = {tokens[k].lower for k in table.sentence.children[verb]}
    return tokens[verb].tag in ("VBZ", "VBP") or (
        tokens[verb].tag == "VBG" and bool(kids & {"is", "are", "’s", "'s"})
    )


def _medium(match: Match, table: ActorTable) -> MeetingFormat | None:
    """The pattern's format, or the medium that the words around the trigger name."""
    given = match.pattern.meeting_format
    near = table.sentence.tokens[max(match.trigger - 6, 0) : match.trigger + 9]
    lower = table.sentence.text[near[0].start : near[-1].end].lower()
    if given == "visit":
        return given
    if any(cue in lower for cue in _MEDIUM["virtual"]):
        return "virtual"
    return "phone_call" if any(cue in lower for cue in _MEDIUM["phone"]) else given


def without_vagueness(report: Report, cast: Cast) -> Report:
    """The report with the sides of the event that it refers back to."""
    return replace(report, cast=cast, vague=False)
