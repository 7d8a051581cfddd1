"""Fit what `confidence` means: `python -m training.calibrate FOLDER SCORER`.

A logistic regression from the traits of a draft (transforms/confidence.py) to whether the mention
is strictly right by the annotation; the weights go to transforms/lexicons/confidence.toml. FOLDER
holds texts.jsonl and gold.jsonl (tests/quality/annotated.py), SCORER is the score.py of the
development set. Printed is the reliability of weights on texts that were not fitted (ten folds, no
text in two).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from tests.quality.reliability import bins_of, expected_error, table
from transforms.confidence import traits_of
from transforms.extract import Extractor
from transforms.mentions import mention_of
from transforms.parse import SourceRecord, parse_record

_WEIGHTS = Path("transforms/lexicons/confidence.toml")
_PENALTY = 0.5  # inverse strength of the pull towards 0
_HEAD = """\
# What makes a mention likely to be right: weights of a logistic regression over the traits in
# transforms/confidence.py, fitted by `make calibrate`. Log-odds; "always" is the constant.

[weights]
"""

Row = tuple[str, str, dict[str, float]]  # id of the article, id of the mention, traits


def main(arguments: list[str]) -> None:
    """Fit, print the reliability on held-out texts, write the weights."""
    folder, scorer = (Path(a) for a in arguments)
    rows = list(_extract(Extractor(), folder))
    right = right_mentions(folder, scorer)
    known = [row for row in rows if row[1] in right]
    names = list(known[0][2])
    x = np.array([[row[2][name] for name in names] for row in known], dtype=float)
    y = np.array([right[row[1]] for row in known])
    model = LogisticRegression(C=_PENALTY, max_iter=1000)
    folds = GroupKFold(n_splits=10)
    groups = [row[0] for row in known]
    held_out = cross_val_predict(model, x, y, groups=groups, cv=folds, method="predict_proba")[:, 1]
    bins = bins_of(zip(held_out.tolist(), y.tolist(), strict=True))
    print("\n".join(table(bins)))
    print(f"{len(y)} mentions, {y.mean():.3f} right, expected error {expected_error(bins):.3f}")
    model.fit(x, y)
    weights = {"always": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    lines = [f"{name} = {weight:.3f}\n" for name, weight in weights.items()]
    _WEIGHTS.write_text(_HEAD + "".join(lines), "utf-8")


def right_mentions(folder: Path, scorer: Path) -> dict[str, bool]:
    """Whether each mention is strictly right, by its id; those of texts in dispute are left out."""
    details = folder / "details.jsonl"
    command = [sys.executable, str(scorer), "--gold", str(folder / "gold.jsonl")]
    command += ["--pred", str(folder / "predicted.jsonl"), "--details", str(details)]
    subprocess.run(command, check=True, capture_output=True)
    right: dict[str, bool] = {}
    for line in details.read_text("utf-8").splitlines():
        document = json.loads(line)
        if document["class"] != "borderline":
            right |= {m["pred"]["mention_id"]: m["strict"] == 1 for m in document["matched"]}
            right |= {p["mention_id"]: False for p in document["spurious"]}
    return right


def _extract(extractor: Extractor, folder: Path) -> Iterator[Row]:
    texts = folder / "texts.jsonl"
    with (folder / "predicted.jsonl").open("w", encoding="utf-8") as file:
        for position, line in enumerate(texts.read_text("utf-8").splitlines(), 1):
            record = SourceRecord(str(texts), position, json.loads(line))
            article = parse_record(record).found.article
            [(reading, sentences)] = extractor.parsed([extractor.read(article)])
            for draft in extractor.drafts(reading, sentences):
                mention = mention_of(draft, reading.article, reading.spans, "")
                file.write(mention.model_dump_json() + "\n")
                yield reading.article.article_id, mention.mention_id, traits_of(draft)


if __name__ == "__main__":
    main(sys.argv[1:])
