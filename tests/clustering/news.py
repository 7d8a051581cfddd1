"""The invented news as records of articles, and which event each of their mentions tells of."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.claim import Claim
from transforms.clues import kind_of

NEWS = Path(__file__).with_name("news.toml")
_MEETINGS = {"talks", "visit", "call"}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the data file knows it."""

    event_id: str
    kind: str
    party: str | None = None

    @property
    def event_type(self) -> str:
        """The type that follows from the kind."""
        return "meeting" if self.kind in _MEETINGS else "treaty"


def read_news(path: Path = NEWS) -> tuple[list[dict[str, Any]], dict[str, list[Told]]]:
    """The articles as records to extract from, and the events that each tells of by its id."""
    records: list[dict[str, Any]] = []
    tells: dict[str, list[Told]] = {}
    events = tomllib.loads(path.read_text(encoding="utf-8"))["event"]
    by_id = {e["id"]: Told(e["id"], e["kind"], e.get("party")) for e in events}
    for event in events:
        for n, (outlet, day, text, *more) in enumerate(event["articles"]):
            article_id = f"{event['id']}-{n}"
            records.append({"id": article_id, "source": outlet, "date": day, "text": text})
            named = [event["id"], *(more[0] if more else ())]
            tells[article_id] = [by_id[name] for name in named]
    return records, tells


def event_told(claim: Claim, tells: Iterable[Told]) -> str | None:
    """The event that a claim of an article is about: the one of its type, kind and party."""
    fitting = [told for told in tells if told.event_type == claim.event_type]
    if len(fitting) > 1:
        fitting = [told for told in fitting if told.party is None or told.party in claim.parties]
    if len(fitting) > 1:
        fitting = [told for told in fitting if told.kind == kind_of(claim)]
    return fitting[0].event_id if len(fitting) == 1 else None
