"""Whatever days are merged together, each event comes out as if all days were merged at once."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.mention_files import files_by_day, read_claims
from pipelines.merge_plan import Plan, plan_merge
from pipelines.write import write_file
from schemas.event import Event
from schemas.mention import EventMention, Participant
from schemas.partition import mention_path, published_date
from tests.factories import NOON, make_meeting, make_treaty
from transforms.clues import clue_of
from transforms.forest import Forest
from transforms.merging import links_among
from transforms.resolution import resolve

REACH = 10
BA = Participant(name="Idriss Ba", title="President", country="TCD")
SARRA = Participant(name="Khalifa Sarra", title="President", country="LBY")
ZINE = Participant(name="Leila Zine", title="President", country="TUN")
ACTIONS = ("agreed", "signed", "ratified")


def told(number: int, day: int, gap: int | None, kind: int) -> EventMention:
    """A meeting or treaty told on a day, of a day before or after it or of none."""
    published = NOON + timedelta(days=day)
    fields: dict[str, Any] = {
        "mention_id": f"m{number}",
        "article_id": f"a{number}",
        "published_at": published,
        "status": "planned" if (gap or 0) > 0 else "occurred",
        "event_date_start": None if gap is None else (published + timedelta(days=gap)).date(),
        "date_precision": None if gap is None else "day",
    }
    if kind >= 4:
        return make_treaty(treaty_action=ACTIONS[kind - 4], instrument="border accord", **fields)
    sides = (SARRA, BA, ZINE) if kind == 3 else (SARRA, BA)
    form = "visit" if kind == 2 else "bilateral"
    return make_meeting(f"Told {number}.", participants=sides, meeting_format=form, **fields)


MENTIONS = st.lists(
    st.tuples(st.integers(0, 60), st.none() | st.integers(-6, 20), st.integers(0, 6)), max_size=25
).map(lambda rows: [told(n, *row) for n, row in enumerate(rows)])


def write(lake: str, mentions: Sequence[EventMention]) -> None:
    places = {mention_path(mention) for mention in mentions}
    for place in places:
        rows = [mention for mention in mentions if mention_path(mention) == place]
        write_file((place, "000"), rows, "mentions", lake, "s")


def merged(lake: str, plan: Plan) -> Iterator[Event]:
    """The events of a plan, made in this process without Beam."""
    files = files_by_day(lake, "mentions")
    claims = [c for day, ids in plan.read.items() for f in files[day] for c in read_claims(f, ids)]
    forest = Forest.of(links_among(map(clue_of, claims), REACH))
    for name in sorted({forest.root(claim.mention_id) for claim in claims}):
        told_of = [claim for claim in claims if forest.root(claim.mention_id) == name]
        for event in resolve(told_of):
            if published_date(event.first_published_at) in plan.written:
                yield event


def by_id(events: Iterator[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.event_id)


@settings(max_examples=60)
@given(MENTIONS, st.integers(1, 8))
def test_windows_give_what_one_merge_of_all_gives(mentions: list[EventMention], size: int) -> None:
    with TemporaryDirectory() as lake:
        write(lake, mentions)
        whole = [e for plan in plan_merge(lake, None, REACH) for e in merged(lake, plan)]
        parts = [e for plan in plan_merge(lake, None, REACH, size) for e in merged(lake, plan)]
        assert by_id(iter(parts)) == by_id(iter(whole))
        assert sorted(m for e in whole for m in e.mention_ids) == sorted(
            mention.mention_id for mention in mentions
        )


@settings(max_examples=60)
@example([told(0, 44, None, 5), told(1, 54, None, 4)], [told(0, 34, None, 4)])
@given(MENTIONS, MENTIONS.filter(bool))
def test_a_merge_of_the_new_days_brings_all_events_up_to_date(
    old: list[EventMention], new: list[EventMention]
) -> None:
    late = [m.model_copy(update={"mention_id": f"n{m.mention_id}"}) for m in new]
    with TemporaryDirectory() as lake:
        write(lake, old)
        [*plans] = plan_merge(lake, None, REACH)
        events = {e.event_id: e for plan in plans for e in merged(lake, plan)}
        write(lake, old + late)
        days = {published_date(mention.published_at) for mention in late}
        for plan in plan_merge(lake, days, REACH):
            gone = [
                event_id
                for event_id, e in events.items()
                if published_date(e.first_published_at) in plan.written
            ]
            for event_id in gone:
                del events[event_id]
            events |= {event.event_id: event for event in merged(lake, plan)}
        whole = [e for plan in plan_merge(lake, None, REACH) for e in merged(lake, plan)]
        assert by_id(iter(events.values())) == by_id(iter(whole))


@pytest.fixture
def lake(tmp_path: Path) -> str:
    write(str(tmp_path), [told(n, day, 0, 0) for n, day in enumerate((0, 1, 40, 80))])
    return str(tmp_path)


def day(number: int) -> date:
    return (NOON + timedelta(days=number)).date()


def test_a_day_that_nothing_hangs_on_is_read_and_written_alone(lake: str) -> None:
    [plan] = plan_merge(lake, {day(40)}, REACH)
    assert plan.written == {day(40)}
    assert dict(plan.read) == {day(40): None}


def test_of_other_days_only_what_hangs_together_is_read(tmp_path: Path) -> None:
    plan_and_held = [told(1, 0, 5, 0), told(2, 0, 0, 2), told(3, 5, 0, 0)]
    write(str(tmp_path), plan_and_held)
    [first, second] = plan_merge(str(tmp_path), None, REACH, at_once=2)
    assert dict(first.read) == {day(0): None, day(5): {"m3"}}
    assert second.written == {day(5)}
    assert second.read[day(0)] >= {"m1"}  # type: ignore[operator]


def test_a_day_without_mentions_any_more_loses_its_events(lake: str) -> None:
    event_day = "event_type=meeting/published_date=2024-01-01"
    write_file((event_day, "000"), [], "events", lake, "merged")
    [plan] = plan_merge(lake, {day(40)}, REACH)
    assert date(2024, 1, 1) in plan.written
    assert date(2024, 1, 1) not in plan.read


def test_mentions_without_a_day_are_merged_among_themselves(tmp_path: Path) -> None:
    undated = told(1, 0, None, 0).model_copy(update={"published_at": None})
    write(str(tmp_path), [undated, told(2, 0, 0, 0)])
    [plan] = plan_merge(str(tmp_path), {None}, REACH)
    assert dict(plan.read) == {None: None}
