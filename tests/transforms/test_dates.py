"""Date phrases: found where they stand, resolved to the days they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.date_meanings import Tense
from transforms.dates import find_dates, resolve_date

WEDNESDAY = date(2024, 5, 15)

PHRASES: list[tuple[str, Tense, str, str, str]] = [
    ("June 3", "future", "2024-06-03", "2024-06-03", "day"),
    ("in June", "future", "2024-06-01", "2024-06-30", "month"),
    ("June 3-4", "future", "2024-06-03", "2024-06-04", "day"),
    ("early July", "future", "2024-07-01", "2024-07-31", "month"),
    ("this weekend", "future", "2024-05-18", "2024-05-19", "day"),
    ("next Monday", "future", "2024-05-20", "2024-05-20", "day"),
    ("next Monday", "unknown", "2024-05-20", "2024-05-20", "day"),
    ("on Tuesday", "past", "2024-05-14", "2024-05-14", "day"),
    ("last month", "past", "2024-04-01", "2024-04-30", "month"),
    ("in March", "past", "2024-03-01", "2024-03-31", "month"),
    ("next year", "future", "2025-01-01", "2025-12-31", "year"),
    ("June 3", "past", "2023-06-03", "2023-06-03", "day"),
    ("the first of June", "future", "2024-06-01", "2024-06-01", "day"),
    ("from the 3rd to the 4th of June", "future", "2024-06-03", "2024-06-04", "day"),
    ("a week from Friday", "future", "2024-05-24", "2024-05-24", "day"),
    ("the previous day", "past", "2024-05-14", "2024-05-14", "day"),
    ("later that day", "past", "2024-05-15", "2024-05-15", "day"),
    ("two days earlier", "past", "2024-05-13", "2024-05-13", "day"),
    ("a month before", "past", "2024-04-01", "2024-04-30", "month"),
    ("3-4 June", "future", "2024-06-03", "2024-06-04", "day"),
    ("June 3 to 5", "unknown", "2024-06-03", "2024-06-05", "day"),
    ("June 3, 4 and 5", "future", "2024-06-03", "2024-06-05", "day"),
    ("Nov. 30", "past", "2023-11-30", "2023-11-30", "day"),
    ("30/06/2016", "past", "2016-06-30", "2016-06-30", "day"),
    ("06/30/2016", "past", "2016-06-30", "2016-06-30", "day"),
    ("30.06.2016", "past", "2016-06-30", "2016-06-30", "day"),
    ("2016-06-30", "unknown", "2016-06-30", "2016-06-30", "day"),
    ("July 10, 2024", "unknown", "2024-07-10", "2024-07-10", "day"),
    ("1 July 1987", "past", "1987-07-01", "1987-07-01", "day"),
    ("the 3rd of June 1990", "past", "1990-06-03", "1990-06-03", "day"),
    ("March 11th", "past", "2024-03-11", "2024-03-11", "day"),
    ("Monday, Dec. 29, 2025", "past", "2025-12-29", "2025-12-29", "day"),
    ("December 9 and 10", "past", "2023-12-09", "2023-12-10", "day"),
    ("Oct. 31 to Nov. 1", "past", "2023-10-31", "2023-11-01", "day"),
    ("Dec. 30 to Jan. 2", "past", "2023-12-30", "2024-01-02", "day"),
    ("Dec. 30 to Jan. 2, 2016", "past", "2015-12-30", "2016-01-02", "day"),
    ("30 December to 2 January", "future", "2024-12-30", "2025-01-02", "day"),
    ("May 1 to December 31", "future", "2024-05-01", "2024-12-31", "day"),
    ("July 31 last year", "past", "2023-07-31", "2023-07-31", "day"),
    ("effective December 7", "future", "2024-12-07", "2024-12-07", "day"),
    ("May 15", "past", "2024-05-15", "2024-05-15", "day"),
    ("May 16", "past", "2024-05-16", "2024-05-16", "day"),
    ("February 29", "past", "2024-02-29", "2024-02-29", "day"),
    ("late March 2015", "past", "2015-03-01", "2015-03-31", "month"),
    ("mid-May", "past", "2024-05-01", "2024-05-31", "month"),
    ("May", "past", "2024-05-01", "2024-05-31", "month"),
    ("December", "past", "2023-12-01", "2023-12-31", "month"),
    ("December", "unknown", "2023-12-01", "2023-12-31", "month"),
    ("August", "unknown", "2024-08-01", "2024-08-31", "month"),
    ("last September", "past", "2023-09-01", "2023-09-30", "month"),
    ("last May", "past", "2023-05-01", "2023-05-31", "month"),
    ("next January", "future", "2025-01-01", "2025-01-31", "month"),
    ("next May", "future", "2025-05-01", "2025-05-31", "month"),
    ("this September", "future", "2024-09-01", "2024-09-30", "month"),
    ("September last year", "past", "2023-09-01", "2023-09-30", "month"),
    ("May of last year", "past", "2023-05-01", "2023-05-31", "month"),
    ("the last week of June", "future", "2024-06-01", "2024-06-30", "month"),
    ("between June and August", "past", "2023-06-01", "2023-08-31", "month"),
    ("2015", "past", "2015-01-01", "2015-12-31", "year"),
    ("1983-88", "past", "1983-01-01", "1988-12-31", "year"),
    ("2005 to 2007", "past", "2005-01-01", "2007-12-31", "year"),
    ("the end of 1987", "future", "1987-12-01", "1987-12-31", "month"),
    ("the first half of 2016", "past", "2016-01-01", "2016-12-31", "year"),
    ("summer 2016", "past", "2016-01-01", "2016-12-31", "year"),
    ("today", "future", "2024-05-15", "2024-05-15", "day"),
    ("earlier today", "past", "2024-05-15", "2024-05-15", "day"),
    ("this morning", "past", "2024-05-15", "2024-05-15", "day"),
    ("tonight", "future", "2024-05-15", "2024-05-15", "day"),
    ("yesterday", "past", "2024-05-14", "2024-05-14", "day"),
    ("last night", "past", "2024-05-14", "2024-05-14", "day"),
    ("the day before yesterday", "past", "2024-05-13", "2024-05-13", "day"),
    ("tomorrow morning", "future", "2024-05-16", "2024-05-16", "day"),
    ("Friday", "future", "2024-05-17", "2024-05-17", "day"),
    ("Friday", "past", "2024-05-10", "2024-05-10", "day"),
    ("Friday", "unknown", "2024-05-10", "2024-05-10", "day"),
    ("Wednesday", "past", "2024-05-15", "2024-05-15", "day"),
    ("Wednesday", "future", "2024-05-15", "2024-05-15", "day"),
    ("last Wednesday", "past", "2024-05-08", "2024-05-08", "day"),
    ("this Friday", "future", "2024-05-17", "2024-05-17", "day"),
    ("this Monday", "unknown", "2024-05-13", "2024-05-13", "day"),
    ("next Friday", "future", "2024-05-24", "2024-05-24", "day"),
    ("Monday night", "past", "2024-05-13", "2024-05-13", "day"),
    ("earlier on Wednesday", "past", "2024-05-15", "2024-05-15", "day"),
    ("late on Saturday night", "past", "2024-05-11", "2024-05-11", "day"),
    ("Tuesday of last week", "past", "2024-05-07", "2024-05-07", "day"),
    ("Thursday next week", "future", "2024-05-23", "2024-05-23", "day"),
    ("Monday and Tuesday", "past", "2024-05-13", "2024-05-14", "day"),
    ("from Sunday to Wednesday", "past", "2024-05-12", "2024-05-15", "day"),
    ("Thursday and Friday", "future", "2024-05-16", "2024-05-17", "day"),
    ("last weekend", "past", "2024-05-11", "2024-05-12", "day"),
    ("this weekend", "past", "2024-05-11", "2024-05-12", "day"),
    ("over the weekend", "past", "2024-05-11", "2024-05-12", "day"),
    ("this week", "past", "2024-05-13", "2024-05-19", "week"),
    ("last week", "past", "2024-05-06", "2024-05-12", "week"),
    ("the end of next week", "future", "2024-05-20", "2024-05-26", "week"),
    ("the past week", "past", "2024-05-08", "2024-05-15", "week"),
    ("later this month", "future", "2024-05-01", "2024-05-31", "month"),
    ("the end of the month", "future", "2024-05-01", "2024-05-31", "month"),
    ("next month", "future", "2024-06-01", "2024-06-30", "month"),
    ("this year", "past", "2024-01-01", "2024-12-31", "year"),
    ("late last year", "past", "2023-01-01", "2023-12-31", "year"),
    ("the end of this year", "future", "2024-12-01", "2024-12-31", "month"),
    ("two days ago", "past", "2024-05-13", "2024-05-13", "day"),
    ("three weeks ago", "past", "2024-04-22", "2024-04-28", "week"),
    ("six months ago", "past", "2023-11-01", "2023-11-30", "month"),
    ("a year ago", "past", "2023-01-01", "2023-12-31", "year"),
    ("three months from now", "future", "2024-08-01", "2024-08-31", "month"),
    ("in two weeks", "future", "2024-05-27", "2024-06-02", "week"),
    ("within ten days", "future", "2024-05-15", "2024-05-25", "day"),
    ("over the last 48 hours", "past", "2024-05-14", "2024-05-15", "day"),
    ("the past three days", "past", "2024-05-12", "2024-05-15", "day"),
]


@pytest.mark.parametrize(("phrase", "tense", "start", "end", "precision"), PHRASES)
def test_phrase_means_these_days(
    phrase: str, tense: Tense, start: str, end: str, precision: str
) -> None:
    day = resolve_date(phrase, WEDNESDAY, tense)
    assert day is not None
    assert (str(day.start), str(day.end), day.precision) == (start, end, precision)
    assert day.text == phrase


@pytest.mark.parametrize("phrase", [
    "", "soon", "the following days", "February 30", "June 45", "31/31/2016", "07/10/2024",
    "2016-13-01", "in two weeks", "in recent weeks", "the coming days", "the last year",
    "the last 100 days", "June 4-3", "the week", "999 years ago 5", "99999-01-01", "0000",
    "as soon as possible", "2016 people", "the last two years",
])  # fmt: skip
def test_no_day_is_made_up(phrase: str) -> None:
    assert resolve_date(phrase, WEDNESDAY, "past") is None


@pytest.mark.parametrize("phrase", ["Monday", "June 3", "in June", "today", "last year"])
def test_relative_phrase_needs_a_publication_date(phrase: str) -> None:
    assert resolve_date(phrase, None, "past") is None


@pytest.mark.parametrize("phrase", ["June 3, 2015", "June 2015", "2015", "2015-06-03"])
def test_absolute_phrase_needs_no_publication_date(phrase: str) -> None:
    day = resolve_date(phrase, None, "unknown")
    assert day is not None
    assert day.start.year == 2015


def test_calendar_ends_are_no_error() -> None:
    assert resolve_date("next year", date.max, "future") is None
    assert resolve_date("two days ago", date.min, "past") is None
    assert resolve_date("999 years ago", date(500, 1, 1), "past") is None


FOUND: list[tuple[str, list[str]]] = [
    ("Chad and Libya met on Tuesday.", ["Tuesday"]),
    ("They will meet next Monday or Tuesday night.", ["next Monday or Tuesday night"]),
    ("The envoys met on June 3-4 in Lome.", ["June 3-4"]),
    ("Talks ran from June 3 to 5, 2015, in Lome.", ["June 3 to 5, 2015"]),
    ("The pact of 3 June 1987 holds.", ["3 June 1987"]),
    ("He arrived on Monday, Dec. 29, 2025, in Lome.", ["Monday, Dec. 29, 2025"]),
    ("They may meet in May.", ["May"]),
    ("They met between May 28 and May 30.", ["May 28 and May 30"]),
    ("They met a day earlier in Lome.", ["a day earlier"]),
    ("They met in Oslo the same day.", ["the same day"]),
    ("They met the day before he left, a day earlier than planned.", []),
    ("The May summit and a March deadline stand.", ["May", "March"]),
    ("It was signed in 1987 and renewed in June 1990.", ["1987", "June 1990"]),
    ("The 1957 treaty of Bamako holds.", ["1957"]),
    ("2007 -- Chad and Togo agree on a dam.", ["2007"]),
    ("It runs over the last 48 hours and within ten days.",
     ["the last 48 hours", "within ten days"]),
    ("They met two days ago, earlier today and in two weeks.",
     ["two days ago", "earlier today", "in two weeks"]),
    ("He left late on Saturday night, she last September.",
     ["late on Saturday night", "last September"]),
    ("By the end of the month, or later this year.", ["the end of the month", "later this year"]),
    ("May of last year, not September last year.", ["May of last year", "September last year"]),
    ("Friday's newspaper said the EU's plan of 30/06/2016 was dead.", ["Friday", "30/06/2016"]),
    ("They met over the weekend, Sept. 3 and Dec 31.", ["over the weekend", "Sept. 3", "Dec 31"]),
    ("Mid-May or mid-May 2015, early July?", ["Mid-May", "mid-May 2015", "early July"]),
    ("Twenty years ago today they met.", ["Twenty years ago"]),
    ("On 1983-88 plans", ["1983-88"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "phrases"), FOUND)
def test_phrases_are_found(sentence: str, phrases: list[str]) -> None:
    assert [phrase.text for phrase in find_dates(sentence)] == phrases


@pytest.mark.parametrize("sentence", [
    "They met under the theme “Building a Sustainable Tomorrow: Connect”.",
    "The sides may meet and march on.", "The Sun rose; the sun sat.", "April Glaspie spoke.",
    "May's cabinet said May would resign.", "A second round of talks opened.",
    "They shipped 1,987 tonnes and 2,000 troops.", "It failed in 2000 cases.",
    "Resolution 1929 passed.", "The Sunday Telegraph wrote so.", "Black Friday sales fell.",
    "The Good Friday Agreement held.", "June Smith and Jan Egeland spoke.", "March on, he said.",
    "It cost $2015 or 2015.50 francs.", "He aimed at Vision 2030 aims.",
    "He said to May it was off.", "Call 1577-0199.",
    "They meet on Mondays.", "June 45 does not exist.", "Augustus and Marching bands came.",
])  # fmt: skip
def test_other_words_are_no_dates(sentence: str) -> None:
    assert find_dates(sentence) == []


@given(
    st.text(max_size=120), st.dates() | st.none(), st.sampled_from(["past", "future", "unknown"])
)
def test_any_text_resolves_without_error(text: str, day: date | None, tense: Tense) -> None:
    resolve_date(text, day, tense)
    for phrase in find_dates(text):
        assert text[phrase.start : phrase.end] == phrase.text


_WORDS = """June 3 the of last next this Monday week year month 2015 , - to in 31 May ago two days
    's on and early end weekend from now Dec. 30/06/2016 a within hours 48 Feb"""
_PIECES = st.sampled_from(_WORDS.split())


@given(
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.dates(),
    st.sampled_from(["past", "future", "unknown"]),
)
def test_resolved_days_are_in_order(phrase: str, day: date, tense: Tense) -> None:
    found = resolve_date(phrase, day, tense)
    assert found is None or found.start <= found.end


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_found_phrases_are_in_order_and_exact(sentence: str) -> None:
    end = 0
    for phrase in find_dates(sentence):
        assert end <= phrase.start < phrase.end
        assert sentence[phrase.start : phrase.end] == phrase.text
        end = phrase.end


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_weekday_lies_within_six_days_of_the_tense(day: date) -> None:
    past, future = resolve_date("Monday", day, "past"), resolve_date("Monday", day, "future")
    assert past is not None
    assert future is not None
    assert past.start.weekday() == future.start.weekday() == 0
    assert 0 <= (day - past.start).days <= 6
    assert 0 <= (future.start - day).days <= 6


@pytest.mark.parametrize(
    "unit", ["June 3, ", "May ", "last ", "early - ", "3 ", "2015-", "a week "]
)
def test_long_runs_take_linear_time(unit: str) -> None:
    assert len(find_dates(unit * (100_000 // len(unit)))) >= 0


@pytest.mark.parametrize("text", [
    "They held the first talks in two years.", "They met for the second time in four months.",
])  # fmt: skip
def test_time_since_the_last_event_is_no_date(text: str) -> None:
    assert find_dates(text) == []
