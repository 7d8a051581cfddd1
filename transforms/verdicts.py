"""What a sentence is held to report: the rules' reports as judged, and events that they missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.mention import Status
from transforms.actors import ActorTable, party_codes
from transforms.aspects import Outcome, outcome_of
from transforms.circumstances import Circumstances
from transforms.coreference import Cast, Discourse
from transforms.dates import ResolvedDate
from transforms.fits import may_be_one
from transforms.judge import (
    AHEAD,
    DOUBTFUL,
    ENOUGH,
    JOINED,
    LEFT,
    MEETINGS,
    NAMED,
    OFFERED,
    SAID_OFFERED,
    SURE,
    SURELY,
    TAKEN,
    event_probability,
    offer_probability,
    own_date,
    own_place,
    person_probability,
    plan_probability,
    side_probability,
)
from transforms.kinds import is_kind
from transforms.match import Match
from transforms.privacy import is_game, is_with_strangers
from transforms.reading import SentenceReader
from transforms.report import Report
from transforms.scene import CALLS, Scene, Side, Suspect, kind_of
from transforms.sides import per_counterpart, with_persons, with_sides
from transforms.suspects import Suspicions

_WITHOUT_PAPER = frozenset({"agreed", "signed"})
_HEADLINE = 100  # characters of a text that has too little to weigh against what a rule reads


@dataclass(frozen=True)
class Verdicts:
    """Judges what one reader has read of an article."""

    suspicions: Suspicions
    reader: SentenceReader

    def reports(self, scene: Scene, discourse: Discourse) -> Iterator[Report]:
        """The events that the sentence reports, in text order, each once.

        A rule's report without sides is none yet: it keeps no event from being told.
        """
        held: list[tuple[float, Report]] = []
        missed: list[tuple[float, Suspect]] = []
        judged: set[int] = set()
        for suspect in self.suspicions.find(scene.table):
            told = [r for r in scene.reports_at(suspect) if r.pattern.creates]
            own = [report for report in told if report.parties]
            likely = event_probability(scene, suspect)
            if own and scene.length <= _HEADLINE:
                likely = max(likely, ENOUGH)
            judged |= {id(report) for report in own}
            if likely < DOUBTFUL:
                continue
            found: list[Report] = []
            if told and not own and likely >= (SURE if told[0].definite else DOUBTFUL):
                found = list(self._missed(likely, scene, suspect, discourse))
            if found:
                judged |= {id(report) for report in told}
                held += ((likely, report) for report in found)
            elif own:
                held += ((likely, report) for report in self._corrected(own, scene, suspect))
            else:
                missed.append((likely, suspect))
        held += ((1.0, report) for report in scene.told if id(report) not in judged)
        known = {kind_of(r.pattern) for _, r in held if r.parties}
        for likely, suspect in sorted(missed, key=lambda each: -each[0]):
            if suspect.kind not in known or likely >= SURE:
                alike = [r for _, r in held if kind_of(r.pattern) == suspect.kind and r.parties]
                reports = self._missed(likely, scene, suspect, discourse, alike)
                held += ((likely, report) for report in reports)
            known.add(suspect.kind)
        told = [
            replace(report, likely=likely)
            for likely, report in held
            if not _is_told_better(likely, report, held)
        ]
        yield from sorted(told, key=lambda report: report.trigger)

    def _corrected(
        self, reports: Sequence[Report], scene: Scene, suspect: Suspect
    ) -> Iterator[Report]:
        """What the rules read at a word, with the sides, status and date that are likeliest."""
        likely = [(side_probability(scene, suspect, side), side) for side in scene.sides]
        sides = [side for p, side in likely if p >= TAKEN]
        match = self.suspicions.match(suspect, sides, scene.table)
        for report in reports:
            status, when = self._time(match, scene, suspect, report.status)
            where = own_place(scene, suspect, report.where)
            timed = replace(report, status=status, when=when, where=where)
            known = report.parties
            held = [side for p, side in likely if p >= (LEFT if side.party in known else TAKEN)]
            if len(known) > 1:
                held = [s for p, s in likely if s in held and (s.party in known or p >= JOINED)]
                held = [s for s in held if s.party in known or not scene.only_says(s)]
            alone = len(reports) == 1
            sided = with_sides(timed, held, alone)
            yield with_persons(sided, self._persons(sided, scene, suspect), alone)

    def _missed(
        self, likely: float, scene: Scene, suspect: Suspect, discourse: Discourse,
        alike: Sequence[Report] = (),
    ) -> Iterator[Report]:  # fmt: skip
        """The event of a suspicion that no rule has confirmed; none where its words deny it.

        Only one that is *likely* enough may be what the rules take for a firm's or a game, or
        leave a side untold. None is one of those *alike* of the sentence, told once more.
        """
        sides = self._sides(scene, suspect)
        match = self.suspicions.match(suspect, sides, scene.table)
        outcome = outcome_of(match, scene.table)
        cast = discourse.resolve(match.cast, scene.table)
        sure = likely >= SURE
        if outcome is None and sure and not match.pattern.denied:
            outcome = Outcome("occurred", match.pattern.treaty_action)
        if outcome is None or (likely < SURELY and is_with_strangers(match, scene.table)):
            return
        if not sure and (suspect.trigger in scene.private or is_game(scene.table)):
            return
        if not _are_enough(cast, match, scene.table, sure):
            return
        if not (sure or any(side.where == "here" for side in sides)):
            return
        status, when = self._time(match, scene, suspect, outcome.status)
        picked = self._around(scene).goal_or_place(match.destination, match.trigger)
        where = own_place(scene, suspect, picked)
        outcome = replace(outcome, status=status)
        report = self.reader.filled(
            match, scene.table, scene.index, outcome, cast, when, where, scene.caption
        )
        if any(may_be_one(other, report) for other in alike):
            return
        report = with_persons(report, self._persons(report, scene, suspect), alone=True)
        self.reader.instruments.learn(report)
        yield from per_counterpart(report, discourse.together)

    def _sides(self, scene: Scene, suspect: Suspect) -> list[Side]:
        """Those who likely take part; where two whom it names do, one it does not must surely."""
        likely = [(side_probability(scene, suspect, side), side) for side in scene.sides]
        again = suspect.kind in MEETINGS and any(r.definite for r in scene.reports_at(suspect))
        taken = [side for p, side in likely if p >= (JOINED if again else TAKEN)]
        if len({side.party for side in taken if side.where == "here"}) < 2:
            return taken
        return [s for p, s in likely if s in taken and (s.where == "here" or p >= JOINED)]

    def _persons(self, report: Report, scene: Scene, suspect: Suspect) -> dict[Side, bool]:
        """The persons whom the sentence names, and whether each takes part; no mere speakers."""
        known = {actor.name for actor in report.actors}
        named = [side for side in scene.here if side.actor.name]
        heard = (s for s in named if s.actor.name in known or not scene.only_says(s))
        likely = {side: person_probability(scene, suspect, side) for side in heard}
        return {s: p >= (LEFT if s.actor.name in known else NAMED) for s, p in likely.items()}

    def _time(
        self, match: Match, scene: Scene, suspect: Suspect, status: Status
    ) -> tuple[Status, ResolvedDate | None]:
        """What is likeliest: over or to come, unless it is off or offered; and when."""
        status = self._status(scene, suspect, status)
        phrase = own_date(scene, suspect, self._around(scene).when(match.trigger))
        return self.reader.timed(match, scene.table, phrase, status, scene.caption)

    def _status(self, scene: Scene, suspect: Suspect, ruled: Status) -> Status:
        """Rules tell what is called off; of what is offered they say too much."""
        if ruled == "cancelled" or (scene.length <= _HEADLINE and ruled == "proposed"):
            return ruled
        offered = SAID_OFFERED if ruled == "proposed" else OFFERED
        if suspect.kind in MEETINGS and offer_probability(scene, suspect) >= offered:
            return "proposed"
        return "planned" if plan_probability(scene, suspect) >= AHEAD else "occurred"

    def _around(self, scene: Scene) -> Circumstances:
        return Circumstances.of(scene.table.grammar, scene.table.gazetteer, self.reader.here)


def _are_enough(cast: Cast, match: Match, table: ActorTable, sure: bool) -> bool:
    """Are there two sides, or one for a treaty, a session of a body's own or a *sure* event?

    A treaty event is one of an instrument, which has to be there if the pattern knows where, but
    for what is surely agreed: "agreed to freeze output".
    """
    actors = [actor for actor, _ in cast]
    if match.pattern.event_type == "treaty":
        told = sure and match.pattern.treaty_action in _WITHOUT_PAPER
        named = told or match.what or not match.pattern.instrument
        return bool(party_codes(actors)) and bool(named)
    enough = len(party_codes(actors)) >= (1 if sure else 2)
    return enough or any(is_kind(a, "bloc", table) for a in actors)


def _is_told_better(likely: float, report: Report, others: Sequence[tuple[float, Report]]) -> bool:
    """Do the same sides, by a likelier report, meet the other way: "spoke", "in a call"?"""
    return _is_talk(report) and any(
        (likely, -report.trigger) < (more, -other.trigger)
        and _is_talk(other)
        and other.pattern.creates
        and (report.meeting_format in CALLS) != (other.meeting_format in CALLS)
        and report.parties == other.parties
        and bool(report.parties)
        and (report.status, report.when) == (other.status, other.when)
        for more, other in others
    )


def _is_talk(report: Report) -> bool:
    return report.event_type == "meeting" and report.meeting_format != "visit"
