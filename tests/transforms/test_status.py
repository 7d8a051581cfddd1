"""Did it happen: auxiliaries, governing verbs, negations and what is said of a noun."""

import pytest

from tests.transforms.reading import index_of, sentence_of, table_of
from transforms.cues import cues
from transforms.grammar import Grammar
from transforms.status import is_attempt, refusal, status_of


def status(text: str, word: str) -> str:
    """What the text says of the event at a word."""
    table = table_of(text)
    return status_of(table.grammar, index_of(word, table.sentence))


@pytest.mark.parametrize(("text", "word"), [
    ("Duarte met Sorn.", "met"),
    ("The pact has been signed.", "signed"),
    ("Peru said Chile signed a pact.", "signed"),
    ("Duarte left after a meeting with Sorn.", "meeting"),
    ("Duarte urged Chile to lower tariffs at a meeting with Sorn.", "meeting"),
    ("Duarte held the planned talks with Sorn.", "talks"),
    ("Duarte changed her mind before the recent meeting with Sorn.", "meeting"),
    ("Fiji was the first state to join the convention.", "join"),
    ("Duarte visited Peru and met Sorn.", "met"),
])  # fmt: skip
def test_event_occurred(text: str, word: str) -> None:
    assert status(text, word) == "occurred"


@pytest.mark.parametrize(("text", "word"), [
    ("Duarte will meet Sorn.", "meet"),
    ("Duarte is expected to meet Sorn.", "meet"),
    ("Duarte is scheduled to meet Sorn.", "meet"),
    ("Duarte plans to meet Sorn.", "meet"),
    ("Duarte is to meet Sorn.", "meet"),
    ("Duarte to meet Sorn", "meet"),
    ("The pact will be signed on Monday.", "signed"),
    ("Duarte said he would meet Sorn.", "meet"),
    ("A planned meeting with Sorn drew protests.", "meeting"),
    ("Duarte will raise tariffs at a meeting with Sorn.", "meeting"),
    ("Duarte will speak after a meeting with Sorn.", "meeting"),
    ("Duarte will hold talks with Sorn and meet Vega.", "meet"),
    ("Duarte looked forward to a meeting with Sorn.", "meeting"),
    ("Duarte accepted an invitation to visit Peru.", "visit"),
    ("Duarte spoke ahead of a meeting with Sorn.", "meeting"),
])  # fmt: skip
def test_event_is_planned(text: str, word: str) -> None:
    assert status(text, word) == "planned"


@pytest.mark.parametrize(("text", "word"), [
    ("Duarte may meet Sorn.", "meet"),
    ("Duarte could meet Sorn.", "meet"),
    ("Duarte offered to meet Sorn.", "meet"),
    ("Duarte is keen to meet Sorn.", "meet"),
    ("Duarte proposed a meeting with Sorn.", "meeting"),
    ("A summit of Peru and Chile is possible.", "summit"),
    ("Sorn suggested that the ministers of Peru and Chile meet.", "meet"),
    ("A proposed visit to Peru drew protests.", "visit"),
])  # fmt: skip
def test_event_is_proposed(text: str, word: str) -> None:
    assert status(text, word) == "proposed"


@pytest.mark.parametrize(("text", "word", "refused"), [
    ("Duarte refused to meet Sorn.", "meet", True),
    ("Duarte declined to meet Sorn.", "meet", True),
    ("Duarte will not meet Sorn.", "meet", False),
    ("Duarte called off a meeting with Sorn.", "meeting", False),
    ("A meeting with Sorn was called off.", "meeting", False),
    ("The meeting was cancelled by Duarte.", "meeting", False),
    ("Duarte postponed a visit to Peru.", "visit", False),
    ("Duarte cancelled the planned talks with Sorn.", "talks", False),
    ("Duarte turned down an invitation to meet Sorn.", "meet", False),
    ("Talks between Peru and Chile will not take place.", "Talks", False),
    ("Duarte ruled out talks with Sorn.", "talks", False),
    ("Peru has pulled out of talks with Chile.", "talks", False),
    ("Peru froze all talks with Chile.", "talks", False),
    ("Duarte dropped plans to visit Chile.", "visit", False),
    ("Plans for a meeting with Sorn have fallen through.", "meeting", False),
    ("Duarte, who was to have visited Chile, stayed at home.", "visited", False),
    ("Duarte did not meet Sorn as planned.", "meet", False),
    ("Duarte did not meet Sorn as had been expected.", "meet", False),
    ("Peru calls off talks with Chile", "talks", False),
    ("Duarte will not travel to Lima for talks with Sorn.", "talks", False),
    ("The meeting planned for Tuesday did not take place.", "meeting", False),
])  # fmt: skip
def test_event_is_cancelled_or_refused(text: str, word: str, refused: bool) -> None:
    assert status(text, word) == "cancelled"
    table = table_of(text)
    assert refusal(table.grammar, index_of(word, table.sentence)) is refused


@pytest.mark.parametrize(("text", "word"), [
    ("Duarte did not meet Sorn.", "meet"),
    ("Duarte never met Sorn.", "met"),
    ("The pact was not signed.", "signed"),
    ("There was no meeting with Sorn.", "meeting"),
    ("Duarte did not hold talks with Sorn.", "talks"),
    ("Duarte denied that he met Sorn.", "met"),
    ("Duarte left without meeting Sorn.", "meeting"),
    ("Duarte has no plans to meet Sorn.", "meet"),
    ("A meeting with Sorn was not planned.", "meeting"),
    ("Duarte would have met Sorn.", "met"),
    ("Peru denied that its president had met Sorn.", "met"),
    ("Nobody expects Peru and Chile to hold talks.", "talks"),
    ("Peru dismissed reports that its president had met Sorn.", "met"),
])  # fmt: skip
def test_what_the_text_denies(text: str, word: str) -> None:
    assert status(text, word) == "denied"


@pytest.mark.parametrize(("text", "word"), [
    ("If Duarte meets Sorn, markets will rise.", "meets"),
    ("If Duarte were to meet Sorn, markets could rise.", "meet"),
    ("It is not clear whether Duarte will meet Sorn.", "meet"),
    ("It was unclear whether the pact was signed.", "signed"),
    ("If Peru votes to leave the pact, prices will rise.", "leave"),
    ("Duarte would meet Sorn.", "meet"),
    ("Leaving the pact would hurt Peru.", "Leaving"),
    ("Worries that Peru may leave the pact hurt the peso.", "leave"),
    ("The risk of a withdrawal from the pact grows.", "withdrawal"),
])  # fmt: skip
def test_event_is_under_a_condition(text: str, word: str) -> None:
    assert status(text, word) == "conditional"


def test_called_needs_its_particle_to_cancel() -> None:
    rows = "Duarte/NNP/nsubj/1 called/VBD/root/1 {}a/DT/det/{} meeting/NN/obj/1"
    plain = sentence_of(rows.format("", 3))
    off = sentence_of(rows.format("off/RP/compound:prt/1 ", 4))
    assert status_of(Grammar(off), index_of("meeting", off)) == "cancelled"
    assert status_of(Grammar(plain), index_of("meeting", plain)) != "cancelled"


def test_future_of_another_clause_does_not_count() -> None:
    rows = (
        "Duarte/NNP/nsubj/6 ,/,/punct/3 who/WP/nsubj/3 met/VBD/acl:relcl/0 Sorn/NNP/obj/3"
        " will/MD/aux/6 leave/VB/root/6"
    )
    sentence = sentence_of(rows)
    assert status_of(Grammar(sentence), index_of("met", sentence)) == "occurred"
    assert status_of(Grammar(sentence), index_of("leave", sentence)) == "planned"


@pytest.mark.parametrize(("text", "word", "tried"), [
    ("Peru and Chile failed to sign a pact.", "sign", True),
    ("Peru and Chile signed a pact.", "signed", False),
])  # fmt: skip
def test_attempt_is_told_from_success(text: str, word: str, tried: bool) -> None:
    table = table_of(text)
    assert is_attempt(table.grammar, index_of(word, table.sentence)) is tried


def test_no_verb_is_a_cue_of_two_statuses() -> None:
    groups = [c.verbs for c in cues().values()]
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


def test_infinitive_of_a_subject_is_no_headline() -> None:
    assert status("Efforts to meet Sorn failed.", "meet") == "proposed"
    assert status("Duarte to meet Sorn", "meet") == "planned"
