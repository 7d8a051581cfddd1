"""Score a lake on the annotated texts and compare with the scores on record.

    python -m tests.quality SCORER FOLDER LAKE [--record]

SCORER is the score.py of the development set, FOLDER holds texts.jsonl and gold.jsonl as
tests/quality/annotated.py wrote them, LAKE was extracted from the texts. A third of the texts,
chosen by the hash of their id, is scored apart: nobody looks at them while the rules are written.
Exit code 1 when strict_f1 of the development set has fallen by more than 0.01 against the record in
scores.json; --record writes the new scores there.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from tests.quality.annotated import is_own, is_unseen
from tests.quality.reliability import bins_of, expected_error
from tests.quality.reliability import table as reliability_table

RECORD = Path(__file__).with_name("scores.json")
TOLERANCE = 0.01
PARTS: dict[str, Callable[[str], bool]] = {
    "all": lambda i: not is_own(i),
    "seen": lambda i: not is_own(i) and not is_unseen(i),
    "unseen": lambda i: not is_own(i) and is_unseen(i),
    "own": is_own,
    "own seen": lambda i: is_own(i) and not is_unseen(i),
    "own unseen": lambda i: is_own(i) and is_unseen(i),
}
"""The development set, what of it was looked at and what was not; and our own texts likewise."""

_MEASURE = re.compile(r"([a-z_]*(?:f1|precision|recall))=([\d.]+)")

Scores = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Print the comparison; 0 unless the strict score has fallen."""
    scorer, folder, lake = (Path(a) for a in arguments[:3])
    predicted = folder / "predicted.jsonl"
    predicted.write_text("".join(_json_lines(lake)), "utf-8")
    now = {part: _scored(scorer, folder, part) for part in PARTS}
    before: Scores = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    print("\n".join(table(now, before)))
    bins = bins_of(judged(folder / "all.details.jsonl"))
    print("\nconfidence on the development set")
    print("\n".join(reliability_table(bins)))
    print(f"expected calibration error {expected_error(bins):.3f}")
    if "--record" in arguments:
        RECORD.write_text(json.dumps(now, indent=2) + "\n", "utf-8")
        print(f"recorded in {RECORD.name}")
        return 0
    fallen = has_fallen(now, before)
    if fallen:
        print(f"strict_f1 has fallen by more than {TOLERANCE} against {RECORD.name}")
    return int(fallen)


def table(now: Scores, before: Scores) -> Iterator[str]:
    """Lines of measure, score and change against the record."""
    for part, scores in now.items():
        for measure, score in scores.items():
            known = before.get(part, {}).get(measure)
            change = "" if known is None else f"{score - known:+.4f}"
            yield f"{part:12}{measure:12}{score:8.4f}  {change}"


def has_fallen(now: Scores, before: Scores) -> bool:
    """Whether the strict score of all texts lies below the record by more than the tolerance."""
    known = before.get("all", {}).get("strict_f1")
    return known is not None and now["all"]["strict_f1"] < known - TOLERANCE


def measures(report: str) -> dict[str, float]:
    """The measures in the last line of a report of score.py."""
    last = report.strip().splitlines()[-1]
    return {name: float(value) for name, value in _MEASURE.findall(last)}


def judged(details: Path) -> Iterator[tuple[float, bool]]:
    """Confidence of each mention, and whether it was strictly right; disputed texts left out."""
    for document in map(json.loads, details.read_text("utf-8").splitlines()):
        if document["class"] != "borderline":
            yield from ((m["pred"]["confidence"], m["strict"] == 1) for m in document["matched"])
            yield from ((p["confidence"], False) for p in document["spurious"])


def _scored(scorer: Path, folder: Path, part: str) -> dict[str, float]:
    gold, texts = folder / "gold.jsonl", folder / "texts.jsonl"
    details = folder / f"{part}.details.jsonl"
    ids = [json.loads(line)["id"] for line in gold.read_text("utf-8").splitlines()]
    chosen = folder / f"{part}.txt"
    chosen.write_text("\n".join(filter(PARTS[part], ids)), "utf-8")
    command = [sys.executable, str(scorer), "--gold", str(gold), "--texts", str(texts)]
    command += ["--pred", str(folder / "predicted.jsonl"), "--ids", str(chosen)]
    command += ["--details", str(details)]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if part in ("all", "own"):
        print(report)
    return measures(report)


def _json_lines(lake: Path) -> Iterator[str]:
    mentions = ds.dataset(lake / "mentions", partitioning="hive")
    rows: Iterable[dict[str, Any]] = mentions.to_table().to_pylist()
    yield from (json.dumps(row, default=str) + "\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
