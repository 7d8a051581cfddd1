"""What hangs together is found whole, wherever one begins, and forgotten without harm."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.mention_files import files_by_day
from pipelines.threads import Threads
from pipelines.write import write_file
from schemas.mention import Evidence
from schemas.partition import mention_path
from tests.factories import NOON, make_meeting

REACH = 3


def day(number: int) -> date:
    return (NOON + timedelta(days=number)).date()


@pytest.fixture
def threads(tmp_path: Path) -> Threads:
    """Each meeting is told for three days; that of day 40 is also announced on day 38."""
    for held in (0, 20, 40):
        for late in (-2, 0, 1) if held == 40 else (0, 1, 2):
            mention = make_meeting(
                mention_id=f"{held}+{late}",
                article_id=f"{held}+{late}",
                published_at=NOON + timedelta(days=held + late),
                event_date_start=day(held),
                date_precision="day",
                status="planned" if late < 0 else "occurred",
                evidence=(Evidence(text="The two met again.", char_start=0, char_end=18),),
            )
            write_file((mention_path(mention), "000"), [mention], "mentions", str(tmp_path), "s")
    return Threads(files_by_day(str(tmp_path), "mentions"), REACH)


@pytest.mark.parametrize("number", [20, 21, 22])
def test_a_component_is_found_whole_from_each_of_its_days(threads: Threads, number: int) -> None:
    [component] = threads.components_on(frozenset({day(number)}))
    assert component == {f"20+{late}": {day(20 + late)} for late in range(3)}


def test_mentions_lie_under_their_days_with_the_name_of_their_component(threads: Threads) -> None:
    held = threads.hanging_on(frozenset({day(40)}))
    assert held == {day(40 + late): {f"40+{late}": "40+-2"} for late in (-2, 0, 1)}


def test_what_was_forgotten_is_read_anew(threads: Threads) -> None:
    first = threads.hanging_on(frozenset({day(0)}))
    threads.hanging_on(frozenset({day(40)}))
    assert threads.hanging_on(frozenset({day(0)})) == first


def test_a_day_without_mentions_hangs_on_nothing(threads: Threads) -> None:
    assert threads.hanging_on(frozenset({day(10)})) == {}
