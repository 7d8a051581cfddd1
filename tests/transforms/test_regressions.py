"""Sentences that older event coders get wrong, one invented sentence for each build."""

from datetime import UTC, date, datetime

import pytest

from schemas.article import Article
from transforms.extract import Extractor, Mention


def mentions_of(text: str) -> tuple[Mention, ...]:
    """The mentions of an article published on 15 May 2024."""
    article = Article(article_id="a", text=text, published_at=datetime(2024, 5, 15, tzinfo=UTC))
    [(_, mentions)] = Extractor().extract([article])
    return mentions


def names(mention: Mention) -> set[str | None]:
    """The persons that take part."""
    return {p.name for p in mention.participants if p.name}


MEETINGS = [
    ("Duarte met Orlov in Zurich on Monday.", "occurred", None),
    ("Duarte met with Orlov in Zurich on Monday.", "occurred", None),
    ("Duarte held talks with Orlov.", "occurred", None),
    ("Duarte spoke by phone with Orlov.", "occurred", "phone_call"),
    ("Duarte telephoned Orlov.", "occurred", "phone_call"),
    ("Orlov hosted Duarte.", "occurred", None),
    ("Duarte and Orlov met in Geneva.", "occurred", None),
    ("Duarte will meet Orlov.", "planned", None),
    ("Duarte may meet Orlov if the truce holds.", "proposed", None),
    ("Duarte refused to meet Orlov.", "cancelled", None),
    ("Duarte cancelled a meeting with Orlov.", "cancelled", None),
    ("Duarte was received by Orlov.", "occurred", None),
    ("Keira Stanmore met with Friedhelm Merzig.", "occurred", None),
]


@pytest.mark.parametrize(("text", "status", "form"), MEETINGS)
def test_meeting_of_two_bare_surnames(text: str, status: str, form: str | None) -> None:
    [mention] = mentions_of(text)
    assert mention.event_type == "meeting"
    assert (mention.status, len(names(mention))) == (status, 2)
    assert form is None or mention.meeting_format == form


def test_place_is_no_party() -> None:
    [mention] = mentions_of("Duarte and Orlov met in Geneva.")
    assert mention.place == "Geneva"
    assert mention.place_country == "CHE"
    assert mention.parties == ()


def test_past_weekday_looks_back() -> None:
    [mention] = mentions_of("Duarte met Orlov in Zurich on Monday.")
    assert mention.event_date_start == date(2024, 5, 13)


def test_visit_names_the_country_visited() -> None:
    [mention] = mentions_of("Orlov visited China.")
    assert (mention.meeting_format, mention.parties) == ("visit", ("CHN",))


def test_meeting_that_did_not_happen_is_no_event() -> None:
    assert mentions_of("Duarte did not meet Orlov.") == ()


def test_visit_to_an_embassy_is_no_visit_to_its_country() -> None:
    assert mentions_of("Duarte visited Russia's embassy.") == ()


def test_who_reports_a_meeting_is_no_party() -> None:
    [mention] = mentions_of("Iran said Russia met with China.")
    assert mention.parties == ("CHN", "RUS")


TREATIES = [
    ("A treaty was signed by Russia and China.", "signed", "occurred", ("CHN", "RUS")),
    ("Russia signed a treaty with China.", "signed", "occurred", ("CHN", "RUS")),
    ("Russia and China signed a trade agreement.", "signed", "occurred", ("CHN", "RUS")),
    ("Russia will sign a treaty with China.", "signed", "planned", ("CHN", "RUS")),
    ("Moldova ratified an agreement with the EU.", "ratified", "occurred", ("EU", "MDA")),
    ("Iran ratified the Paris climate agreement.", "ratified", "occurred", ("IRN",)),
    ("Ireland joined NATO.", "joined", "occurred", ("IRL", "NATO")),
    ("Russia withdrew from a treaty with the US.", "withdrew", "occurred", ("RUS", "USA")),
    ("Russia violated a treaty with the US.", "violated", "occurred", ("RUS", "USA")),
    ("Iran rejected an agreement with the US.", "rejected", "occurred", ("IRN", "USA")),
]


@pytest.mark.parametrize(("text", "action", "status", "parties"), TREATIES)
def test_treaty_action(text: str, action: str, status: str, parties: tuple[str, ...]) -> None:
    [mention] = mentions_of(text)
    assert mention.event_type == "treaty"
    assert (mention.treaty_action, mention.status, mention.parties) == (action, status, parties)


DATES = [
    ("Duarte will meet Orlov on June 3.", date(2024, 6, 3), "day"),
    ("Duarte will meet Orlov in June.", date(2024, 6, 1), "month"),
    ("Duarte will meet Orlov on June 3-4.", date(2024, 6, 3), "day"),
    ("Duarte will meet Orlov in early July.", date(2024, 7, 1), "month"),
    ("Duarte will meet Orlov this weekend.", date(2024, 5, 18), "day"),
    ("Duarte will meet Orlov next Monday.", date(2024, 5, 20), "day"),
    ("Duarte met Orlov on Tuesday.", date(2024, 5, 14), "day"),
    ("Duarte met Orlov last month.", date(2024, 4, 1), "month"),
    ("Duarte met Orlov in March.", date(2024, 3, 1), "month"),
    ("Duarte will meet Orlov next year.", date(2025, 1, 1), "year"),
    ("Duarte met Orlov.", None, None),
]


@pytest.mark.parametrize(("text", "start", "precision"), DATES)
def test_date_of_a_meeting(text: str, start: date | None, precision: str | None) -> None:
    [mention] = mentions_of(text)
    assert (mention.event_date_start, mention.date_precision) == (start, precision)


@pytest.mark.parametrize(("text", "day"), [
    ("Peru and Chile met in Lima on Friday. Chile and Cuba held talks the next day.", 11),
    ("Peru and Chile held talks in Quito the previous day, Peru said.", 14),
    ("Chile's president said on Sunday he had met Peru's president a day earlier.", 11),
    ("The talks between Peru and Chile, which begin on Monday, will be held in Lima.", 20),
    ("The last round of talks between Peru and Chile was held on Monday.", 13),
    ("Chile's president flew home on Sunday after meeting Peru's president on Saturday.", 11),
])  # fmt: skip
def test_day_is_reckoned_from_the_one_told(text: str, day: int) -> None:
    assert date(2024, 5, day) in {m.event_date_start for m in mentions_of(text)}


@pytest.mark.parametrize("text", [
    "Peru and Chile held talks on a pipeline due to open in 2027.",
    "Peru and Chile held talks on a closure imposed on April 2.",
])  # fmt: skip
def test_day_of_the_topic_is_not_the_day_of_the_talks(text: str) -> None:
    assert [(m.status, m.event_date_start) for m in mentions_of(text)] == [("occurred", None)]


def test_what_was_and_what_will_be_are_two_meetings() -> None:
    text = "The Peruvian and Cuban ministers met in Lima in March and will hold talks here in June."
    found = {(m.status, m.event_date_start) for m in mentions_of(text)}
    assert found == {("occurred", date(2024, 3, 1)), ("planned", date(2024, 6, 1))}
