"""Rewrites the expected rows of every golden case: `make golden`. Review the diff."""

from tests.golden.outcome import CASES, outcome, record_of, rewrite
from transforms.extract import Extractor


def main() -> None:
    """Rewrite all cases, and say of each what it holds now."""
    extractor = Extractor()
    for case in CASES:
        rows = outcome(record_of(case), extractor)
        state = "changed" if rewrite(case, rows) else "as before"
        counts = ", ".join(f"{len(found)} {kind}" for kind, found in rows.items())
        print(f"{state:<10}{case.name}: {counts}")


if __name__ == "__main__":
    main()
