"""Invented records for tests: every field has a sensible value, the test names what it is about."""

import gzip
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipelines.options import LOCAL_RUNNER
from schemas.article import Article
from schemas.claim import Claim
from schemas.event import Event
from schemas.failure import DataError, Failure
from schemas.mention import Evidence, MeetingMention, Participant, TreatyMention, parties_of
from transforms.consensus import event_of

NOON = datetime(2024, 5, 15, 12, tzinfo=UTC)
SIGNED = "Chad and Libya signed a border accord in Tripoli on Monday."
MET = "President Adama Barrow of the Gambia met Senegalese President Faye in Dakar on Tuesday."
NOTHING = "The harvest was late this year because of the rain."


def make_article(text: str = SIGNED, **fields: Any) -> Article:
    values: dict[str, Any] = {"article_id": "a1", "title": "An accord", "published_at": NOON}
    return Article(**{**values, **fields, "text": text})


def _shared(text: str, fields: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "mention_id": "m1",
        "article_id": "a1",
        "published_at": NOON,
        "status": "occurred",
        "participants": (Participant(country="LBY"), Participant(country="TCD")),
        "parties": ("LBY", "TCD"),
        "evidence": (Evidence(text=text, char_start=0, char_end=len(text)),),
        "rules": ("test.rule",),
        "confidence": 0.5,
        "language_model": "test",
    }
    return values | fields


def make_meeting(text: str = MET, **fields: Any) -> MeetingMention:
    return MeetingMention(**_shared(text, {"meeting_format": "bilateral", **fields}))


def make_treaty(text: str = SIGNED, **fields: Any) -> TreatyMention:
    return TreatyMention(**_shared(text, {"treaty_action": "signed", **fields}))


def make_claim(mention_id: str = "m1", **fields: Any) -> Claim:
    """A meeting of the presidents of Chad and Libya on the day it is reported; or what is given."""
    sides = (
        Participant(name="Khalifa Sarra", title="President", country="LBY"),
        Participant(name="Idriss Ba", title="President", country="TCD"),
    )
    values: dict[str, Any] = {
        "mention_id": mention_id,
        "article_id": f"article of {mention_id}",
        "published_at": NOON,
        "event_type": "meeting",
        "status": "occurred",
        "meeting_format": "bilateral",
        "participants": sides,
        "event_date_start": NOON.date(),
        "date_precision": "day",
        "confidence": 0.5,
        "outlet": f"outlet of {mention_id}",
        "wording": f"wording of {mention_id}",
    }
    values |= fields
    if values["event_date_start"] is None:
        values["date_precision"] = None
    return Claim(**{"parties": parties_of(values["participants"]), **values})


def make_treaty_claim(mention_id: str = "m1", **fields: Any) -> Claim:
    """A border accord that Chad and Libya signed on the day it is reported; or what is given."""
    values: dict[str, Any] = {
        "event_type": "treaty",
        "meeting_format": None,
        "treaty_action": "signed",
        "instrument": "border accord",
        "instrument_kind": "agreement",
        "participants": (Participant(country="LBY"), Participant(country="TCD")),
    }
    return make_claim(mention_id, **{**values, **fields})


def make_event(event_id: str = "e1", **fields: Any) -> Event:
    """The event of one claim, with the given columns changed."""
    claim = make_claim if fields.get("event_type", "meeting") == "meeting" else make_treaty_claim
    event = event_of([claim(f"mention of {event_id}")], event_id)
    return Event.model_validate(event.model_dump() | fields)


def make_failure(message: str = "the record has no text", **fields: Any) -> Failure:
    kind = fields.pop("error", "MissingText")
    where = {"source_uri": "in.jsonl", "position": 1, **fields}
    return Failure.of_data(where.pop("stage", "parse"), DataError(kind, message), **where)


def make_pipeline() -> beam.Pipeline:
    """Beam's local runner by name: its default one looks for a download first."""
    return beam.Pipeline(runner=LOCAL_RUNNER)


def write_lines(path: Path, lines: Iterable[dict[str, Any] | bytes | str]) -> Path:
    """JSON lines; bytes and strings go in as they are, for lines that are meant to be bad."""
    raw = b"".join(_line(line) + b"\n" for line in lines)
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


def _line(line: dict[str, Any] | bytes | str) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line)).encode()
