"""Fuzz every parser: `python -m tests.fuzz built 10000` or `python -m tests.fuzz guided 70000`.

The number is that of inputs for each parser. A finding is written to out/fuzz/, and goes from there
to tests/fuzz/cases/ together with what mends it.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz import PARSERS

FOUND = Path("out/fuzz")
COUNTED = re.compile(r"^(?:stat::number_of_executed_units:|inputs given:)\s*(\d+)$", re.MULTILINE)


def run(way: str, inputs: int, number: int) -> int:
    """Fuzz all parsers, each in a process of its own; how many had a finding."""
    FOUND.mkdir(parents=True, exist_ok=True)
    failed = total = 0
    for name in PARSERS:
        began = time.monotonic()
        words = [
            sys.executable,
            "-m",
            f"tests.fuzz.{way}",
            name,
            str(inputs),
            str(number),
            str(FOUND),
        ]
        done = subprocess.run(words, capture_output=True, text=True)
        said = done.stdout + done.stderr
        got = int(counted[-1]) if (counted := COUNTED.findall(said)) else 0
        total += got
        state = "FOUND SOMETHING" if done.returncode else "ok"
        print(
            f"{way} {name}: {got:,} inputs, {time.monotonic() - began:.0f} s, {state}", flush=True
        )
        if done.returncode:
            failed += 1
            print(said[-3000:], flush=True)
    print(
        f"{way}: {total:,} inputs, {failed} of {len(PARSERS)} parsers with a finding; seed {number}"
    )
    return failed


if __name__ == "__main__":
    way, inputs, *rest = sys.argv[1:]
    sys.exit(min(1, run(way, int(inputs), int(rest[0]) if rest else 7)))
