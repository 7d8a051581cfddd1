from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.mention import EVENT_MENTION, Evidence, MeetingMention, Participant, parties_of
from tests.factories import make_meeting, make_treaty


def test_the_event_type_tells_the_two_kinds_apart() -> None:
    for mention in (make_meeting(), make_treaty()):
        assert EVENT_MENTION.validate_json(mention.model_dump_json()) == mention


@pytest.mark.parametrize(
    "fields",
    [
        {"treaty_action": "signed"},
        {"meeting_format": "seance"},
        {"status": "rumoured"},
        {"confidence": 1.01},
        {"confidence": -0.1},
        {"parties": ("TCD", "LBY")},
        {"parties": ("LBY", "LBY")},
        {"event_date_start": date(2024, 5, 2), "event_date_end": date(2024, 5, 1)},
        {"event_date_end": date(2024, 5, 1), "date_precision": "day"},
        {"event_date_start": date(2024, 5, 1)},
        {"date_precision": "day"},
        {"place_country": "Senegal"},
        {"latitude": 91.0},
        {"cameo_code": "57x"},
        {"evidence": ()},
        {"rules": ()},
        {"mood": "cordial"},
    ],
)
def test_a_meeting_that_contradicts_itself_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_meeting(**fields)


def test_a_treaty_has_no_meeting_format_and_needs_an_action() -> None:
    with pytest.raises(ValidationError):
        make_treaty(meeting_format="summit")
    with pytest.raises(ValidationError):
        make_treaty(treaty_action=None)


def test_a_date_range_with_its_precision_is_accepted() -> None:
    day = date(2024, 5, 1)
    mention = make_meeting(event_date_start=day, event_date_end=day, date_precision="day")
    assert mention.event_date_end == day


def test_a_span_is_as_long_as_its_text() -> None:
    with pytest.raises(ValidationError, match="not as long"):
        Evidence(text="They met.", char_start=3, char_end=9)


def test_a_participant_is_somebody() -> None:
    with pytest.raises(ValidationError, match="needs a name"):
        Participant(title="President")


def test_parties_are_countries_before_organizations() -> None:
    sides = (Participant(country="TCD", organization="AU"), Participant(organization="EU"))
    assert parties_of((*sides, *sides)) == ("EU", "TCD")


def test_codes_keep_their_leading_zeros() -> None:
    assert MeetingMention.model_validate(make_meeting(cameo_code="0871")).cameo_code == "0871"
