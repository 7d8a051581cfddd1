"""What hung together in an earlier merge is found from any day on which it was told of."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.earlier_events import EarlierEvents
from pipelines.mention_files import files_by_day
from pipelines.write import write_file
from schemas.partition import event_path
from tests.factories import NOON, make_event

REACH = 5


def day(number: int) -> date:
    return (NOON + timedelta(days=number)).date()


def write(lake: Path, event_id: str, first: int, last: int, component: str) -> None:
    told: dict[str, Any] = {
        "first_published_at": NOON + timedelta(days=first),
        "last_published_at": NOON + timedelta(days=last),
    }
    event = make_event(event_id, component=component, mention_ids=(f"m {event_id}",), **told)
    write_file((event_path(event), event_id), [event], "events", str(lake), "merged")


@pytest.fixture
def events(tmp_path: Path) -> EarlierEvents:
    """A story told from day 0 to 30 in four events, and another event in the midst of it."""
    for n, (first, last) in enumerate([(0, 9), (8, 12), (14, 25), (30, 30)]):
        write(tmp_path, f"e{n}", first, last, "story")
    write(tmp_path, "other", 15, 15, "other")
    return EarlierEvents(files_by_day(str(tmp_path), "events"), REACH)


@pytest.mark.parametrize("number", [0, 5, 11, 24, 30])
def test_a_story_is_found_whole_from_each_of_its_days(events: EarlierEvents, number: int) -> None:
    [hung] = events.hung_on({day(number)})
    assert hung.mentions == {"m e0", "m e1", "m e2", "m e3"}
    assert hung.days == {day(0), day(8), day(14), day(30)}


def test_nothing_is_found_on_days_between_and_after(events: EarlierEvents) -> None:
    assert events.hung_on({day(13), day(27), day(40)}) == []


def test_days_of_events_that_were_told_of_in_a_time(events: EarlierEvents) -> None:
    assert events.told_within(day(10), day(14)) == {day(8), day(14)}


def test_events_without_a_day_are_by_themselves(tmp_path: Path) -> None:
    undated = make_event("u", first_published_at=None, last_published_at=None)
    write_file((event_path(undated), "u"), [undated], "events", str(tmp_path), "merged")
    write(tmp_path, "e", 0, 0, "story")
    events = EarlierEvents(files_by_day(str(tmp_path), "events"), REACH)
    [hung] = events.hung_on({None})
    assert (hung.mentions, hung.days) == ({"mention of u"}, {None})
