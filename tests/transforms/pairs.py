"""Pairs of invented claims, for the tests of what makes two of them alike."""

from datetime import date
from typing import Any

from schemas.claim import Claim
from schemas.mention import Participant
from tests.factories import NOON, make_claim
from transforms.clues import clue_of
from transforms.likeness import SAME, likeness

BA = Participant(name="Idriss Ba", title="President", country="TCD")
KOLE = Participant(name="Amina Kole", title="Foreign Minister", country="TCD")
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")
TUNISIA = Participant(country="TUN")
UNION = Participant(name="African Union", organization="AU")
UNDATED: dict[str, Any] = {"event_date_start": None}
VISIT: dict[str, Any] = {"meeting_format": "visit"}


def on(day: int) -> dict[str, Any]:
    return {"event_date_start": date(2024, 5, day)}


def told(day: int) -> dict[str, Any]:
    return {"published_at": NOON.replace(day=day)}


def alike(one: Claim, other: Claim) -> bool:
    first, second = clue_of(one), clue_of(other)
    assert likeness(first, second) == likeness(second, first)
    return likeness(first, second) >= SAME


def another(**fields: Any) -> Claim:
    return make_claim("m2", **fields)
