"""Small invented lakes for the tests of the report."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apache_beam as beam

from pipelines.write import WriteHive
from schemas.event import Event
from schemas.mention import Evidence, MeetingMention, Participant, parties_of
from tests.factories import make_event, make_failure, make_meeting, make_pipeline

FIRST = datetime(2024, 5, 15, 12, tzinfo=UTC)
HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")
BA = Participant(name="Idriss Ba", title="President", country="TCD")
AMADOU = Participant(name="Sani Amadou", title="Foreign Minister", country="NER")


def told(event_id: str, day: int, *seats: Participant, **fields: Any) -> Event:
    """An event of these participants, on a day counted from the first."""
    moment = FIRST + timedelta(day)
    values: dict[str, Any] = {
        "participants": seats,
        "parties": parties_of(seats),
        "event_date_start": moment.date(),
        "date_precision": "day",
        "first_published_at": moment,
        "last_published_at": moment,
        "mention_ids": (f"mention of {event_id}",),
        **fields,
    }
    return make_event(event_id, **values)


TUNIS = {"place": "Tunis", "place_country": "TUN", "latitude": 36.8, "longitude": 10.2}
SIGNED = {"event_type": "treaty", "treaty_action": "signed", "instrument": "border accord"}
EVENTS = (
    told("met", 0, BA, SARRA, n_sources=3, n_articles=4, **TUNIS),
    told("visit", 2, AMADOU, SARRA, meeting_format="visit"),
    told("signed", 3, BA, SARRA, **SIGNED),
    told("soon", 4, BA, AMADOU, status="planned", event_date_start=(FIRST + timedelta(20)).date()),
    told("off", 5, BA, AMADOU, status="cancelled"),
    told(
        "recalled", 5, BA, SARRA, is_background=True, event_date_start=datetime(2015, 3, 1).date()
    ),
)


def proof(event_id: str, **fields: Any) -> MeetingMention:
    """A mention of an event, with a sentence that names it."""
    text = f"The sentence that proves {event_id}."
    values: dict[str, Any] = {
        "mention_id": f"mention of {event_id}",
        "article_id": f"article of {event_id}",
        "source": "Gazette",
        "title": f"News of {event_id}",
        "url": f"https://gazette.example/{event_id}",
        "evidence": (Evidence(text=text, char_start=0, char_end=len(text)),),
        **fields,
    }
    return make_meeting(**values)


MENTIONS = (
    *(proof(event.event_id) for event in EVENTS if event.event_id != "met"),
    proof("met", title=HOSTILE, source=HOSTILE, url="javascript:window.hacked = 3"),
)


def write_lake(folder: Path) -> str:
    """A lake of six events with a sentence each, one with a hostile title, and a failure."""
    with make_pipeline() as pipeline:
        _ = pipeline | "E" >> beam.Create(EVENTS) | "W" >> WriteHive(str(folder), "events")
        _ = pipeline | "M" >> beam.Create(MENTIONS) | "V" >> WriteHive(str(folder))
        failure = make_failure(message=HOSTILE)
        _ = pipeline | "F" >> beam.Create([failure]) | "X" >> WriteHive(str(folder), "failures")
    return str(folder)


RING = ("CHN", "EGY", "FJI", "GHA", "IND", "JPN", "KEN", "LBY", "MEX", "NER", "OMN", "PER", "TCD")
"""More parties than a chart of pairs has room for, each as busy as any other."""


def write_ring(folder: Path) -> str:
    """Each party of the ring met the next; one meeting is planned, one did not come about."""
    seats = [Participant(name=f"Person of {code}", country=code) for code in RING]
    nexts = [*seats[1:], seats[0]]
    places = ("Lima", "Lima, PER", "Peru")
    met = [
        told(f"ring {n}", 0, *pair, place=places[n % 3], place_country="PER")
        for n, pair in enumerate(zip(seats, nexts, strict=True))
    ]
    late = told("late", -3, *seats[:2], status="planned", place="Lima", place_country="PER")
    month = {
        "place_country": "PER",
        "event_date_start": FIRST.date().replace(day=1),
        "date_precision": "month",
    }
    soon = told("soon", 0, *seats[:2], status="planned", place="Peru", **month)
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create([*met, late, soon]) | WriteHive(str(folder), "events")
    return str(folder)
