"""What the judge's weights are learned from: annotated texts and the rules' examples, as cases.

Texts of the third that is only scored are left out. Every trigger word beside what its rules ask
for is a suspect; it is an event if the sentence is the evidence of an annotated one of its kind.
The examples of the rules are learned from as well: what fires is an event, what is silent is none.
Two reports of an article are one event if both fit the same annotated one best, and an event
without a day is of one that the article tells if the annotation dates it so.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from schemas.article import Article
from tests.quality.annotated import is_unseen
from training.labels import Event, Labels, Parties, is_date_of, is_place_of, words_of
from training.pairs import Told, event_of, pairs
from transforms.assemble import gathered
from transforms.circumstances import Circumstances
from transforms.dates import find_dates
from transforms.day_traits import day_traits
from transforms.days import days_told, may_be_of
from transforms.draft import best_date
from transforms.event_traits import event_traits
from transforms.extract import Extractor
from transforms.pair_traits import pair_traits
from transforms.parse import SourceRecord, parse_record
from transforms.place_traits import candidates, place_traits
from transforms.places import Places
from transforms.report import Report
from transforms.rulebook import rulebook
from transforms.scene import Scene, Suspect, kind_of
from transforms.side_traits import side_traits
from transforms.time_traits import date_traits, plan_traits

_MOMENT = datetime(2024, 5, 15, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """One thing to be judged: its text, its traits, and whether it is one."""

    text_id: str
    traits: frozenset[str]
    is_one: bool


@dataclass(frozen=True)
class Suspected:
    """A suspect in its scene; is it an event (None: unknown), and which of those annotated?"""

    text_id: str
    scene: Scene
    suspect: Suspect
    is_event: bool | None
    event: Event | None = None
    published: date | None = None

    def cases(self) -> Iterator[tuple[str, Case]]:
        """What is to be learned from it, by table."""
        if self.is_event is not None:
            yield "events", self._case(event_traits(self.scene, self.suspect), self.is_event)
        if self.is_event and self.event is not None:
            yield from (("sides", case) for case in self._sides(Parties.of(self.event)))
            if "evidence" in self.event:
                yield from (("persons", case) for case in self._persons(self.event))
            if self.published:
                yield from (("dates", case) for case in self._dates(self.event))
            if "place" in self.event:
                yield from (("places", case) for case in self._places(self.event))
            yield from self._statuses(self.event["status"])

    def _statuses(self, status: str) -> Iterator[tuple[str, Case]]:
        traits = frozenset(plan_traits(self.scene, self.suspect))
        if status in ("occurred", "planned"):
            yield "plans", Case(self.text_id, traits, status == "planned")
        yield "offers", Case(self.text_id, traits, status == "proposed")

    def _sides(self, parties: Parties) -> Iterator[Case]:
        for side in self.scene.sides:
            yield self._case(side_traits(self.scene, self.suspect, side), parties.holds(side))

    def _persons(self, event: Event) -> Iterator[Case]:
        """The persons of its parties that the sentence names."""
        surnames = {words_of(p["name"])[-1] for p in event["participants"] if p["name"]}
        parties = Parties.of(event)
        for side in self.scene.here:
            if side.actor.name and parties.holds(side):
                traits = side_traits(self.scene, self.suspect, side)
                yield self._case(traits, words_of(side.actor.name)[-1] in surnames)

    def _dates(self, event: Event) -> Iterator[Case]:
        table = self.scene.table
        picked = Circumstances.of(table.grammar, table.gazetteer).when(self.suspect.trigger)
        phrases = find_dates(table.sentence.text)
        for phrase in phrases:
            traits = date_traits(
                self.scene, self.suspect, phrase, len(phrases) - 1, phrase == picked
            )
            yield self._case(traits, is_date_of(event, phrase, self.published))

    def _places(self, event: Event) -> Iterator[Case]:
        """Those of the sentence, and the one that the grammar takes, if it is none of them."""
        table, trigger = self.scene.table, self.suspect.trigger
        told = self.scene.reports_at(self.suspect)
        around = Circumstances.of(table.grammar, table.gazetteer)
        picked = told[0].where if told else around.where(trigger)
        known = candidates(Places.of(table.sentence, table.gazetteer), picked)
        for spot, place in known:
            traits = place_traits(
                self.scene, self.suspect, spot, place, len(known) - 1, place == picked
            )
            yield self._case(traits, is_place_of(event, place))

    def _case(self, traits: Iterator[str], is_one: bool) -> Case:
        return Case(self.text_id, frozenset(traits), is_one)


def suspects(extractor: Extractor, folder: Path) -> Iterator[Suspected]:
    """Every suspect of the annotated texts that may be learned from, and of the rules' examples."""
    for article, gold in annotated(folder):
        day = article.published_at.date() if article.published_at else None
        labels = Labels(gold)
        for scene, spoken in read(extractor, article):
            for suspect in extractor.suspicions.find(scene.table):
                is_event, event = labels.of(scene, suspect, spoken)
                yield Suspected(article.article_id, scene, suspect, is_event, event, day)
    yield from examples(extractor)


def annotated(folder: Path) -> Iterator[tuple[Article, Mapping[str, Any]]]:
    """The texts that may be learned from, with their annotations."""
    golds = {gold["id"]: gold for gold in _lines(folder / "gold.jsonl")}
    for text in _lines(folder / "texts.jsonl"):
        if not is_unseen(text["id"]):
            article = parse_record(SourceRecord("annotated", 1, text)).found.article
            yield article, golds[text["id"]]


def pair_cases(extractor: Extractor, folder: Path) -> Iterator[Case]:
    """The pairs of reports of which the annotation says whether they tell of one event."""
    for article, gold in annotated(folder):
        [(reading, sentences)] = extractor.parsed([extractor.read(article)])
        spans = reading.spans
        told = [
            Told(report, article.text[spans[report.sentence].start : spans[report.sentence].end])
            for report in extractor.reports(reading, sentences)
        ]
        for a, b, is_one in pairs(gold, told):
            yield Case(article.article_id, frozenset(pair_traits(a, b)), is_one)


def day_cases(extractor: Extractor, folder: Path) -> Iterator[Case]:
    """The events without a day, beside each day of the article: is it of that?"""
    for article, gold in annotated(folder):
        if gold["class"] == "borderline" or not gold["events"]:
            continue
        [(reading, sentences)] = extractor.parsed([extractor.read(article)])
        drafts = gathered(extractor.reports(reading, sentences))
        dated = [report for draft in drafts if (report := best_date(draft))]
        days = days_told(reading.spoken, reading.day, dated)
        many = len({day.text for day in days})
        for draft in drafts:
            first = draft.reports[0]
            span = reading.spans[first.sentence]
            told = Told(first, article.text[span.start : span.end])
            event = event_of(told, gold["events"])
            if best_date(draft) or event is None:
                continue
            start = gold["events"][event]["event_date_start"]
            for day in days:
                if may_be_of(day, first) and (when := day.meant(first.status)):
                    is_one = bool(start) and str(when.start).startswith(start)
                    traits = frozenset(day_traits(day, first, many))
                    yield Case(article.article_id, traits, is_one)


LATER = {"pairs": pair_cases, "days": day_cases}
"""Tables that are learned from reports, which the weights fitted before them decide on."""


def examples(extractor: Extractor) -> Iterator[Suspected]:
    """The examples of the rules: what fires tells of an event, what is silent of none."""
    for pattern in rulebook().patterns:
        for is_event, texts in ((True, pattern.fires), (False, pattern.silent)):
            for text in texts:
                article = Article(article_id=pattern.id, text=text, published_at=_MOMENT)
                for scene, _ in read(extractor, article):
                    for suspect in extractor.suspicions.find(scene.table):
                        told = scene.reports_at(suspect)
                        own = told if is_event else suspect.kind == kind_of(pattern)
                        if own and bool(told) == is_event:
                            event = as_event(told[0]) if len(told) == 1 and is_event else None
                            yield Suspected(pattern.id, scene, suspect, is_event, event)


def as_event(report: Report) -> Event:
    """What a rule reads in its own example, as if it were annotated."""
    participants = [{"country": party} for party in sorted(report.parties)]
    return {"participants": participants, "status": report.status, "event_date_start": None}


def read(extractor: Extractor, article: Article) -> Iterator[tuple[Scene, str]]:
    """The scenes of an article, with the exact text of each sentence."""
    [(reading, sentences)] = extractor.parsed([extractor.read(article)])
    for scene in extractor.scenes(reading, sentences):
        span = reading.spans[scene.index]
        yield scene, article.text[span.start : span.end]


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
