"""What several sentences tell about one event is one event; what differs stays apart."""

from dataclasses import replace
from time import process_time

import pytest

from tests.transforms.reading import (
    ANA,
    BAT,
    PACT,
    TALKS,
    make_meeting_report,
    make_treaty_report,
    meetings_of,
    on_day,
    pattern_of,
    treaties_of,
)
from transforms.actors import Actor
from transforms.assemble import assemble
from transforms.draft import best_place
from transforms.places import Place
from transforms.report import Report


def test_three_reports_of_one_event_are_one_in_text_order() -> None:
    dated = replace(TALKS, sentence=1, when=on_day(13))
    placed = replace(TALKS, sentence=4, where=Place("Oslo", "NOR"))
    [draft] = assemble([TALKS, dated, placed])
    assert [r.sentence for r in draft.reports] == [0, 1, 4]
    assert [a.name for a, _ in draft.cast] == ["Ana Duarte", "Bat Sorn"]


@pytest.mark.parametrize("other", [
    make_meeting_report(Actor(0, 1, "Duarte", country="PRT"), BAT),
    make_meeting_report(Actor(0, 1, country="PRT"), Actor(2, 3, country="MNG")),
    replace(TALKS, status="planned", certain=False),
    replace(TALKS, vague=True, cast=(), definite=True),
    replace(TALKS, meeting_format="phone_call", vague=True, cast=(), definite=True),
], ids=["surname", "states", "unsure", "vague", "vague call"])  # fmt: skip
def test_report_that_says_less_is_of_the_same_event(other: Report) -> None:
    assert len(assemble([TALKS, replace(other, sentence=3)])) == 1


def test_days_and_countries_that_differ_keep_events_apart() -> None:
    monday, tuesday = (replace(TALKS, when=on_day(day)) for day in (13, 14))
    oslo, lima = (replace(TALKS, where=p) for p in (Place("Oslo", "NOR"), Place("Lima", "PER")))
    assert len(assemble([monday, tuesday, monday])) == 2
    assert len(assemble([oslo, lima, oslo])) == 2
    assert len(assemble([monday, oslo])) == 1


def test_plan_for_the_day_on_which_it_occurred_is_the_same_event() -> None:
    planned = replace(TALKS, status="planned", when=on_day(13))
    occurred = replace(TALKS, when=on_day(13))
    assert len(assemble([planned, occurred])) == 1
    assert len(assemble([planned, replace(occurred, when=on_day(14))])) == 2


def test_instruments_that_differ_are_two_treaties() -> None:
    other = replace(PACT, instrument="tax treaty", instrument_kind="treaty")
    same = replace(PACT, instrument="the pact")
    ratified = replace(PACT, treaty_action="ratified")
    truce = replace(PACT, instrument="truce", instrument_kind="ceasefire")
    assert len(assemble([PACT, same])) == 1
    for different in (other, ratified, truce):
        assert len(assemble([PACT, different])) == 2


def test_new_action_on_a_known_instrument_inherits_its_parties() -> None:
    extended = replace(PACT, treaty_action="extended", cast=(), vague=True, definite=True)
    _, draft = assemble([PACT, extended])
    assert {a.party for a, _ in draft.cast} == {"PRT", "MNG"}
    assert assemble([extended]) == []


def test_instrument_with_a_proper_name_needs_no_parties() -> None:
    named = replace(PACT, cast=(), vague=True, instrument="Global Seabed Treaty")
    assert len(assemble([named])) == 1
    assert assemble([replace(named, instrument="seabed treaty")]) == []


def test_report_that_creates_nothing_only_adds() -> None:
    added = replace(TALKS, pattern=pattern_of("meeting", creates=False), topics=("fish",))
    assert assemble([added]) == []
    [draft] = assemble([TALKS, added])
    assert len(draft.reports) == 2


MET = "Portuguese President Ana Duarte met Mongolian President Bat Sorn"


def test_article_that_tells_of_a_meeting_three_times_has_one_mention() -> None:
    text = (
        f"{MET} in Oslo on Monday. At the meeting, Duarte and Sorn discussed trade. "
        "Duarte met Sorn for two hours."
    )
    [meeting] = meetings_of(text)
    assert len(meeting.evidence) == 3
    assert "trade" in meeting.topics


def test_yearly_meetings_of_a_pair_stay_apart() -> None:
    text = f"{MET} in Oslo in 2019. Duarte met Sorn in Lima in 2021. Duarte met Sorn in 2023."
    years = [m.event_date_start.year for m in meetings_of(text) if m.event_date_start]
    assert years == [2019, 2021, 2023]


def test_next_meeting_is_not_the_last_one() -> None:
    found = meetings_of(f"{MET} on Monday. Duarte will meet Sorn again on June 3.")
    assert [m.status for m in found] == ["occurred", "planned"]


def test_visit_and_the_talks_during_it_are_two() -> None:
    with_whom = "held talks with Mongolian President Bat Sorn"
    text = f"Portuguese President Ana Duarte visited Mongolia and {with_whom}."
    assert sorted(str(m.meeting_format) for m in meetings_of(text)) == ["summit", "visit"]


def test_extension_of_a_pact_told_before_has_its_parties() -> None:
    text = "Peru and Chile signed a fishing pact in 2019. The pact was extended in May."
    signed, extended = treaties_of(text)
    assert (signed.treaty_action, extended.treaty_action) == ("signed", "extended")
    assert signed.parties == extended.parties == ("CHL", "PER")


def test_talks_on_what_was_signed_are_no_event_of_their_own() -> None:
    """Unless they have a day: then they are told for their own sake."""
    signed = make_treaty_report(ANA, BAT, instrument="fish pact", which=0)
    talks = replace(signed, treaty_action="negotiating")
    assert len(assemble([talks, signed])) == 1
    assert len(assemble([replace(talks, when=on_day(2)), signed])) == 2
    assert len(assemble([replace(talks, which=1), signed])) == 2


def test_a_plan_that_is_carried_out_is_one_action_on_the_instrument() -> None:
    """Told as planned in one sentence and as done in another, without days."""
    signed = make_treaty_report(ANA, BAT, instrument="fish pact", which=0)
    assert len(assemble([replace(signed, status="planned"), signed])) == 1
    assert len(assemble([replace(signed, status="planned", which=1), signed])) == 2


def test_thousands_of_reports_are_gathered_in_a_moment() -> None:
    start = process_time()
    assert len(assemble(replace(TALKS, sentence=n) for n in range(3200))) == 1
    assert process_time() - start < 3


def test_city_is_a_better_place_than_its_country() -> None:
    country, city = Place("Norway", "NOR"), Place("Oslo", "NOR", 59.9, 10.75)
    [draft] = assemble([replace(TALKS, where=country), replace(TALKS, where=city)])
    assert best_place(draft) == city
