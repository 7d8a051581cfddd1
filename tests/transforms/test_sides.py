"""Who the sides are: two parties, nobody private, one meeting for each counterpart."""

from dataclasses import replace

import pytest

from tests.transforms.reading import (
    make_meeting_report,
    make_treaty_report,
    matches_of,
    meetings_of,
    mentions_of,
    people,
    table_of,
    treaties_of,
)
from transforms.actors import Actor
from transforms.coreference import Discourse
from transforms.directory import Directory
from transforms.scene import Side
from transforms.sides import (
    is_international,
    parties_nearby,
    per_counterpart,
    repeats,
    with_persons,
)

ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
JOE = Actor(9, 12, "Joseph Mwori", "President", "KEN", rank="head")


def test_leader_who_meets_two_others_has_two_meetings() -> None:
    report = make_meeting_report(ANA, BAT, JOE, trigger=4)
    found = list(per_counterpart(report, together=False))
    assert [r.parties for r in found] == [{"PRT", "KEN"}, {"PRT", "MNG"}]


def test_three_who_sit_together_have_one() -> None:
    report = make_meeting_report(ANA, BAT, JOE, trigger=4)
    assert list(per_counterpart(report, together=True)) == [report]
    summit = make_meeting_report(ANA, BAT, JOE, trigger=4, summit=True)
    assert list(per_counterpart(summit, together=False)) == [summit]
    before = make_meeting_report(ANA, BAT, JOE, trigger=13)
    assert list(per_counterpart(before, together=False)) == [before]


def test_states_are_not_met_in_turn_but_telephoned_in_turn() -> None:
    peru, chile = Actor(5, 6, country="PER"), Actor(7, 8, country="CHL")
    met = make_meeting_report(ANA, peru, chile, trigger=4)
    called = make_meeting_report(ANA, peru, chile, trigger=4, meeting_format="phone_call")
    assert len(list(per_counterpart(met, together=False))) == 1
    assert len(list(per_counterpart(called, together=False))) == 2


def test_persons_take_part_or_leave_their_states_behind() -> None:
    eva = Actor(13, 16, "Eva Sousa", "Minister", "PRT", rank="minister")
    report = make_meeting_report(ANA, BAT)
    persons = {Side(ANA, ANA, "here"): False, Side(BAT, BAT, "here"): True}
    told = with_persons(report, persons, alone=True)
    assert [(a.party, a.name) for a, _ in told.cast] == [("PRT", None), ("MNG", "Bat Sorn")]
    persons = {Side(ANA, ANA, "here"): True, Side(eva, eva, "here"): True}
    told = with_persons(report, persons, alone=True)
    assert [a.name for a, _ in told.cast] == ["Ana Duarte", "Bat Sorn", "Eva Sousa"]
    assert with_persons(report, persons, alone=False) == report


def test_treaty_of_three_is_one_treaty() -> None:
    report = make_treaty_report(ANA, BAT, JOE, trigger=4)
    assert list(per_counterpart(report, together=False)) == [report]


WILL_MEET = "Portuguese President Ana Duarte will meet separately with {} and {} in Oslo."
BOTH = ("Mongolian President Bat Sorn", "Kenyan President Joseph Mwori")


def test_article_tells_of_a_meeting_for_each_counterpart() -> None:
    found = meetings_of(WILL_MEET.format(*BOTH))
    assert sorted(sorted(people(m)) for m in found) == [["Duarte", "Mwori"], ["Duarte", "Sorn"]]


def test_trilateral_meeting_is_one() -> None:
    text = f"Portuguese President Ana Duarte, {BOTH[0]} and {BOTH[1]} held a trilateral meeting."
    [meeting] = meetings_of(text)
    assert (meeting.meeting_format, len(meeting.parties)) == ("trilateral", 3)


def test_surer_report_of_the_same_sides_stands_for_both() -> None:
    sure = make_meeting_report(ANA, BAT)
    weak = make_meeting_report(ANA, BAT, by_fallback=True)
    other = make_meeting_report(ANA, JOE, by_fallback=True)
    visit = make_meeting_report(ANA, BAT, by_fallback=True, meeting_format="visit")
    assert repeats(weak, [sure, weak])
    assert not repeats(sure, [sure, weak])
    assert not repeats(sure, [sure, make_meeting_report(ANA, BAT, trigger=4)])
    assert not repeats(other, [sure, other])
    assert not repeats(visit, [sure, visit])


@pytest.mark.parametrize("text", [
    "Portuguese President Ana Duarte met Portuguese Prime Minister Rui Lopes in Lisbon.",
    "Portuguese President Ana Duarte visited Lisbon.",
    "Acme Corp. signed a licence agreement with Boltworks Ltd. in Peru.",
    "Portugal met Mongolia in the quarterfinal on Monday.",
    "Former Portuguese President Ana Duarte met Mongolian President Bat Sorn.",
    "Advisers met in Oslo.",
])  # fmt: skip
def test_domestic_private_and_sporting_affairs_are_no_events(text: str) -> None:
    assert mentions_of(text) == ()


@pytest.mark.parametrize(("actors", "enough"), [
    ((ANA, BAT), True), ((ANA,), False), ((), False),
    ((ANA, Actor(5, 7, "Rui Lopes", "Minister", "PRT", rank="minister")), False),
])  # fmt: skip
def test_meeting_needs_sides_of_two_parties(actors: tuple[Actor, ...], enough: bool) -> None:
    text = "Portugal met Mongolia."
    [match] = matches_of(text)
    cast = make_meeting_report(*actors).cast
    assert is_international(cast, match, table_of(text)) is enough


def test_whole_organisation_may_meet_alone_where_the_pattern_asks_for_one_side() -> None:
    text = "Portugal met Mongolia."
    [match] = matches_of(text)
    alone = replace(match, pattern=match.pattern.model_copy(update={"parties": 1}))
    union = make_meeting_report(Actor(0, 1, organization="EU", rank="head", plural=True)).cast
    assert is_international(union, alone, table_of(text))
    assert not is_international(union, match, table_of(text))
    assert not is_international(make_meeting_report(ANA).cast, alone, table_of(text))


def test_visitor_comes_with_the_country_visited() -> None:
    [visit] = meetings_of("Portuguese President Ana Duarte visited Mongolia on Monday.")
    roles = {p.country: p.role for p in visit.participants}
    assert roles == {"PRT": "visitor", "MNG": "host"}


def test_states_near_an_instrument_are_its_parties() -> None:
    text = "The treaty was ratified on Monday after years in which Peru and Chile had quarrelled."
    table = table_of(text)
    [match] = [m for m in matches_of(text) if m.pattern.event_type == "treaty"]
    found = parties_nearby(match, table, Discourse(Directory(())))
    assert {a.party for a, _ in found} == {"PER", "CHL"}


def test_state_that_only_comments_is_no_party_of_a_treaty() -> None:
    [treaty] = treaties_of("Kenya said Peru and Chile signed a border treaty.")
    assert treaty.parties == ("CHL", "PER")


def test_visit_to_two_countries_has_two_hosts() -> None:
    [mention] = meetings_of("Portuguese President Ana Duarte visited Peru and Chile last week.")
    assert mention.parties == ("CHL", "PER", "PRT")


def test_commas_join_the_counterparts_of_one_side() -> None:
    found = meetings_of(
        "President Ana Duarte of Portugal met separately on Tuesday with Spanish Prime Minister"
        " Luis Vega, French President Luc Morel and German Chancellor Karl Huber."
    )
    assert {m.parties for m in found} == {("ESP", "PRT"), ("FRA", "PRT"), ("DEU", "PRT")}


def test_leaders_named_by_their_states_are_met_in_turn_too() -> None:
    found = meetings_of(
        "Portuguese President Ana Duarte met separately with Chinese President Li Wen as well"
        " as the leaders of Laos and Vietnam."
    )
    assert {m.parties for m in found} == {("CHN", "PRT"), ("LAO", "PRT"), ("PRT", "VNM")}


def test_nobody_meets_a_counterpart_of_the_own_side() -> None:
    report = make_meeting_report(ANA, BAT, replace(JOE, country="PRT"), trigger=4)
    assert list(per_counterpart(report, together=False)) == [report]


@pytest.mark.parametrize(
    "text",
    [
        "The Chadian government signed a peace agreement with northern rebels in May.",
        "Chad's president and rebel leaders reached a truce on Monday.",
    ],
)
def test_nameless_rebels_are_a_side_against_their_own_state(text: str) -> None:
    [mention] = treaties_of(text)
    assert "TCD" in {p.country for p in mention.participants}
    assert any("rebel" in (p.organization or "").lower() for p in mention.participants)


def test_list_may_own_its_next_member() -> None:
    [mention] = treaties_of("Oman and its Kenyan and Chadian partners signed a fishing treaty.")
    assert "OMN" in {p.country for p in mention.participants}


def test_two_visitors_do_not_meet_the_country_of_the_place() -> None:
    text = "The Serbian president and the Albanian prime minister held talks in Brussels."
    [meeting] = meetings_of(text)
    assert meeting.parties == ("ALB", "SRB")
