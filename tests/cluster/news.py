"""The articles that a cluster is tried with: real ones where they are at hand, else the samples."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.bench.streams import corpus, repeated
from transforms.copies import Sketch, copies_among, meeting_numbers, sketch_of
from transforms.parse import FoundArticle, SourceRecord, parse_record

SAMPLES = Path(__file__).parents[2] / "pipelines" / "samples"
Record = dict[str, Any]


def articles(folder: Path | None, number: int) -> list[Record]:
    """So many articles, none of them a copy of another, always the same ones."""
    if folder is None:
        lines = [line for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.open()]
        found = list(repeated([json.loads(line) for line in lines], number))
    else:
        found = corpus(folder)
    return list(without_copies(found[: 2 * number]))[:number]


def without_copies(records: Iterable[Record]) -> Iterator[Record]:
    """The records without those that a run would drop as copies, or refuse."""
    met: dict[int, list[Sketch]] = defaultdict(list)
    kept: list[tuple[FoundArticle, Record]] = []
    for position, record in enumerate(records, 1):
        try:
            found = parse_record(SourceRecord("news", position, record)).found
        except ValueError:
            continue
        kept.append((found, record))
        sketch = sketch_of(found.article, found.origin)
        for number in meeting_numbers(sketch):
            met[number].append(sketch)
    copies = {origin for n, sketches in met.items() for origin, _ in copies_among(n, sketches)}
    yield from (record for found, record in kept if found.origin not in copies)


@dataclass
class Traffic:
    """What is sent to a topic, and what must come of it."""

    messages: list[bytes] = field(default_factory=list)
    good: list[Record] = field(default_factory=list)
    late: int = 0
    malformed: int = 0
    copies: int = 0


def traffic(records: Iterable[Record], now: datetime, seed: int = 6) -> Traffic:
    """The records as messages: 5 % out of order, 1 % too late, 1 % malformed, 3 % twice."""
    chance, sent = random.Random(seed), Traffic()
    again: list[tuple[int, bytes]] = []
    for number, record in enumerate(records):
        dice = chance.random()
        ago = timedelta(minutes=chance.uniform(1, 5))
        if dice < 0.05:
            ago = timedelta(hours=chance.uniform(2, 60))
        elif dice < 0.06:
            ago = timedelta(days=chance.uniform(4, 30))
            sent.late += 1
        dated = {**record, "date": (now - ago).astimezone(UTC).isoformat()}
        raw = json.dumps(dated, ensure_ascii=False).encode()
        sent.messages.append(raw)
        if not 0.05 <= dice < 0.06:
            sent.good.append(dated)
        if chance.random() < 0.01:
            sent.malformed += 1
            sent.messages.append(raw[: len(raw) // 2])
        if not 0.05 <= dice < 0.06 and chance.random() < 0.03:
            sent.copies += 1
            again.append((number + chance.randrange(1, 200), raw))
    for place, raw in sorted(again, reverse=True):
        sent.messages.insert(min(place, len(sent.messages)), raw)
    return sent


def rows(lake: Path, dataset: str = "mentions") -> list[str]:
    """All rows of a lake as text, sorted; what lies in the names of the folders comes first."""
    found = []
    for path in lake.glob(f"{dataset}/**/*.parquet"):
        keys = [part for part in path.relative_to(lake).parts if "=" in part]
        table = pq.ParquetFile(path).read()
        found += [
            f"{keys} {json.dumps(row, default=str, sort_keys=True)}" for row in table.to_pylist()
        ]
    return sorted(found)
