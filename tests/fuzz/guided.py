"""Fuzz one parser with Atheris: `python -m tests.fuzz.guided NAME INPUTS SEED FOLDER`.

Input that reaches new lines of our code is kept and changed further. Nothing of ours may be loaded
before Atheris watches its lines, so this imports nothing but that.
"""

import sys
from pathlib import Path

import atheris

WATCHED = ["pipelines", "schemas", "transforms", "tests.fuzz", "json", "tomllib", "email"]
MAX_BYTES = 4096

with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
    from tests.fuzz.inputs import SEEDS
    from tests.fuzz.targets import TARGETS


def fuzz(name: str, inputs: int, number: int, folder: Path) -> None:
    """Give the target so many inputs; this ends the process."""
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for n, content in enumerate(SEEDS[name]):
        (corpus / f"seed-{n}").write_bytes(content)
    words = [f"-runs={inputs}", f"-seed={number}", f"-max_len={MAX_BYTES}", "-rss_limit_mb=4096"]
    words += [f"-artifact_prefix={folder}/{name}-", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *words, str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    name, inputs, number, folder = sys.argv[1:]
    fuzz(name, int(inputs), int(number), Path(folder))
