"""Synthetic mentions: `python -m tests.bench.synthetic COUNT LAKE` writes that many into a lake.

Events of two to four parties, a few of which are busy, each told by one to eight outlets within
three days. A day has a thousand mentions, so that more mentions mean more days, as in life.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import MENTION_FILE_SCHEMA
from schemas.identity import stable_id
from schemas.partition import hive_path

PER_DAY = 1000
FIRST_DAY = date(2020, 1, 1)
_CODES = tuple(a + b + c for a in "BCDFGK" for b in "AEIOU" for c in "LMNRST")
_FORMATS = ("bilateral", "summit", "multilateral", "visit", "phone_call")
_OUTLETS = tuple(f"Gazette {n}" for n in range(200))
_TEXT = "Invented ministers of two invented states met and talked about an invented border."


def mentions(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """That many rows of mentions, in order of the days of their events."""
    return islice(_endless(Random(seed)), count)


def _endless(rng: Random) -> Iterator[dict[str, Any]]:
    told = number = 0
    while True:
        number += 1
        day = FIRST_DAY + timedelta(days=told // PER_DAY)
        parties = list({_CODES[int(len(_CODES) * rng.random() ** 2)] for _ in range(6)})
        facts = _facts(number, sorted(parties)[: rng.randint(2, 4)], day, rng)
        outlets = rng.sample(_OUTLETS, rng.choice((1, 1, 1, 2, 2, 3, 5, 8)))
        for outlet in outlets:
            told += 1
            yield _told(facts, outlet, day + timedelta(days=rng.choice((0, 0, 1, 2))), rng)


def _facts(number: int, parties: list[str], day: date, rng: Random) -> dict[str, Any]:
    sides = [
        {"name": f"Person {code.title()} {number % 7}", "title": "Minister", "country": code,
         "organization": None, "role": "participant"}
        for code in parties
    ]  # fmt: skip
    return {
        "event_type": "meeting",
        "status": "occurred",
        "is_background": False,
        "meeting_format": rng.choice(_FORMATS),
        "participants": sides,
        "parties": parties,
        "place": f"City {rng.randrange(400)}",
        "event_date_start": day,
        "date_precision": "day",
        "date_text": "on Monday",
        "topics": ["trade"],
        "outcomes": [],
        "provisions": [],
        "event": number,
    }


def _told(facts: dict[str, Any], outlet: str, day: date, rng: Random) -> dict[str, Any]:
    """One outlet's mention: it may leave out the place, the date or a side."""
    left_out = rng.choice(
        ({}, {}, {"place": None}, {"event_date_start": None, "date_precision": None})
    )
    article = stable_id(outlet, facts["event"])
    text = f"{_TEXT} {outlet} {facts['event']}"
    return {
        **facts,
        **left_out,
        "mention_id": stable_id(article),
        "article_id": article,
        "source": outlet,
        "published_at": datetime.combine(day, time(12), UTC),
        "evidence": [{"text": text, "char_start": 0, "char_end": len(text)}],
        "rules": ["synthetic"],
        "confidence": round(rng.uniform(0.4, 0.95), 2),
        "language_model": "none",
        "schema_version": "0",
        "pipeline_version": "0",
    }


def write_lake(count: int, lake: Path, seed: int = 1) -> None:
    """The mentions as a lake holds them, one file a day."""
    days: dict[date, list[dict[str, Any]]] = {}
    for row in mentions(count, seed):
        days.setdefault(row["published_at"].date(), []).append(row)
    for day, rows in days.items():
        folder = lake / "mentions" / hive_path(event_type="meeting", published_date=day)
        folder.mkdir(parents=True, exist_ok=True)
        kept = sorted(rows, key=lambda row: str(row["mention_id"]))
        table = pa.Table.from_pylist(kept, schema=MENTION_FILE_SCHEMA)
        pq.write_table(table, folder / "synthetic-000.parquet", compression="zstd")


if __name__ == "__main__":
    write_lake(int(sys.argv[1]), Path(sys.argv[2]))
