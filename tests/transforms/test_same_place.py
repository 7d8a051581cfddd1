"""Where it was: places that make two meetings one."""

from typing import Any

from schemas.mention import Participant
from tests.factories import make_claim
from tests.transforms.pairs import (
    UNDATED,
    alike,
    another,
    told,
)
from transforms.clues import clue_of
from transforms.same_place import same_place


def test_a_town_lies_in_its_country() -> None:
    undated: dict[str, Any] = {"participants": (Participant(organization="AU"),), **UNDATED}
    in_tunis = make_claim(place="Tunis", place_country="TUN", **undated)
    later = {**undated, **told(19)}
    assert alike(in_tunis, another(place="Tunisia", place_country="TUN", **later))
    assert not alike(in_tunis, another(place="Libya", place_country="LBY", **later))


def test_two_towns_of_one_state_are_doubtful_and_of_two_states_a_clash() -> None:
    here = {"place": "Tunis", "place_country": "TUN"}
    assert alike(make_claim(**here), another(place="Sfax", place_country="TUN"))
    libya, chad = Participant(country="LBY"), Participant(country="TCD")
    states: dict[str, Any] = {"participants": (libya, chad)}
    there = {"place": "Tripoli", "place_country": "LBY"}
    assert not alike(make_claim(**here, **states), another(**there, **states))


def test_who_met_on_a_day_did_not_meet_in_two_countries() -> None:
    here, there = (
        {"place": "Tunis", "place_country": "TUN"},
        {"place": "Tripoli", "place_country": "LBY"},
    )
    assert alike(make_claim(**here), another(**there))
    assert not alike(make_claim(**here), another(**there, **UNDATED))


def test_a_place_is_known_by_its_words() -> None:
    def place(one: str, other: str) -> float:
        return same_place(clue_of(make_claim(place=one)), clue_of(another(place=other)))

    assert place("Lake Chad, Bol", "Bol") == 1
    assert place("Sea", "Seattle") == 0
    assert place("Bol, L.C.", "Bol, LC") == 1


def test_what_has_no_day_is_held_in_one_town() -> None:
    session: dict[str, Any] = {
        "participants": (Participant(organization="AU"),),
        "meeting_format": "summit",
        "place_country": "TUN",
        **UNDATED,
    }
    assert alike(make_claim(place="Tunis", **session), another(place="Tunis", **session))
    assert not alike(make_claim(place="Tunis", **session), another(place="Sfax", **session))
