import pytest
from pydantic import ValidationError

from schemas.arrow import EVENT_SCHEMA, to_table
from schemas.event import Event, RelatedEvent, Revision
from tests.factories import make_event


def test_an_event_goes_into_arrow_and_back() -> None:
    event = make_event(related_events=(RelatedEvent(event_id="e2", kinship="part_of"),))
    [row] = to_table([event], EVENT_SCHEMA).to_pylist()
    assert Event.model_validate({k: v for k, v in row.items() if v is not None}) == event


def test_an_event_whose_news_has_no_day_is_read_as_it_was_written() -> None:
    undated = Revision(article_id="a1", field="status", old="planned", new="occurred")
    event = make_event(first_published_at=None, last_published_at=None, revisions=(undated,))
    assert Event.model_validate_json(event.model_dump_json(exclude_none=True)) == event


def test_an_event_without_mentions_is_refused() -> None:
    with pytest.raises(ValidationError):
        make_event(mention_ids=())
