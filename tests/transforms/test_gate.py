"""The cheap test lets through whatever any pattern needs, and little else."""

import pytest

from schemas.rule import Pattern
from tests.transforms.reading import pattern_of
from transforms.gate import Gate
from transforms.rulebook import Rulebook, rulebook
from transforms.sentences import split_sentences

GATE = Gate.of(rulebook())
EXAMPLES = [text for p in rulebook().patterns for text in p.fires]


@pytest.mark.parametrize("pattern", rulebook().patterns, ids=lambda p: p.id)
def test_gate_lets_the_examples_of_every_pattern_through(pattern: Pattern) -> None:
    for text in pattern.fires:
        assert GATE.admits(text)
        assert GATE.admits(text.upper())


def test_one_sentence_of_each_example_is_a_candidate() -> None:
    assert EXAMPLES
    pieces = {text: [text[s.start : s.end] for s in split_sentences(text)] for text in EXAMPLES}
    assert [text for text, found in pieces.items() if not any(map(GATE.passes, found))] == []


@pytest.mark.parametrize("text", [
    "The harvest was late this year because of the rain.", "", "1948 / 12 ...",
    "Fishermen repaired their boats.",
])  # fmt: skip
def test_other_sentences_are_stopped(text: str) -> None:
    assert not GATE.passes(text)


def small_gate(**require: str) -> Gate:
    """The gate of one pattern, triggered by *signed* or *inked*."""
    shipped = pattern_of("treaty")
    pattern = shipped.model_copy(update={"trigger": "@sign", "require": require})
    forms = {"sign": frozenset({"signed", "inked"}), "accord": frozenset({"pact", "treaty"})}
    return Gate.of(Rulebook((pattern,), {}, forms))


def test_trigger_needs_a_required_word_beside_it() -> None:
    gate = small_gate(obj="@accord")
    assert gate.passes("They signed the Pact.")
    assert not gate.passes("They signed the guest book.")
    assert not gate.passes("The pact lapsed.")
    assert gate.admits("They signed the guest book. The pact lapsed.")


def test_trigger_alone_will_do_where_an_actor_may_stand_for_the_word() -> None:
    assert small_gate().passes("They signed.")
    assert small_gate(obj="@accord+#state").passes("They inked it.")
    assert not small_gate(obj="@accord", mod="#state").passes("They inked it.")


def test_candidates_come_with_the_sentence_before_and_the_lead() -> None:
    gate = small_gate()
    quiet = ["It rained."] * 8
    assert list(gate.chosen(quiet)) == []
    assert list(gate.chosen([*quiet[:6], "They signed.", "It rained."])) == [0, 1, 2, 5, 6]
    assert list(gate.chosen(["They signed."])) == [0]


def test_table_that_passes_for_a_sentence_is_left_out() -> None:
    gate = small_gate()
    long = "They signed " + "1 " * 2_000
    assert gate.passes(long)
    assert list(gate.chosen([long, "They signed."])) == [1]
