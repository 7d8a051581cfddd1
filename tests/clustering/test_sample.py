"""Events are drawn by chance, always the same ones, and shown with what lies around them."""

from datetime import timedelta

import apache_beam as beam
import pytest

from pipelines.__main__ import main
from pipelines.write import WriteHive
from schemas.mention import EventMention, Participant
from tests.clustering.sample import Lake, report
from tests.factories import NOON, make_meeting, make_pipeline

SIDES = (
    Participant(name="Khalifa Sarra", title="President", country="LBY"),
    Participant(name="Idriss Ba", title="President", country="TCD"),
)


def told(name: str, days: int, **fields: object) -> EventMention:
    """A meeting of two presidents at noon, told some days later."""
    values = {
        "mention_id": f"m {name}",
        "article_id": f"a {name}",
        "published_at": NOON + timedelta(days=days),
        "participants": SIDES,
        "event_date_start": NOON.date(),
        "date_precision": "day",
    }
    return make_meeting(f"They met, says {name}.", **{**values, **fields})


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("lake")
    aside = told("aside", 0, participants=(), event_date_start=None, date_precision=None)
    far = told("far", 40, event_date_start=(NOON + timedelta(days=40)).date())
    mentions = [told("first", 0), told("second", 1), aside, far]
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(mentions) | WriteHive(str(folder), slice_id="s")
    assert main(["merge", "--quiet", "--lake", str(folder)]) == 0
    return Lake(str(folder))


def test_events_of_several_articles_are_drawn(lake: Lake) -> None:
    assert lake.drawn(1, seed=1) == [["m first", "m second"]]


def test_what_may_be_of_the_event_and_lies_elsewhere_is_shown_with_its_words(lake: Lake) -> None:
    assert [name for _, name in lake.around(["m first", "m second"])] == ["m aside"]
    lines = list(report(lake, 1, seed=1))
    assert [line.split()[0] for line in lines] == ["##", "*", "*", "-"]
    assert lines[-1].endswith("They met, says aside.")
