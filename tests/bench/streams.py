"""The articles that are measured: seeded samples of the news corpora, as JSON lines."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from transforms.extract import Extractor
from transforms.parse import SourceRecord, parse_record

SEED = 5
Record = dict[str, Any]


def corpus(folder: Path) -> list[Record]:
    """All articles of the news corpora, shuffled once and always in the same way."""
    found: list[Record] = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += map(json.loads, lines)
    random.Random(SEED).shuffle(found)
    return found


def write(path: Path, records: Iterable[Record]) -> Path:
    """The records as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), "utf-8")
    return path


def head(path: Path, size: int) -> Path:
    """The first lines of a stream, as one of its own."""
    with path.open(encoding="utf-8") as lines:
        text = "".join(islice(lines, size))
    path = path.with_name(f"first-{path.name}")
    path.write_text(text, "utf-8")
    return path


def repeated(records: list[Record], size: int) -> Iterator[Record]:
    """The stream again and again, under new ids and with a last line that makes each text new."""
    for n in range(size):
        record = records[n % len(records)]
        again = n // len(records)
        text = f"{record['text']}\n({again})" if again else record["text"]
        yield {**record, "id": f"{record['id']}/{again}", "text": text}


def turned_away(records: Iterable[Record], extractor: Extractor) -> Iterator[Record]:
    """Those in which no sentence is parsed."""
    for position, record in enumerate(records, 1):
        article = parse_record(SourceRecord("sample", position, record)).found.article
        if not extractor.read(article).chosen:
            yield record
