"""What a sentence is held to report: the rules' reports as judged, and events that they missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from schemas.mention import Status
from transforms.actors import party_codes
from transforms.aspects import outcome_of
from transforms.circumstances import Circumstances
from transforms.coreference import Discourse
from transforms.dates import ResolvedDate
from transforms.judge import (
    ENOUGH,
    TAKEN,
    event_probability,
    own_date,
    plan_probability,
    side_probability,
)
from transforms.match import Match
from transforms.reading import SentenceReader
from transforms.report import Report
from transforms.scene import Scene, Side, Suspect, kind_of, role_of
from transforms.sides import per_counterpart, with_sides
from transforms.suspects import Suspicions

_MEETINGS = frozenset({"call", "talks"})


@dataclass(frozen=True)
class Verdicts:
    """Judges what one reader has read of an article."""

    suspicions: Suspicions
    reader: SentenceReader

    def reports(self, scene: Scene, discourse: Discourse) -> Iterator[Report]:
        """The events that the sentence reports, in text order, each once."""
        held: list[tuple[float, Report]] = []
        missed: dict[str, tuple[float, Suspect]] = {}
        judged: set[int] = set()
        for suspect in self.suspicions.find(scene.table):
            own = scene.reports_at(suspect)
            judged |= {id(report) for report in own}
            likely = event_probability(scene, suspect)
            if likely < ENOUGH:
                continue
            if own:
                held += ((likely, r) for r in self._corrected(own, scene, suspect))
            elif likely > missed.get(suspect.kind, (0.0,))[0]:
                missed[suspect.kind] = (likely, suspect)
        held += ((1.0, report) for report in scene.told if id(report) not in judged)
        known = {kind_of(report.pattern) for _, report in held}
        for kind, (likely, suspect) in missed.items():
            if kind not in known:
                held += ((likely, r) for r in self._missed(scene, suspect, discourse))
        told = [report for likely, report in held if not _is_told_better(likely, report, held)]
        yield from sorted(told, key=lambda report: report.trigger)

    def _corrected(
        self, reports: Sequence[Report], scene: Scene, suspect: Suspect
    ) -> Iterator[Report]:
        """What the rules read at a word, with the sides, status and date that are likeliest."""
        match = self.suspicions.match(suspect, scene.table)
        sides = self._sides(scene, suspect)
        for report in reports:
            status, when = self._time(match, scene, suspect, report.status)
            timed = replace(report, status=status, when=when)
            yield with_sides(timed, sides, alone=len(reports) == 1)

    def _missed(self, scene: Scene, suspect: Suspect, discourse: Discourse) -> Iterator[Report]:
        """The event of a suspicion that no rule has confirmed; none where its words deny it."""
        match = self.suspicions.match(suspect, scene.table)
        outcome = outcome_of(match, scene.table)
        sides = ((s.actor, role_of(s, match.pattern)) for s in self._sides(scene, suspect))
        cast = discourse.resolve(tuple(sides), scene.table)
        if outcome is None or not party_codes([actor for actor, _ in cast]):
            return
        status, when = self._time(match, scene, suspect, outcome.status)
        where = self._around(scene).goal_or_place(match.destination, match.trigger)
        outcome = replace(outcome, status=status)
        report = self.reader.filled(match, scene.table, scene.index, outcome, cast, when, where)
        self.reader.instruments.learn(report)
        yield from per_counterpart(report, discourse.together)

    def _sides(self, scene: Scene, suspect: Suspect) -> list[Side]:
        return [s for s in scene.sides if side_probability(scene, suspect, s) >= TAKEN]

    def _time(
        self, match: Match, scene: Scene, suspect: Suspect, status: Status
    ) -> tuple[Status, ResolvedDate | None]:
        """What is over and what is to come, by the likelier; what is off or offered stays so."""
        if status in ("occurred", "planned"):
            status = "planned" if plan_probability(scene, suspect) >= ENOUGH else "occurred"
        phrase = own_date(scene, suspect, self._around(scene).when(match.trigger))
        return self.reader.timed(match, scene.table, phrase, status, scene.caption)

    def _around(self, scene: Scene) -> Circumstances:
        return Circumstances.of(scene.table.grammar, scene.table.gazetteer, self.reader.here)


def _is_told_better(likely: float, report: Report, others: Sequence[tuple[float, Report]]) -> bool:
    """Does a likelier report of the sentence have the same sides meet: "spoke", "in a call"?"""
    return kind_of(report.pattern) in _MEETINGS and any(
        (likely, -report.trigger) < (more, -other.trigger)
        and kind_of(other.pattern) in _MEETINGS
        and report.parties == other.parties
        and bool(report.parties)
        and (report.status, report.when) == (other.status, other.when)
        for more, other in others
    )
