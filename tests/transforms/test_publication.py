from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import EARLIEST_YEAR, LATEST_YEAR
from transforms.publication import published_moment

KOLKATA = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-07-10", "2024-07-10T00:00"),
        ("20240710", "2024-07-10T00:00"),
        ("2024/07/10", "2024-07-10T00:00"),
        ("2024-07-10T09:30:00Z", "2024-07-10T09:30"),
        ("2024-07-10 09:30:00", "2024-07-10T09:30"),
        ("2024-07-10 09:30:00 UTC", "2024-07-10T09:30"),
        ("2024-07-10 09:30:00 +0200", "2024-07-10T07:30"),
        ("2024-07-10T01:30:00+09:00", "2024-07-09T16:30"),
        ("Wed, 10 Jul 2024 09:30:00 GMT", "2024-07-10T09:30"),
        ("July 10, 2024", "2024-07-10T00:00"),
        ("Jul. 10th, 2024", "2024-07-10T00:00"),
        ("10 July 2024", "2024-07-10T00:00"),
        (1720603800, "2024-07-10T09:30"),
        (1720603800000, "2024-07-10T09:30"),
        ("1720603800", "2024-07-10T09:30"),
        (date(2024, 7, 10), "2024-07-10T00:00"),
        (datetime(2024, 7, 10, 9, 30), "2024-07-10T09:30"),
        (datetime(2024, 7, 10, 9, 30, tzinfo=KOLKATA), "2024-07-10T04:00"),
    ],
)
def test_spellings_of_crawlers_are_read(value: object, expected: str) -> None:
    assert published_moment(value) == datetime.fromisoformat(f"{expected}+00:00")


@pytest.mark.parametrize(
    "value",
    [
        *("9999-99-99", "3020-01-01", "0000-00-00", "0012-03-04", "2024-02-30", "99999999"),
        *("yesterday", "2024", "07/10/2024", "", "   ", "Smarch 3, 2024", "May 2024"),
        *(None, True, [], {}, 1e300, float("nan"), -(10**30), datetime(3020, 1, 1)),
    ],
)
def test_absurd_or_ambiguous_dates_are_none(value: object) -> None:
    assert published_moment(value) is None


@given(
    st.datetimes(timezones=st.just(UTC)).filter(lambda m: EARLIEST_YEAR <= m.year <= LATEST_YEAR)
)
def test_every_moment_we_write_is_read_back(moment: datetime) -> None:
    assert published_moment(moment.isoformat()) == moment


@given(st.text() | st.floats() | st.integers() | st.binary())
def test_nothing_makes_it_raise(value: object) -> None:
    moment = published_moment(value)
    assert moment is None or moment.tzinfo is UTC
