"""Fuzz one parser with Hypothesis: `python -m tests.fuzz.built NAME INPUTS SEED FOLDER`.

Input is built to be nearly right, and made small when it is a finding.
"""

import sys
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.inputs import inputs_of
from tests.fuzz.targets import TARGETS


def fuzz(name: str, inputs: int, number: int, folder: Path) -> int:
    """Give the target so many inputs; how many it got."""
    target, got = TARGETS[name], 0

    @seed(number)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs_of(name))
    def give(data: bytes) -> None:
        nonlocal got
        got += 1
        try:
            target(data)
        except Exception:
            (folder / f"{name}-built").write_bytes(data)  # the last one is the smallest
            raise

    give()
    return got


if __name__ == "__main__":
    name, inputs, number, folder = sys.argv[1:]
    print(f"inputs given: {fuzz(name, int(inputs), int(number), Path(folder))}")
