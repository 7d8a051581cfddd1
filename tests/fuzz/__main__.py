"""Fuzz every parser: `python -m tests.fuzz hypothesis 20000`, `python -m tests.fuzz atheris 60000`.

The number is that of inputs for each target. Hypothesis builds input that is nearly right; Atheris
looks which input reaches new lines of our code and of what it calls. A finding is written to
out/fuzz/, and goes from there to tests/fuzz/cases/ together with what mends it.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from pipelines.process import prepare_process
from tests.fuzz.inputs import SEEDS, inputs_of
from tests.fuzz.targets import TARGETS, Target

FOUND = Path("out/fuzz")
MAX_BYTES = 4096


def by_hypothesis(name: str, inputs: int, number: int) -> int:
    """Give a target so many inputs; how many it got."""
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
            (FOUND / f"{name}-hypothesis").write_bytes(data)  # the last one is the smallest
            raise

    give()
    return got


def by_atheris(name: str, inputs: int, number: int) -> None:
    """Give a target so many inputs; this ends the process."""
    import atheris

    corpus = FOUND / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for n, content in enumerate(SEEDS[name]):
        (corpus / f"seed-{n}").write_bytes(content)
    words = [f"-runs={inputs}", f"-seed={number}", f"-max_len={MAX_BYTES}", "-rss_limit_mb=4096"]
    words += [f"-artifact_prefix={FOUND}/{name}-", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *words, str(corpus)], instrumented(name))
    atheris.Fuzz()


def instrumented(name: str) -> Target:
    """The target, with the lines of our packages and of the JSON and TOML parsers watched."""
    import atheris

    with atheris.instrument_imports(
        include=["pipelines", "transforms", "schemas", "json", "csv", "tomllib", "email"],
        enable_loader_override=False,
    ):
        from tests.fuzz import targets
    return targets.TARGETS[name]


def run(way: str, inputs: int, number: int) -> int:
    """Fuzz all targets, each in a process of its own; how many of them failed."""
    FOUND.mkdir(parents=True, exist_ok=True)
    failed, total = 0, 0
    for name in TARGETS:
        began = time.monotonic()
        words = [sys.executable, "-m", "tests.fuzz", way, str(inputs), str(number), name]
        done = subprocess.run(words, capture_output=True, text=True)
        got = _count(done.stdout + done.stderr)
        total += got
        state = "ok" if done.returncode == 0 else "FOUND SOMETHING"
        print(
            f"{way} {name}: {got:,} inputs, {time.monotonic() - began:.0f} s, {state}", flush=True
        )
        if done.returncode:
            failed += 1
            print((done.stdout + done.stderr)[-3000:])
    print(f"{way}: {total:,} inputs, {failed} of {len(TARGETS)} parsers with a finding")
    return failed


def _count(said: str) -> int:
    """How many inputs there were, as the process has told."""
    told = re.findall(r"^(?:stat::number_of_executed_units:|inputs given:)\s*(\d+)$", said, re.M)
    return int(told[-1]) if told else 0


if __name__ == "__main__":
    prepare_process()
    way, inputs, *rest = sys.argv[1:]
    number = int(rest[0]) if rest else 7
    if len(rest) < 2:
        sys.exit(min(1, run(way, int(inputs), number)))
    if way == "atheris":
        by_atheris(rest[1], int(inputs), number)
    print(f"inputs given: {by_hypothesis(rest[1], int(inputs), number)}")
