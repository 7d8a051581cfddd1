"""The record that readers see of an assembled event."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.mention import MeetingMention, TreatyMention
from tests.factories import make_article
from tests.transforms.reading import (
    make_meeting_report,
    make_treaty_report,
    meetings_of,
    mentions_of,
    on_day,
)
from transforms.actors import Actor
from transforms.dates import ResolvedDate
from transforms.draft import Draft
from transforms.mentions import mention_of, participant_of
from transforms.places import Place
from transforms.report import Report
from transforms.sentences import split_sentences

TEXT = "Duarte met Sorn. They spoke. They left."
ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
PERU, CHILE, KENYA = (Actor(i, i + 1, country=c) for i, c in enumerate(("PER", "CHL", "KEN")))
ARMED = Actor(9, 10, organization="TALIBAN", label="Taliban")


def meeting(*reports: Report) -> MeetingMention:
    """The mention of a meeting told by these reports."""
    mention = mention_of(Draft(reports), make_article(TEXT), split_sentences(TEXT), "test")
    assert isinstance(mention, MeetingMention)
    return mention


def treaty(*reports: Report) -> TreatyMention:
    """The mention of a treaty told by these reports."""
    mention = mention_of(Draft(reports), make_article(TEXT), split_sentences(TEXT), "test")
    assert isinstance(mention, TreatyMention)
    return mention


@pytest.mark.parametrize(("report", "kind"), [
    (make_meeting_report(ANA, BAT), "summit"),
    (make_meeting_report(PERU, CHILE), "bilateral"),
    (make_meeting_report(PERU, CHILE, summit=True), "summit"),
    (make_meeting_report(PERU, CHILE, KENYA), "trilateral"),
    (make_meeting_report(PERU, CHILE, KENYA, ANA), "multilateral"),
    (make_meeting_report(PERU, CHILE, ARMED), "mediation"),
    (make_meeting_report(PERU, ARMED), "bilateral"),
    (make_meeting_report(PERU, CHILE, session=True), "multilateral"),
    (make_meeting_report(PERU, CHILE, vague=True, summit=True), "bilateral"),
    (make_meeting_report(ANA, BAT, meeting_format="visit"), "visit"),
    (make_meeting_report(ANA, BAT, meeting_format="phone_call"), "phone_call"),
])  # fmt: skip
def test_format_follows_medium_mediation_number_and_rank(report: Report, kind: str) -> None:
    assert meeting(report).meeting_format == kind


def test_finest_date_and_first_place_are_taken() -> None:
    may = ResolvedDate(date(2024, 5, 1), date(2024, 5, 31), "month", "in May")
    rough = make_meeting_report(ANA, BAT, when=may)
    fine = replace(rough, sentence=1, when=on_day(13), where=Place("Oslo", "NOR", 59.9, 10.7))
    found = meeting(rough, fine)
    assert (found.event_date_start, found.event_date_end) == (date(2024, 5, 13), None)
    assert (found.date_precision, found.place, found.place_country) == ("day", "Oslo", "NOR")
    assert meeting(rough).event_date_end == date(2024, 5, 31)


def test_evidence_is_each_sentence_once_word_for_word() -> None:
    report = make_meeting_report(ANA, BAT)
    found = meeting(report, replace(report, sentence=2), replace(report, topics=("fish",)))
    assert [e.text for e in found.evidence] == ["Duarte met Sorn.", "They left."]
    assert [TEXT[e.char_start : e.char_end] for e in found.evidence] == [
        e.text for e in found.evidence
    ]


def test_contents_of_all_reports_are_united() -> None:
    report = make_meeting_report(ANA, BAT, topics=("fish", "trade"))
    found = meeting(report, replace(report, topics=("trade", "visas"), duration=45))
    assert found.topics == ("fish", "trade", "visas")
    assert found.duration_minutes == 45


def test_status_is_what_was_surely_said_last() -> None:
    occurred = make_meeting_report(ANA, BAT)
    planned = replace(occurred, status="planned")
    cancelled = replace(occurred, status="cancelled")
    assert meeting(planned, occurred).status == "occurred"
    assert meeting(planned, cancelled).status == "cancelled"
    assert meeting(planned, replace(occurred, certain=False)).status == "planned"
    assert meeting(planned, replace(occurred, vague=True)).status == "planned"


def test_longest_name_of_the_instrument_is_kept() -> None:
    report = make_treaty_report(PERU, CHILE, instrument="pact", instrument_kind="pact")
    found = treaty(report, replace(report, instrument="southern fishing pact"))
    assert (found.instrument, found.instrument_kind) == ("southern fishing pact", "pact")


def test_joining_is_about_membership() -> None:
    found = treaty(make_treaty_report(PERU, treaty_action="joined", instrument="the club"))
    assert found.instrument_kind == "membership"


def test_participant_is_a_person_a_state_or_an_organisation() -> None:
    person = participant_of(ANA, "visitor")
    assert (person.name, person.title, person.country) == ("Ana Duarte", "President", "PRT")
    assert person.role == "visitor"
    body = participant_of(ARMED, "participant")
    assert (body.name, body.country, body.organization) == ("Taliban", None, "TALIBAN")


def test_parties_are_sorted_and_named_once() -> None:
    assert meeting(make_meeting_report(KENYA, CHILE, PERU, KENYA)).parties == ("CHL", "KEN", "PER")


def test_id_tells_events_of_one_sentence_apart_but_is_stable() -> None:
    first, second = make_meeting_report(ANA, BAT), make_meeting_report(ANA, BAT, trigger=3)
    assert meeting(first).mention_id == meeting(first).mention_id
    assert meeting(first).mention_id != meeting(second).mention_id
    assert meeting(first).mention_id != meeting(replace(first, status="planned")).mention_id


@pytest.mark.parametrize("text", [
    "Portuguese President Ana Duarte met Mongolian President Bat Sorn in Oslo on Monday.",
    "Portuguese President Ana Duarte is expected to meet Mongolian President Bat Sorn.",
    "Peru and Chile signed a border treaty.",
    "Kenya joined NATO and the European Union.",
    "Duarte to meet Sorn",
])  # fmt: skip
def test_confidence_is_a_probability(text: str) -> None:
    found = mentions_of(text)
    assert found
    assert all(0 < m.confidence <= 1 for m in found)


def test_call_has_no_place_even_if_a_later_sentence_names_one() -> None:
    [call] = meetings_of(
        "Kenyan President Peter Otieno spoke by phone with Chadian President Idris Holm on Monday."
        " The two leaders discussed the talks in Geneva."
    )[:1]
    assert (call.meeting_format, call.place) == ("phone_call", None)
