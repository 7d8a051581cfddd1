from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from schemas.partition import failure_path, hive_path, mention_path
from tests.factories import make_failure, make_meeting, make_treaty


def test_mentions_lie_by_type_and_day() -> None:
    assert mention_path(make_treaty()) == "event_type=treaty/published_date=2024-05-15"


def test_mentions_without_date_lie_in_the_default_partition() -> None:
    path = mention_path(make_meeting(published_at=None))
    assert path == "event_type=meeting/published_date=__HIVE_DEFAULT_PARTITION__"


def test_the_day_is_that_of_utc() -> None:
    seoul = timezone(timedelta(hours=9))
    moment = datetime(2024, 5, 15, 8, tzinfo=seoul)
    assert mention_path(make_meeting(published_at=moment)).endswith("2024-05-14")
    assert mention_path(make_meeting(published_at=moment.astimezone(UTC))).endswith("2024-05-14")


def test_failures_lie_by_stage() -> None:
    assert failure_path(make_failure(stage="read")) == "stage=read"


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_value_is_one_folder_and_comes_back(value: str) -> None:
    path = hive_path(stage=value)
    assert "/" not in path
    assert unquote(path.removeprefix("stage=")) == value
