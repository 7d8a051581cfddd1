"""Score a lake on the development set and compare with the scores on record.

    python -m tests.quality EVAL_FOLDER LAKE [--record]

EVAL_FOLDER holds score.py and dev/. A third of the texts, chosen by the hash of their id, is scored
apart: nobody looks at them while the rules are written. Exit code 1 when strict_f1 of all texts has
fallen by more than 0.01 against the record in scores.json; --record writes the new scores there.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

RECORD = Path(__file__).with_name("scores.json")
TOLERANCE = 0.01
PARTS = ("all", "seen", "unseen")
_MEASURE = re.compile(r"([a-z_]*(?:f1|precision|recall))=([\d.]+)")

Scores = dict[str, dict[str, float]]


def main(arguments: list[str]) -> int:
    """Print the comparison; 0 unless the strict score has fallen."""
    folder, lake = (Path(a) for a in arguments[:2])
    now = {part: _scored(folder, lake, part) for part in PARTS}
    before: Scores = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    print("\n".join(table(now, before)))
    if "--record" in arguments:
        RECORD.write_text(json.dumps(now, indent=2) + "\n", "utf-8")
        print(f"recorded in {RECORD.name}")
        return 0
    fallen = has_fallen(now, before)
    if fallen:
        print(f"strict_f1 has fallen by more than {TOLERANCE} against {RECORD.name}")
    return int(fallen)


def is_unseen(text_id: str) -> bool:
    """Whether the text belongs to the third that is only scored, never looked at.

    >>> is_unseen("a"), is_unseen("b")
    (False, True)
    """
    return int(sha1(text_id.encode()).hexdigest(), 16) % 3 == 0


def table(now: Scores, before: Scores) -> Iterator[str]:
    """Lines of measure, score and change against the record."""
    for part, scores in now.items():
        for measure, score in scores.items():
            known = before.get(part, {}).get(measure)
            change = "" if known is None else f"{score - known:+.4f}"
            yield f"{part:8}{measure:12}{score:8.4f}  {change}"


def has_fallen(now: Scores, before: Scores) -> bool:
    """Whether the strict score of all texts lies below the record by more than the tolerance."""
    known = before.get("all", {}).get("strict_f1")
    return known is not None and now["all"]["strict_f1"] < known - TOLERANCE


def measures(report: str) -> dict[str, float]:
    """The measures in the last line of a report of score.py."""
    last = report.strip().splitlines()[-1]
    return {name: float(value) for name, value in _MEASURE.findall(last)}


def _scored(folder: Path, lake: Path, part: str) -> dict[str, float]:
    gold = folder / "dev" / "gold.jsonl"
    command = [sys.executable, str(folder / "score.py"), "--gold", str(gold)]
    command += ["--texts", str(folder / "dev" / "texts.jsonl"), "--pred", str(lake / "mentions")]
    if part != "all":
        ids = [json.loads(line)["id"] for line in gold.read_text("utf-8").splitlines()]
        chosen = lake / f"{part}.txt"
        chosen.write_text("\n".join(i for i in ids if is_unseen(i) == (part == "unseen")), "utf-8")
        command += ["--ids", str(chosen)]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if part == "all":
        print(report)
    return measures(report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
