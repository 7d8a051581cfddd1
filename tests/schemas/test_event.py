import pytest
from pydantic import ValidationError

from schemas.arrow import EVENT_SCHEMA, to_table
from schemas.event import Event, RelatedEvent
from tests.factories import make_event


def test_an_event_goes_into_arrow_and_back() -> None:
    event = make_event(related_events=(RelatedEvent(event_id="e2", kinship="part_of"),))
    [row] = to_table([event], EVENT_SCHEMA).to_pylist()
    assert Event.model_validate({k: v for k, v in row.items() if v is not None}) == event


def test_an_event_without_mentions_is_refused() -> None:
    with pytest.raises(ValidationError):
        make_event(mention_ids=())
