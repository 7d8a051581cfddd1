"""Fit the judge's weights: `python -m training.judge FOLDER`.

FOLDER holds texts.jsonl and gold.jsonl, as tests/quality/annotated.py writes them. Texts of the
third that is only scored are left out. Every trigger word beside what its rules ask for is a
suspect; it is an event if the sentence is the evidence of an annotated one of its kind. The
examples of the rules are learned from as well: what fires is an event, what is silent is none. Two
reports of an article are one event if both fit the same annotated one best, and an event without a
day is of that of another one if the annotation dates it so.
Printed is what the weights say of texts that were not fitted (ten folds, no text in two).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from schemas.article import Article
from tests.quality.annotated import is_unseen
from training.labels import Event, Labels, Parties, is_date_of, words_of
from training.pairs import Told, event_of, pairs
from transforms.assemble import gathered
from transforms.circumstances import Circumstances
from transforms.dates import find_dates
from transforms.day_traits import day_traits, days_told, may_be_of
from transforms.draft import best_date
from transforms.event_traits import event_traits
from transforms.extract import Extractor
from transforms.judge import AHEAD, ALWAYS, DATED, ENOUGH, NAMED, OFF, ONE, SHARED, TAKEN, weights
from transforms.pair_traits import pair_traits
from transforms.parse import SourceRecord, parse_record
from transforms.report import Report
from transforms.rulebook import rulebook
from transforms.scene import Scene, Suspect, kind_of
from transforms.side_traits import side_traits
from transforms.time_traits import date_traits, plan_traits

TABLES = {
    "events": ("What makes a trigger tell of an event", "event_traits", ENOUGH),
    "sides": ("What makes somebody a side of an event", "side_traits", TAKEN),
    "persons": ("What makes a person of a side take part", "side_traits", NAMED),
    "plans": ("What makes an event one that is still to come", "time_traits", AHEAD),
    "offers": ("What makes an event one that is only offered", "time_traits", OFF),
    "ends": ("What makes an event one that is called off", "time_traits", OFF),
    "dates": ("What makes a date of the sentence the event's", "time_traits", DATED),
    "pairs": ("What makes two reports of an article tell of one event", "pair_traits", ONE),
    "days": ("What makes an event without a day be of one that its article tells", "day_traits", SHARED),
}
"""The tables: what they weigh, the module of their traits, the bound that is used."""

_MOMENT = datetime(2024, 5, 15, tzinfo=UTC)
_WEIGHTS = Path("transforms/weights")
_STRENGTH = 0.1  # inverse strength of the pull towards 0
_RARE = 3  # traits seen less often are left out
_SMALL = 0.005  # weights below change nothing
_COUNTS = {"agnews_test": 2.0, "baram_en": 3.0, "teftst_2016": 2.0}
_COUNTS |= {"reuters21578": 0.6, "wh_briefings": 0.4}
"""How much a text counts by its source: most that tell of events are statements, or of 1987."""
_HEAD = """\
# {what}: log-odds by trait, as in transforms/{module}.py. Fitted by
# `make judge`; docs/quality.md says on what and how well they hold.
"""


@dataclass(frozen=True)
class Case:
    """One thing to be judged: its text, its traits, and whether it is one."""

    text_id: str
    traits: frozenset[str]
    is_one: bool


def main(arguments: list[str]) -> None:
    """Fit all tables."""
    cases: dict[str, list[Case]] = {name: [] for name in TABLES}
    for suspected in suspects(Extractor(), Path(arguments[0])):
        for name, case in suspected.cases():
            cases[name].append(case)
    _WEIGHTS.mkdir(exist_ok=True)
    for name, (what, module, bound) in TABLES.items():
        if name in LATER:
            weights.cache_clear()
            cases[name] += LATER[name](Extractor(), Path(arguments[0]))
        fit(name, cases[name], bound, _HEAD.format(what=what, module=module))


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
            yield from self._statuses(self.event["status"])

    def _statuses(self, status: str) -> Iterator[tuple[str, Case]]:
        traits = frozenset(plan_traits(self.scene, self.suspect))
        if status in ("occurred", "planned"):
            yield "plans", Case(self.text_id, traits, status == "planned")
        yield "offers", Case(self.text_id, traits, status == "proposed")
        yield "ends", Case(self.text_id, traits, status == "cancelled")

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
        spoken = [reading.text[span.start : span.end] for span in reading.spans]
        published = article.published_at.date() if article.published_at else None
        days = days_told(spoken, published, dated)
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


def fit(name: str, cases: Sequence[Case], bound: float, head: str) -> None:
    """Print how well weights hold on texts that were not fitted, then fit and write them."""
    counts = Counter(trait for case in cases for trait in case.traits)
    kept = {trait for trait, n in counts.items() if n >= _RARE}
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys(case.traits & kept, 1.0) for case in cases])
    y = np.array([case.is_one for case in cases])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    groups = [case.text_id for case in cases]
    counts_as = np.array([_COUNTS.get(case.text_id.partition(":")[0], 1.0) for case in cases])
    weight = counts_as / counts_as.mean()
    folds = GroupKFold(n_splits=10)
    held = cross_val_predict(
        model,
        x,
        y,
        groups=groups,
        cv=folds,
        method="predict_proba",
        params={"sample_weight": weight},
    )[:, 1]
    print(
        f"{name}: {len(y)} cases, {y.mean():.2f} are; average precision "
        f"{average_precision_score(y, held):.3f}, F1 at {bound} {f1_score(y, held >= bound):.3f}"
    )
    model.fit(x, y, sample_weight=weight)
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    rows = {ALWAYS: model.intercept_[0]} | {t: w for t, w in pairs if abs(w) >= _SMALL}
    lines = [f"{trait}\t{weight:.3f}\n" for trait, weight in sorted(rows.items())]
    (_WEIGHTS / f"{name}.tsv").write_text(head + "".join(lines), "utf-8")


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main(sys.argv[1:])
