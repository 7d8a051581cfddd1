"""Reads the matches of a sentence as reports of events."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from schemas.mention import Status
from transforms.actors import ActorTable, party_codes
from transforms.aspects import (
    Outcome,
    is_definite,
    is_over,
    is_past_verb,
    is_present,
    is_recalled,
    is_session,
    is_summit,
    is_told,
    is_told_as_past,
    medium_of,
    outcome_of,
    relation_of,
)
from transforms.circumstances import Circumstances
from transforms.content import Content, kind_of
from transforms.coreference import Cast, Discourse, speech_subjects
from transforms.date_meanings import Tense
from transforms.dates import (
    DatePhrase,
    ResolvedDate,
    find_dates,
    is_relative,
    looks_back,
    resolve_date,
)
from transforms.durations import find_duration
from transforms.instruments import PRONOUNS, Instruments
from transforms.match import Match, Matcher
from transforms.mediators import with_mediators
from transforms.pair_traits import telling_words, wording
from transforms.places import Place
from transforms.privacy import is_private
from transforms.report import Report
from transforms.scene import Scene, sides_of
from transforms.sides import (
    is_international,
    parties_nearby,
    per_counterpart,
    repeats,
    with_host,
)
from transforms.status import refusal

_DECIDED = frozenset({"joined", "withdrew"})  # a vote to join or leave is told with its own day
_LONG_AGO = 150  # days; news that old, or that far ahead, comes with its year


def may_tell(match: Match, table: ActorTable) -> bool:
    """Can the match become an event, once the rest of the article says who its sides are?"""
    named = match.is_complete or is_international(match.cast, match, table)
    if not named and match.pattern.event_type == "meeting":
        return False
    return outcome_of(match, table) is not None and not is_private(match, table)


@dataclass(frozen=True)
class SentenceReader:
    """Turns the matches of a sentence into reports."""

    matcher: Matcher
    published: date | None
    here: Place | None = None  # where the article is dated from
    named: Counter[str] = field(default_factory=Counter)  # how often the article names each party
    length: int = 0  # characters of the article
    instruments: Instruments = field(default_factory=Instruments)
    told: list[str] = field(default_factory=list)  # the sentences read so far
    private: set[int] = field(default_factory=set)  # triggers in the last one that are no event's

    def scene(
        self, table: ActorTable, index: int, discourse: Discourse, caption: bool = False
    ) -> Scene:
        """The sentence as the rules read it; a *caption* tells in the present."""
        self.instruments.read(table, discourse)
        self.told.append(table.sentence.text)
        self.private.clear()
        told = tuple(self._by_rules(table, index, discourse, caption))
        sides = tuple(sides_of(table, discourse, self.named))
        speakers = frozenset(i for a in speech_subjects(table) for i in range(a.start, a.end))
        home = discourse.directory.home
        return Scene(
            table,
            sides,
            speakers,
            told,
            frozenset(self.private),
            self.named,
            home,
            index,
            caption,
            self.length,
            self.published,
        )

    def _by_rules(
        self, table: ActorTable, index: int, discourse: Discourse, caption: bool
    ) -> Iterator[Report]:
        matches = self.matcher.matches(table)
        read = (self._report(m, table, index, discourse, caption) for m in matches)
        found = [report for report in read if report is not None]
        for report in found:
            self.instruments.learn(report)
            if not repeats(report, found):
                yield from per_counterpart(report, discourse.together)

    def _report(
        self, match: Match, table: ActorTable, index: int, discourse: Discourse, caption: bool
    ) -> Report | None:
        outcome = outcome_of(match, table)
        if is_private(match, table):
            self.private.add(match.trigger)
            return None
        if outcome is None or self._is_unknown(match, table):
            return None
        cast = discourse.resolve(match.cast, table)
        if match.pattern.destination:
            around = Circumstances.of(table.grammar, table.gazetteer, self.here)
            cast = with_host(cast, around.goals(match.destination), match, table)
        if not is_international(cast, match, table):
            cast = () if self._sides(match) else parties_nearby(match, table, discourse)
            if not cast and not match.what and not is_definite(match, table):
                return None
        cast = with_mediators(cast, match, table, discourse)
        return self._told(match, table, index, outcome, cast, caption)

    def _told(
        self, match: Match, table: ActorTable, index: int, outcome: Outcome, cast: Cast,
        caption: bool,
    ) -> Report:  # fmt: skip
        """The report of a match: when and where, whether past or to come."""
        around = Circumstances.of(table.grammar, table.gazetteer, self.here)
        where = around.goal_or_place(match.destination, match.trigger)
        phrase = around.when(match.trigger)
        status, when = self.timed(match, table, phrase, outcome.status, caption)
        final = replace(outcome, status=status)
        return self.filled(match, table, index, final, cast, when, where, caption)

    def timed(
        self, match: Match, table: ActorTable, phrase: DatePhrase | None, status: Status,
        caption: bool,
    ) -> tuple[Status, ResolvedDate | None]:  # fmt: skip
        """The days that the phrase means, and the status that follows from them."""
        if phrase is None:
            return status, None
        decided = match.pattern.treaty_action in _DECIDED
        if status == "occurred":
            past = caption or not is_present(match, table)
        else:
            past = status == "planned" and decided and is_told_as_past(phrase, match, table)
        when = self._when(phrase, "past" if past else "future", match, table)
        if when is None or self.published is None:
            return status, when
        if status == "occurred" and when.start > self.published:
            if not is_over(match, table):
                return "planned", when
            tomorrow = when.start - self.published == timedelta(days=1)  # it is, elsewhere
            return status, when if tomorrow else None  # "has been extended from July 1": a term
        if status == "planned" and self._is_far(when) and (decided or is_present(match, table)):
            when = self._when(phrase, "unknown", match, table) or when  # "poses on Nov. 1"
        if status == "planned" and when.end < self.published:
            return (status if decided else "occurred"), when
        if status == "planned" and caption and when.end == self.published:
            return "occurred", when  # "waves before he greets Sorn, May 4, 2024"
        return status, when

    def _is_far(self, when: ResolvedDate) -> bool:
        """Does the day lie so far ahead that a year would be told with it?"""
        return self.published is not None and (when.start - self.published).days > _LONG_AGO

    def _is_unknown(self, match: Match, table: ActorTable) -> bool:
        """Is the instrument an *it* of which the article has not spoken?"""
        heads = (w for w in match.what if table.sentence.tokens[w].lower in PRONOUNS)
        return any(self.instruments.at(w) is None for w in heads)

    def _sides(self, match: Match) -> Cast:
        """The sides that the article has given to the instrument, two at least."""
        sides = self.instruments.sides(self.instruments.at(match.what[0])) if match.what else ()
        return sides if len(party_codes([a for a, _ in sides])) > 1 else ()

    def _when(
        self, phrase: DatePhrase, tense: Tense, match: Match, table: ActorTable
    ) -> ResolvedDate | None:
        """The days meant; "a day earlier" is reckoned from the day told before it."""
        if not is_relative(phrase.text):
            return self._resolved(phrase.text, tense, is_past_verb(match, table))
        texts = (table.sentence.text[: phrase.start], *reversed(self.told[-2:-1]))
        for text in texts:
            for other in reversed(find_dates(text)):
                day = resolve_date(other.text, self.published, "past")
                if day and day.precision == "day" and not is_relative(other.text):
                    return resolve_date(phrase.text, day.end, tense)
        before = looks_back(phrase.text)
        return resolve_date(phrase.text, self.published, tense) if before else None

    def _resolved(self, phrase: str, tense: Tense, surely: bool) -> ResolvedDate | None:
        """The days meant; unless *surely* past, one many months back is taken for the nearest."""
        when = resolve_date(phrase, self.published, tense)
        if not surely and when and self.published and (self.published - when.end).days > _LONG_AGO:
            return resolve_date(phrase, self.published, "unknown") or when
        return when

    def filled(
        self, match: Match, table: ActorTable, index: int, outcome: Outcome, cast: Cast,
        when: ResolvedDate | None, where: Place | None, caption: bool = False,
    ) -> Report:  # fmt: skip
        """The report with all that the sentence says of the event."""
        content, status = Content(table), outcome.status
        background = status == "occurred" and is_recalled(match, table, when, self.published)
        pattern = match.pattern
        instrument = content.instrument(match.what[0]) if match.what else None
        which = self.instruments.at(match.what[0]) if match.what else None
        meeting = pattern.event_type == "meeting"
        return Report(
            pattern.event_type,
            pattern,
            status,
            index,
            cast,
            meeting_format=medium_of(match, table) if meeting else None,
            treaty_action=outcome.action,
            refused=status == "cancelled" and refusal(table.grammar, match.trigger),
            certain=status != "occurred" or when is not None or is_told(match, table),
            background=background,
            vague=not cast,
            definite=is_definite(match, table),
            when=when,
            where=where,
            instrument=instrument,
            instrument_kind=kind_of(instrument),
            which=None if meeting else which,
            topics=content.topics(match.trigger) if meeting else (),
            outcomes=content.outcomes(match.trigger) if meeting and not background else (),
            provisions=() if meeting else content.provisions(),
            duration=find_duration(table.sentence.text)
            if meeting and status == "occurred"
            else None,
            summit=is_summit(match, table),
            session=is_session(match, table),
            trigger=match.trigger,
            relation=relation_of(match, table),
            by_fallback=match.by_fallback,
            on_surface=match.on_surface,
            word=table.sentence.tokens[match.trigger].lower,
            wording=wording(table, match.trigger, caption),
            words=telling_words(table),
        )
