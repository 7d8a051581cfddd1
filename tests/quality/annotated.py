"""The annotated texts put together: `python -m tests.quality.annotated SHARED FOLDER`.

Two sets: the development set of SHARED/eval, and our own annotations of articles in
SHARED/corpora/news, made after the same guidelines. Ours keep no text, which is not ours to keep:
the id of the article, the span that was annotated, and evidence as offsets in it. FOLDER gets
texts.jsonl, which `communique extract` reads, and gold.jsonl, which the scorer reads.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

ANNOTATIONS = Path(__file__).with_name("annotations")
_NULLS = (
    "meeting_format",
    "treaty_action",
    "place",
    "event_date_start",
    "event_date_end",
    "date_precision",
    "instrument",
    "group",
)

Document = dict[str, Any]


def main(arguments: list[str]) -> None:
    """Write both files."""
    shared, folder = (Path(a) for a in arguments)
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [*development_set(shared / "eval" / "dev"), *own_set(shared / "corpora" / "news")]
    for name, n in (("texts.jsonl", 0), ("gold.jsonl", 1)):
        lines = (json.dumps(pair[n], ensure_ascii=False) + "\n" for pair in pairs)
        (folder / name).write_text("".join(lines), "utf-8")


def development_set(folder: Path) -> Iterator[tuple[Document, Document]]:
    """Each text of the development set with its annotation."""
    golds = {gold["id"]: gold for gold in _lines(folder / "gold.jsonl")}
    for text in _lines(folder / "texts.jsonl"):
        yield text, golds[text["id"]]


def own_set(corpora: Path, annotations: Path = ANNOTATIONS) -> Iterator[tuple[Document, Document]]:
    """Each text that we annotated ourselves; none of a corpus that is not at hand."""
    for path in sorted(annotations.glob("*.jsonl")):
        corpus = corpora / f"{path.name}.gz"
        if corpus.exists():
            with gzip.open(corpus, "rt", encoding="utf-8") as file:
                texts = {article["id"]: article["text"] for article in map(json.loads, file)}
            yield from (completed(note, texts[note["id"]]) for note in _lines(path))


def completed(note: Document, article: str) -> tuple[Document, Document]:
    """The text of an annotation, and the annotation as the scorer wants it."""
    text = article[slice(*note["span"])]
    events = [
        {
            **dict.fromkeys(_NULLS),
            "is_background": False,
            "optional": False,
            "participants": [],
            **event,
            "evidence": text[slice(*event["evidence"])],
        }
        for event in note["events"]
    ]
    own = {"id": note["id"], "text": text, "published": note["published"]}
    return own, {"id": note["id"], "class": note["class"], "events": events}


def is_unseen(text_id: str) -> bool:
    """Whether the text belongs to the third that is only scored, never looked at.

    >>> is_unseen("a"), is_unseen("b")
    (False, True)
    """
    return int(sha1(text_id.encode()).hexdigest(), 16) % 3 == 0


def is_own(text_id: str) -> bool:
    """Whether we annotated the text ourselves: our ids name the corpus before a colon."""
    return ":" in text_id


def _lines(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main(sys.argv[1:])
