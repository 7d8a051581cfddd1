"""Whatever days are merged together, each event comes out as if all days were merged at once."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.files import remove
from pipelines.mention_files import files_by_day, read_claims
from pipelines.merge_plan import Plan, plan_merge
from pipelines.threads import Day
from pipelines.write import write_file
from schemas.claim import Claim
from schemas.event import Event
from schemas.mention import EventMention, Participant
from schemas.partition import event_path, mention_path, published_date
from tests.factories import NOON, make_meeting, make_treaty
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


def write(
    lake: str, mentions: Sequence[EventMention], before: Iterable[str] = (), slice_id: str = "s"
) -> None:
    places = {mention_path(mention) for mention in mentions}
    for place in places | set(before):
        rows = [mention for mention in mentions if mention_path(mention) == place]
        path = write_file((place, "000"), rows, "mentions", lake, slice_id)
        if not rows:
            remove([path])


def merged(lake: str, plan: Plan) -> Iterator[Event]:
    """The events of a plan, made in this process without Beam."""
    files = files_by_day(lake, "mentions")
    claims: dict[str, list[Claim]] = {}
    for day, components in plan.read.items():
        for claim in (c for f in files[day] for c in read_claims(f, components)):
            claims.setdefault(components[claim.mention_id], []).append(claim)
    for together in claims.values():
        for event in resolve(together):
            if published_date(event.first_published_at) in plan.written:
                yield event


def by_id(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.event_id)


def whole(lake: str, at_once: int = 15_000) -> list[Event]:
    plans = plan_merge(lake, None, REACH, at_once)
    return by_id(event for plan in plans for event in merged(lake, plan))


class Lake:
    """A lake whose mentions come, change and go, and the events that merges made of them."""

    def __init__(self, folder: str, mentions: Iterable[EventMention]) -> None:
        self.folder = folder
        self.told: dict[str, EventMention] = {}
        self.events: dict[str, Event] = {}
        self.change(mentions, ())
        self.merge(None)

    def change(self, come: Iterable[EventMention], gone: Iterable[str]) -> None:
        """Some mentions come, or come again with other words; some go."""
        before = {mention_path(mention) for mention in self.told.values()}
        for name in gone:
            self.told.pop(name)
        self.told |= {mention.mention_id: mention for mention in come}
        write(self.folder, list(self.told.values()), before)

    def merge(self, days: Collection[Day] | None) -> None:
        """Merge these days as the graph would."""
        for plan in plan_merge(self.folder, days, REACH, at_once=8):
            made = list(merged(self.folder, plan))
            replaced = {
                event_id: event
                for event_id, event in self.events.items()
                if published_date(event.first_published_at) in plan.written
            }
            for event in replaced:
                del self.events[event]
            assert not self.events.keys() & {event.event_id for event in made}
            self.events |= {event.event_id: event for event in made}
            places = set(map(event_path, (*replaced.values(), *made)))
            for place in places:
                rows = [event for event in self.events.values() if event_path(event) == place]
                write_file((place, "000"), rows, "events", self.folder, "merged")


@settings(max_examples=60)
@given(MENTIONS, st.integers(1, 8))
def test_windows_give_what_one_merge_of_all_gives(mentions: list[EventMention], size: int) -> None:
    with TemporaryDirectory() as lake:
        write(lake, mentions)
        events = whole(lake)
        assert whole(lake, size) == events
        assert sorted(m for e in events for m in e.mention_ids) == sorted(
            mention.mention_id for mention in mentions
        )


@settings(max_examples=25)
@given(MENTIONS.filter(bool), st.data(), st.integers(1, 8))
def test_articles_that_several_slices_hold_count_once(
    mentions: list[EventMention], data: st.DataObject, size: int
) -> None:
    repeated = data.draw(st.lists(st.sampled_from(mentions), unique_by=lambda m: m.mention_id))
    with TemporaryDirectory() as lake:
        write(lake, mentions)
        events = whole(lake)
        write(lake, repeated, slice_id="again")
        assert whole(lake, size) == events


ORDERS = st.lists(st.integers(0, 2), max_size=30)


@settings(max_examples=40)
@example([told(0, 44, None, 5), told(1, 54, None, 4)], [told(0, 34, None, 4)], [], [], False)
@given(MENTIONS, MENTIONS, st.lists(st.integers(0, 24), max_size=6), ORDERS, st.booleans())
def test_merges_of_the_days_that_changed_bring_all_events_up_to_date(
    old: list[EventMention],
    new: list[EventMention],
    gone: list[int],
    turns: list[int],
    is_gradual: bool,
) -> None:
    """Mentions come, change and go; their days are merged in up to three turns, in any order."""
    lost = {f"m{number}" for number in gone if number < len(old)}
    changed = [  # every third one has the id of an old one, told on the same day
        mention.model_copy(update={"mention_id": f"n{mention.mention_id}"})
        if number % 3 or number >= len(old)
        else old[number].model_copy(update={"event_date_start": None, "date_precision": None})
        for number, mention in enumerate(new)
    ]
    touched = [*changed, *(mention for mention in old if mention.mention_id in lost)]
    days = sorted({mention.published_at for mention in touched if mention.published_at})
    turn_of = {
        published_date(day): (turns[n] if n < len(turns) else 0) for n, day in enumerate(days)
    }
    with TemporaryDirectory() as folder:
        lake = Lake(folder, old)
        for turn in range(3):
            own = {day for day, at in turn_of.items() if at == turn}
            now = own if is_gradual else turn_of.keys() if not turn else set()
            come = [m for m in changed if published_date(m.published_at) in now]
            gone_now = [
                name
                for name in sorted(lost & lake.told.keys())
                if published_date(lake.told[name].published_at) in now
            ]
            lake.change([m for m in come if m.mention_id not in lost], gone_now)
            lake.merge(own)
        assert by_id(lake.events.values()) == whole(folder)


@pytest.fixture
def lake(tmp_path: Path) -> str:
    write(str(tmp_path), [told(n, day, 0, 0) for n, day in enumerate((0, 1, 40, 80))])
    return str(tmp_path)


def day(number: int) -> date:
    return (NOON + timedelta(days=number)).date()


def test_a_day_that_nothing_hangs_on_is_read_and_written_alone(lake: str) -> None:
    [plan] = plan_merge(lake, {day(40)}, REACH)
    assert plan.written == {day(40)}
    assert dict(plan.read) == {day(40): {"m2": "m2"}}


def test_of_other_days_only_what_hangs_together_is_read(tmp_path: Path) -> None:
    plan_and_held = [told(1, 0, 5, 0), told(2, 0, 0, 2), told(3, 5, 0, 0)]
    write(str(tmp_path), plan_and_held)
    [first, second] = plan_merge(str(tmp_path), None, REACH, at_once=2)
    assert {d: sorted(ids) for d, ids in first.read.items()} == {
        day(0): ["m1", "m2"],
        day(5): ["m3"],
    }
    assert second.written == {day(5)}
    assert "m1" in second.read[day(0)]


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
    assert dict(plan.read) == {None: {"m1": "m1"}}
