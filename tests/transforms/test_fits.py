"""What the rules say of two reports: can both mean one event?"""

from dataclasses import replace

import pytest

from tests.transforms.reading import (
    ANA,
    BAT,
    JOE,
    MINISTERS,
    PACT,
    RUI,
    TALKS,
    make_meeting_report,
    on_day,
)
from transforms.actors import Actor
from transforms.fits import may_be_one, same_event
from transforms.places import Place
from transforms.report import Report


@pytest.mark.parametrize("other", [
    make_meeting_report(ANA, JOE),
    make_meeting_report(RUI, BAT),
    make_meeting_report(*MINISTERS),
    replace(TALKS, meeting_format="visit"),
    replace(TALKS, meeting_format="phone_call"),
    replace(TALKS, status="planned"),
    replace(TALKS, status="cancelled"),
    PACT,
], ids=["parties", "person", "level", "visit", "call", "plan", "cancelled", "pact"])  # fmt: skip
def test_reports_that_differ_are_two_events(other: Report) -> None:
    assert not same_event(TALKS, other)


@pytest.mark.parametrize("other", [
    make_meeting_report(Actor(0, 1, "Duarte", country="PRT"), BAT),
    make_meeting_report(Actor(0, 1, country="PRT"), Actor(2, 3, country="MNG")),
    replace(TALKS, status="planned", certain=False),
    replace(TALKS, vague=True, cast=(), definite=True),
    replace(TALKS, meeting_format="phone_call", vague=True, cast=(), definite=True),
], ids=["surname", "states", "unsure", "vague", "vague call"])  # fmt: skip
def test_report_that_says_less_is_of_the_same_event(other: Report) -> None:
    assert same_event(TALKS, other)


LATER = replace(TALKS, sentence=3)
VISIT = replace(LATER, meeting_format="visit")
NAMED = replace(PACT, which=0)


@pytest.mark.parametrize(("one", "other"), [
    (TALKS, VISIT),
    (TALKS, replace(PACT, sentence=3)),
    (replace(TALKS, when=on_day(13)), replace(LATER, when=on_day(14))),
    (replace(TALKS, where=Place("Oslo", "NOR")), replace(LATER, where=Place("Lima", "PER"))),
    (TALKS, replace(make_meeting_report(RUI, BAT), sentence=3)),
    (TALKS, replace(make_meeting_report(ANA, JOE), sentence=3)),
    (TALKS, replace(make_meeting_report(*MINISTERS), sentence=3)),
    (NAMED, replace(NAMED, which=1)),
    (PACT, replace(PACT, treaty_action="ratified")),
    (PACT, replace(PACT, instrument="tax treaty", instrument_kind="treaty")),
])  # fmt: skip
def test_what_only_two_events_can_have_keeps_reports_apart(one: Report, other: Report) -> None:
    assert not may_be_one(one, other)
    assert may_be_one(one, replace(one, sentence=3))
    assert may_be_one(other, replace(other, sentence=3))


def test_guests_of_one_list_may_have_come_together() -> None:
    other = make_meeting_report(ANA, JOE)
    assert may_be_one(TALKS, other)
    apart = frozenset({"advmod=separately"})
    assert not may_be_one(replace(TALKS, wording=apart), replace(other, wording=apart))
