"""How long a meeting lasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.durations import find_duration


@pytest.mark.parametrize(("sentence", "minutes"), [
    ("The call lasted about 35 minutes.", 35),
    ("They held a two-hour meeting in Lome.", 120),
    ("In a 90-minute phone call they spoke of rice.", 90),
    ("The ministers spoke for an hour and a half.", 90),
    ("Their talks ran for more than three hours.", 180),
    ("After four hours of talks they parted.", 240),
    ("The premiers met for two hours and 15 minutes.", 135),
    ("A two-and-a-half-hour meeting was held.", 150),
    ("They had a half-hour telephone conversation.", 30),
    ("The two met for half an hour.", 30),
    ("It was an hour-long meeting.", 60),
    ("The session is to last two days.", 2880),
    ("Three-day talks opened in Lome.", 4320),
    ("She is on a four-day state visit to Chad.", 5760),
    ("Two days of talks ended.", 2880),
    ("They were in talks for 45 minutes.", 45),
])  # fmt: skip
def test_minutes_are_counted(sentence: str, minutes: int) -> None:
    assert find_duration(sentence) == minutes


@pytest.mark.parametrize("sentence", [
    "", "He ruled for 24 years.", "Two hours later they met.", "They met two days ago.",
    "The 72-hour truce held.", "A 48-hour ceasefire began.", "The meeting was long.",
    "He met her a day after the vote.", "In the last 60 days he met nobody.",
    "The pact lasted 900 days.",
])  # fmt: skip
def test_other_periods_are_none(sentence: str) -> None:
    assert find_duration(sentence) is None


@given(st.text(max_size=200))
def test_any_text_has_a_positive_duration_or_none(text: str) -> None:
    minutes = find_duration(text)
    assert minutes is None or minutes > 0
