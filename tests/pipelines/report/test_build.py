"""What stands in the page before a browser has seen it."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.database import connect
from pipelines.errors import UsageError
from pipelines.report import events
from pipelines.report.build import FIGURES, page, page_data
from pipelines.report.events import details, number_events, safe_link
from pipelines.report.period import Period, period_of
from tests.pipelines.report.lakes import EVENTS, HOSTILE, write_lake

ALL = Period(date(2024, 5, 15), date(2024, 5, 20))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_lake(tmp_path_factory.mktemp("lake"))


@pytest.fixture(scope="module")
def text(lake: str) -> str:
    return page(lake)


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def without_scripts(text: str) -> str:
    return re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)


def column(data: dict[str, Any], name: str) -> list[Any]:
    values = data["facts"][name]
    return values if isinstance(values, list) else [values["values"][i] for i in values["at"]]


def test_the_page_names_its_days_and_its_numbers(text: str) -> None:
    assert "<title>Who met whom: 15 May 2024 – 20 May 2024</title>" in text
    assert "6 articles of" in " ".join(text.split())
    assert "The lake has no news of the 6 days before" in text


def test_every_event_is_there_the_most_widely_reported_first(text: str) -> None:
    data = data_of(text)
    assert len(column(data, "id")) == len(EVENTS)
    assert column(data, "id")[0] == "met"
    assert column(data, "parties")[0] == ["LBY", "TCD"]
    assert data["names"]["TCD"] == "Chad"


def test_every_event_has_its_sentence_and_article(text: str) -> None:
    data = data_of(text)
    for event_id, detail in zip(column(data, "id"), data["details"], strict=True):
        [[_, url, _, day, sentences]] = detail["proof"]
        assert sentences == [f"The sentence that proves {event_id}."]
        assert url == (None if event_id == "met" else f"https://gazette.example/{event_id}")
        assert day == "2024-05-15"


def test_what_comes_from_the_news_cannot_leave_its_place_in_the_page(text: str) -> None:
    assert HOSTILE not in text
    assert "<img" not in without_scripts(text)
    assert data_of(text)["details"][0]["proof"][0][2] == HOSTILE
    assert "&lt;/script&gt;" in text  # the failure's message in the table of the template


def test_the_page_asks_nobody_for_anything(text: str) -> None:
    assert "default-src 'none'" in text
    assert not re.search(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)=.(?!data:)", without_scripts(text)
    )


def test_each_mark_knows_its_events(lake: str) -> None:
    with connect(lake) as connection:
        number_events(connection, ALL)
        marks = {figure.id: figure.marks(connection, ALL) for figure in FIGURES}
    pairs = {(mark["party"], mark["other"]): len(mark["events"]) for mark in marks["matrix"]}
    assert pairs == {("Libya", "Chad"): 2, ("Libya", "Niger"): 1, ("Niger", "Chad"): 2}
    cities = [mark for mark in marks["venues"] if mark["place"]]
    assert [(c["place"], c["country"], c["events"]) for c in cities] == [("Tunis", "Tunisia", [0])]
    days = {(mark["label"], mark["phase"]) for mark in marks["timeline"]}
    assert days == {
        *[("15 May 2024", "happened"), ("17 May 2024", "happened"), ("18 May 2024", "happened")],
        *[("20 May 2024", "called off")],  # what is planned for June lies beyond the days shown
    }


def test_events_before_or_after_the_days_asked_for_are_left_out(lake: str) -> None:
    period = Period(date(2024, 5, 17), date(2024, 5, 18))
    with connect(lake) as connection:
        number_events(connection, period)
        data = page_data(connection, period)
    assert sorted(column(data, "id")) == ["signed", "visit"]
    assert data["before"][""] == {"events": 1, "met": 1, "treaties": 0, "ahead": 0, "off": 0}


def test_where_room_is_short_the_page_says_whose_sentences_it_lacks(
    lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "DETAILS_BYTES", 700)
    text = page(lake)
    kept = len(data_of(text)["details"])
    assert 0 < kept < len(EVENTS)
    assert f"The sentences of the {kept} most widely reported of 6 events" in text


def test_details_are_those_of_the_first_events(lake: str) -> None:
    with connect(lake) as connection:
        number_events(connection, ALL)
        first, *_ = details(connection)
    assert first["who"] == "Idriss Ba (TCD), Khalifa Sarra (LBY)"


@pytest.mark.parametrize(
    ("since", "until", "complaint"),
    [
        (date(2025, 1, 1), None, "the lake has news from 2024-05-15 to 2024-05-20"),
        (None, date(2023, 1, 1), "the lake has news from 2024-05-15 to 2024-05-20"),
        (date(2024, 5, 2), date(2024, 5, 1), "--since 2024-05-02 lies after --until 2024-05-01"),
    ],
)
def test_days_without_news_are_refused(
    lake: str, since: date | None, until: date | None, complaint: str
) -> None:
    with connect(lake) as connection, pytest.raises(UsageError, match=re.escape(complaint)):
        period_of(connection, lake, since, until)


def test_a_lake_without_events_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no run has written anything to it"):
        page(str(tmp_path))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://news.example/1", True),
        ("JavaScript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert safe_link(url) == (url if kept else None)


def test_long_periods_are_drawn_in_longer_steps() -> None:
    def step(days: int) -> str:
        return Period(date(2024, 1, 1), date.fromordinal(date(2024, 1, 1).toordinal() + days)).step

    assert [step(30), step(200), step(2000)] == ["day", "week", "month"]
