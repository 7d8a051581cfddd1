"""Fit the judge's weights: `python -m training.judge FOLDER`.

FOLDER holds texts.jsonl and gold.jsonl, as tests/quality/annotated.py writes them; what is learned
from them is in training/cases.py.
Printed is what the weights say of texts that were not fitted (ten folds, no text in two).
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from training.cases import LATER, Case, suspects
from transforms.extract import Extractor
from transforms.judge import (
    AHEAD,
    ALWAYS,
    DATED,
    ENOUGH,
    NAMED,
    OFFERED,
    ONE,
    SHARED,
    SURELY_PLACED,
    TAKEN,
    weights,
)

TABLES = {
    "events": ("What makes a trigger tell of an event", "event_traits", ENOUGH),
    "sides": ("What makes somebody a side of an event", "side_traits", TAKEN),
    "persons": ("What makes a person of a side take part", "side_traits", NAMED),
    "plans": ("What makes an event one that is still to come", "time_traits", AHEAD),
    "offers": ("What makes an event one that is only offered", "time_traits", OFFERED),
    "dates": ("What makes a date of the sentence the event's", "time_traits", DATED),
    "places": ("What makes a place of the sentence the event's", "place_traits", SURELY_PLACED),
    "pairs": ("What makes two reports of an article tell of one event", "pair_traits", ONE),
    "days": ("What makes an undated event be of a day of its article", "day_traits", SHARED),
}
"""The tables: what they weigh, the module of their traits, the bound that is used."""

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


if __name__ == "__main__":
    main(sys.argv[1:])
