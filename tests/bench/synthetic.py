"""Synthetic mentions: `python -m tests.bench.synthetic COUNT LAKE` writes that many into a lake.

Four thousand pairs of states, of which few meet often and many seldom; each state has a president,
a premier and a minister with names of their own, and five cities. An event is told by one to eight
outlets within three days, one in five was announced before, one in six is a treaty. A day has a
thousand mentions, so that more mentions mean more days, as in life.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, product
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

_CODES = tuple(map("".join, product("BCDFGKLMNP", "AEIOU", "KLMN")))
_OFFICES = ("President", "Prime Minister", "Foreign Minister")
_SYLLABLES = ("ba", "do", "ke", "li", "mu", "na", "po", "ra", "su", "te", "vi", "zo")
_FORMATS = ("bilateral", "bilateral", "summit", "visit", "phone_call")
_OUTLETS = tuple(f"Gazette {n}" for n in range(300))
_ISSUES = ("border", "fishing", "rail", "grain", "visa", "river", "customs", "energy", "air", "tax")
_TEXT = "Invented ministers of two invented states met and talked about an invented border."


class World:
    """Who there is, and which pairs of states deal with each other how often."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        pairs = [(a, b) for a in _CODES for b in _CODES if a < b]
        self.pairs = rng.sample(pairs, 4000)
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.pairs))))
        names = iter(rng.sample([*map("".join, product(_SYLLABLES, repeat=3))], 3 * len(_CODES)))
        self.people = {
            code: [(office, f"Ada {next(names).title()}") for office in _OFFICES] for code in _CODES
        }

    def parties(self) -> list[str]:
        """Two states, now and then with one or two others."""
        [pair] = self.rng.choices(self.pairs, cum_weights=self.weights)
        others = self.rng.sample(_CODES, self.rng.choice((0, 0, 0, 0, 0, 1, 2)))
        return sorted({*pair, *others})


def mentions(days: int, seed: int = 1) -> Iterator[list[dict[str, Any]]]:
    """The rows of each of so many days of publication."""
    world = World(Random(seed))
    told: dict[int, list[dict[str, Any]]] = {}
    number = 0
    for day in range(days):
        begun = 0
        while begun < PER_DAY:
            number += 1
            for when, row in _event(world, number, day):
                told.setdefault(max(when, 0), []).append(row)
                begun += 1
        yield told.pop(day)


def _event(world: World, number: int, day: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The reports of one event, each with the day of its publication."""
    rng = world.rng
    facts = (_treaty if rng.random() < 1 / 6 else _meeting)(world, FIRST_DAY + timedelta(day))
    if rng.random() < 0.2:
        early = day - rng.randint(1, 10)
        yield early, _told(number, facts | {"status": "planned"}, rng.choice(_OUTLETS), early, rng)
    for outlet in rng.sample(_OUTLETS, rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        late = day + rng.choice((0, 0, 1, 2))
        yield late, _told(number, facts, outlet, late, rng)


def _meeting(world: World, held: date) -> dict[str, Any]:
    rng, parties = world.rng, world.parties()
    office = rng.randrange(3)
    sides = [
        dict(zip(("title", "name"), world.people[code][office], strict=True)) | {"country": code}
        for code in parties
    ]
    return {
        "event_type": "meeting",
        "meeting_format": rng.choice(_FORMATS),
        "participants": sides,
        "parties": parties,
        **_circumstances(rng, parties, held),
    }


def _treaty(world: World, held: date) -> dict[str, Any]:
    rng, parties = world.rng, world.parties()
    return {
        "event_type": "treaty",
        "treaty_action": rng.choice(("agreed", "signed", "signed", "ratified")),
        "participants": [{"country": code} for code in parties],
        "parties": parties,
        "instrument": f"{rng.choice(_ISSUES)} agreement",
        "instrument_kind": "agreement",
        **_circumstances(rng, parties, held),
    }


def _circumstances(rng: Random, parties: list[str], held: date) -> dict[str, Any]:
    return {
        "status": "occurred",
        "is_background": False,
        "place": f"City {rng.randrange(5)} of {parties[0]}",
        "place_country": parties[0],
        "event_date_start": held,
        "date_precision": "day",
        "date_text": "on Monday",
        "topics": [rng.choice(_ISSUES)],
        "outcomes": [],
        "provisions": [],
    }


def _told(number: int, facts: dict[str, Any], outlet: str, day: int, rng: Random) -> dict[str, Any]:
    """One outlet's mention: it may leave out the place or the date."""
    left_out = rng.choice(
        ({}, {}, {"place": None}, {"event_date_start": None, "date_precision": None})
    )
    article = stable_id(number, outlet, facts["status"])
    sides = [{"organization": None, "role": "participant"} | each for each in facts["participants"]]
    text = f"{_TEXT} {article}"
    return {
        **facts,
        **left_out,
        "participants": sides,
        "mention_id": stable_id(article),
        "article_id": article,
        "source": outlet,
        "title": f"event {number}",
        "published_at": datetime.combine(FIRST_DAY + timedelta(max(day, 0)), time(12), UTC),
        "evidence": [{"text": text, "char_start": 0, "char_end": len(text)}],
        "rules": ["synthetic"],
        "confidence": round(rng.uniform(0.4, 0.95), 2),
        "language_model": "none",
        "schema_version": "0",
        "pipeline_version": "0",
    }


def write_lake(count: int, lake: Path, seed: int = 1) -> int:
    """About so many mentions as a lake holds them, one file a day and type; how many there are."""
    written = 0
    for n, rows in enumerate(mentions(max(1, count // PER_DAY), seed)):
        for kind in ("meeting", "treaty"):
            day = FIRST_DAY + timedelta(n)
            folder = lake / "mentions" / hive_path(event_type=kind, published_date=day)
            folder.mkdir(parents=True, exist_ok=True)
            kept = sorted(
                (r for r in rows if r["event_type"] == kind), key=lambda r: str(r["mention_id"])
            )
            table = pa.Table.from_pylist(kept, schema=MENTION_FILE_SCHEMA)
            pq.write_table(table, folder / "synthetic-000.parquet", compression="zstd")
            written += len(kept)
    return written


if __name__ == "__main__":
    print(f"{write_lake(int(sys.argv[1]), Path(sys.argv[2])):,} mentions")
