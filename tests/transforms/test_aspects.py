"""How sentences put events: tried for, by telephone, beside another one, denied, in the present."""

from datetime import date

import pytest

from schemas.mention import Status, TreatyAction
from tests.transforms.reading import matches_of, meetings_of, table_of
from transforms.actors import ActorTable
from transforms.aspects import (
    Outcome,
    is_definite,
    is_past_verb,
    is_present,
    is_recalled,
    medium_of,
    outcome_of,
    relation_of,
)
from transforms.dates import ResolvedDate
from transforms.match import Match


def reading(text: str, trigger: str) -> tuple[Match, ActorTable]:
    """The match at a word, with the table it was found in."""
    table = table_of(text)
    words = table.sentence.tokens
    match = next(m for m in matches_of(text) if words[m.trigger].text == trigger)
    return match, table


@pytest.mark.parametrize(("text", "trigger", "status", "action"), [
    ("Peru and Chile failed to sign a treaty.", "sign", "occurred", "negotiating"),
    ("Peru and Chile signed a treaty.", "signed", "occurred", "signed"),
    ("Peru and Chile will sign a treaty.", "sign", "planned", "signed"),
    ("Peru and Chile may sign a treaty.", "sign", "planned", "signed"),
    ("Peru was happy to sign a pact with Chile.", "sign", "planned", "signed"),
    ("Peru refused to sign a treaty with Chile.", "sign", "occurred", "rejected"),
    ("Peru said it would reject a treaty with Chile.", "reject", "occurred", "rejected"),
    ("Peru and Chile postponed the signing of a treaty.", "signing", "cancelled", "signed"),
])  # fmt: skip
def test_outcome_of_a_treaty(text: str, trigger: str, status: Status, action: TreatyAction) -> None:
    assert outcome_of(*reading(text, trigger)) == Outcome(status, action)


@pytest.mark.parametrize(("text", "trigger"), [
    ("No agreement was reached between Peru and Chile.", "reached"),
    ("If Peru signs a treaty with Chile, prices will fall.", "signs"),
    ("Peru denied violating a treaty with Chile.", "violating"),
    ("Portuguese President Ana Duarte did not meet Mongolian President Bat Sorn.", "meet"),
    ("If Portuguese President Ana Duarte meets Mongolian President Bat Sorn, it rains.", "meets"),
    ("Peru discussed the fishing treaty with Chile.", "discussed"),
])  # fmt: skip
def test_what_is_denied_or_only_supposed_is_no_event(text: str, trigger: str) -> None:
    assert outcome_of(*reading(text, trigger)) is None


PAIR = "Portuguese President Ana Duarte {} Mongolian President Bat Sorn{}."


@pytest.mark.parametrize(("verb", "rest", "medium"), [
    ("met", "", None),
    ("spoke by telephone with", "", "phone_call"),
    ("met", " by video link on Monday", "virtual"),
])  # fmt: skip
def test_medium_is_named_beside_the_verb(verb: str, rest: str, medium: str | None) -> None:
    assert medium_of(*reading(PAIR.format(verb, rest), verb.split()[0])) == medium


def test_visit_stays_a_visit_whatever_is_said_of_telephones() -> None:
    text = "Portuguese President Ana Duarte visited Mongolia after a phone call."
    assert medium_of(*reading(text, "visited")) == "visit"


def test_event_at_the_time_of_another_one() -> None:
    text = "Peru and Chile signed a pact as Kenyan President Joseph Mwori visited Lima."
    assert relation_of(*reading(text, "visited")) == "same"
    assert relation_of(*reading(text, "signed")) is None


def test_event_after_its_eve() -> None:
    text = "Peru signed a pact on the eve of a visit to Lima by Chilean President Eva Rojo."
    assert relation_of(*reading(text, "visit")) == "next"
    assert relation_of(*reading(text, "signed")) is None


@pytest.mark.parametrize(("text", "trigger", "present"), [
    ("Portuguese President Ana Duarte begins a visit to Mongolia on Friday.", "visit", True),
    ("Portuguese President Ana Duarte began a visit to Mongolia on Friday.", "visit", False),
    ("Portuguese President Ana Duarte visits Mongolia on Friday.", "visits", True),
])  # fmt: skip
def test_present_is_told_from_past(text: str, trigger: str, present: bool) -> None:
    assert is_present(*reading(text, trigger)) is present
    assert is_past_verb(*reading(text, trigger)) is not present


def test_invitation_to_a_summit_does_not_propose_it() -> None:
    [held] = meetings_of("Peru was invited to the African Union's annual meeting in May.")
    [wished] = meetings_of("Peru called for an African Union meeting in May.")
    assert (held.status, wished.status) == ("planned", "proposed")


def test_known_instrument_is_definite() -> None:
    assert is_definite(*reading("Peru ratified the pact with Chile.", "ratified"))
    assert not is_definite(*reading("Peru ratified a pact with Chile.", "ratified"))


@pytest.mark.parametrize(("text", "trigger", "recalled"), [
    ("Portuguese President Ana Duarte met Mongolian President Bat Sorn.", "met", False),
    ("Portuguese President Ana Duarte last met Mongolian President Bat Sorn.", "met", True),
    ("Portuguese President Ana Duarte had met Mongolian President Bat Sorn.", "met", True),
    ("Fiji was the first state to join the fisheries convention.", "join", True),
    ("Peru signed the previous pact with Chile.", "signed", True),
])  # fmt: skip
def test_history_is_told_by_words(text: str, trigger: str, recalled: bool) -> None:
    assert is_recalled(*reading(text, trigger), None, None) is recalled


@pytest.mark.parametrize(("when", "recalled"), [
    (ResolvedDate(date(2024, 5, 10), date(2024, 5, 10), "day", "Friday"), False),
    (ResolvedDate(date(2024, 4, 10), date(2024, 4, 10), "day", "April 10"), True),
    (ResolvedDate(date(2024, 4, 1), date(2024, 4, 30), "month", "April"), True),
    (ResolvedDate(date(2024, 5, 1), date(2024, 5, 31), "month", "May"), False),
    (ResolvedDate(date(2024, 1, 1), date(2024, 12, 31), "year", "this year"), True),
])  # fmt: skip
def test_history_is_told_by_its_date(when: ResolvedDate, recalled: bool) -> None:
    match, table = reading("Peru signed a pact with Chile.", "signed")
    assert is_recalled(match, table, when, date(2024, 5, 15)) is recalled
