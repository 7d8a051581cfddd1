"""A saved pipeline's string store cut down to what its components need."""

import json
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language


def prune_strings(folder: Path, nlp: Language) -> int:
    """Drop the strings that were only words of the corpora; the number kept.

    spaCy writes each training word to `vocab/strings.json`. Predictions depend on hashes alone, so
    all that must stay are labels, tags and the strings that the bare language brings.
    """
    path = folder / "vocab" / "strings.json"
    needed = sorted(set(_needed_strings(nlp)))
    path.write_text(json.dumps(needed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return len(needed)


def _needed_strings(nlp: Language) -> Iterator[str]:
    yield from type(nlp)().vocab.strings
    for _, component in nlp.pipeline:
        for label in getattr(component, "labels", ()):
            yield label
            yield label.rpartition("=")[2]  # the morphologizer's "POS=NOUN"
