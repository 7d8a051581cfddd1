"""Fit the judge's weights: `python -m training.judge FOLDER`.

FOLDER holds texts.jsonl and gold.jsonl, as tests/quality/annotated.py writes them. Texts of the third that is
only scored are left out. Every trigger word beside what its rules ask for is a suspect; it is an
event if the sentence is the evidence of an annotated one of its kind. The examples of the rules are
learned from as well: a rule is right on those on which it fires, and on others there is no event.
Printed is what the weights say of texts that were not fitted (ten folds, no text in two).
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from schemas.article import Article
from tests.quality.annotated import is_unseen
from training.labels import Labels
from transforms.event_traits import event_traits
from transforms.extract import Extractor
from transforms.judge import ALWAYS, ENOUGH, TAKEN
from transforms.parse import SourceRecord, parse_record
from transforms.rulebook import rulebook
from transforms.scene import Scene, Suspect, kind_of
from transforms.side_traits import side_traits

_WEIGHTS = Path("transforms/weights")
_STRENGTH = 0.1  # inverse strength of the pull towards 0
_RARE = 3  # traits seen less often are left out
_SMALL = 0.005  # weights below change nothing
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
    """Fit both tables."""
    events: list[Case] = []
    sides: list[Case] = []
    extractor = Extractor()
    for text_id, scene, suspect, is_event, parties in suspects(extractor, Path(arguments[0])):
        if is_event is not None:
            events.append(Case(text_id, frozenset(event_traits(scene, suspect)), is_event))
        if is_event and parties is not None:
            for side in scene.sides:
                traits = frozenset(side_traits(scene, suspect, side))
                sides.append(Case(text_id, traits, parties.holds(side)))
    _WEIGHTS.mkdir(exist_ok=True)
    for name, cases, bound, what in (
        ("events", events, ENOUGH, "What makes a word with a trigger's looks tell of an event"),
        ("sides", sides, TAKEN, "What makes somebody a side of an event"),
    ):
        fit(name, cases, bound, what)


def suspects(
    extractor: Extractor, folder: Path
) -> Iterator[tuple[str, Scene, Suspect, bool | None, Any]]:
    """Every suspect with its label: event or not, None where the annotation does not say."""
    golds = {gold["id"]: gold for gold in _lines(folder / "gold.jsonl")}
    for text in _lines(folder / "texts.jsonl"):
        if is_unseen(text["id"]):
            continue
        article = parse_record(SourceRecord("annotated", 1, text)).found.article
        labels = Labels(golds[text["id"]])
        for scene, spoken in read(extractor, article):
            for suspect in extractor.suspicions.find(scene.table):
                yield (text["id"], scene, suspect, *labels.of(scene, suspect, spoken))
    yield from examples(extractor)


def examples(extractor: Extractor) -> Iterator[tuple[str, Scene, Suspect, bool | None, Any]]:
    """The examples of the rules: what fires tells of an event of the rule's kind."""
    for pattern in rulebook().patterns:
        for fires, texts in ((True, pattern.fires), (False, pattern.silent)):
            for text in texts:
                moment = datetime(2024, 5, 15, tzinfo=UTC)
                article = Article(article_id=pattern.id, text=text, published_at=moment)
                for scene, _ in read(extractor, article):
                    for suspect in extractor.suspicions.find(scene.table):
                        told = any(
                            r.trigger == suspect.trigger and kind_of(r.pattern) == suspect.kind
                            for r in scene.told
                        )
                        own = suspect.kind == kind_of(pattern)
                        label = (
                            (True if told else None)
                            if fires
                            else (False if own and not told else None)
                        )
                        yield pattern.id, scene, suspect, label, None


def read(extractor: Extractor, article: Article) -> Iterator[tuple[Scene, str]]:
    """The scenes of an article, with the exact text of each sentence."""
    [(reading, sentences)] = extractor.parsed([extractor.read(article)])
    for scene in extractor.scenes(reading, sentences):
        span = reading.spans[scene.index]
        yield scene, article.text[span.start : span.end]


def fit(name: str, cases: Sequence[Case], bound: float, what: str) -> None:
    """Print how well weights hold on texts that were not fitted, then fit and write them."""
    counts = Counter(trait for case in cases for trait in case.traits)
    kept = {trait for trait, n in counts.items() if n >= _RARE}
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform([dict.fromkeys(case.traits & kept, 1.0) for case in cases])
    y = np.array([case.is_one for case in cases])
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    groups = [case.text_id for case in cases]
    folds = GroupKFold(n_splits=10)
    held = cross_val_predict(model, x, y, groups=groups, cv=folds, method="predict_proba")[:, 1]
    print(
        f"{name}: {len(y)} cases, {y.mean():.2f} are; average precision "
        f"{average_precision_score(y, held):.3f}, F1 at {bound} {f1_score(y, held >= bound):.3f}"
    )
    model.fit(x, y)
    pairs = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    rows = {ALWAYS: model.intercept_[0]} | {t: w for t, w in pairs if abs(w) >= _SMALL}
    head = _HEAD.format(what=what, module=f"{name.removesuffix('s')}_traits")
    lines = [f"{trait}\t{weight:.3f}\n" for trait, weight in sorted(rows.items())]
    (_WEIGHTS / f"{name}.tsv").write_text(head + "".join(lines), "utf-8")


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main(sys.argv[1:])
