"""The cheap test lets through whatever any pattern needs, and little else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.rule import Pattern
from tests.transforms.reading import pattern_of
from transforms.gate import Gate, context_of, words_of
from transforms.rulebook import Rulebook, rulebook
from transforms.sentences import split_sentences
from transforms.signs import Signs

GATE = Gate.of(rulebook())
EXAMPLES = [text for p in rulebook().patterns for text in p.fires]


@pytest.mark.parametrize("pattern", rulebook().patterns, ids=lambda p: p.id)
def test_gate_lets_the_examples_of_every_pattern_through(pattern: Pattern) -> None:
    for text in pattern.fires:
        assert GATE.admits(words_of(text))
        assert GATE.admits(words_of(text.upper()))


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
    assert gate.admits(words_of("They signed the guest book. The pact lapsed."))


def test_trigger_alone_will_do_where_an_actor_may_stand_for_the_word() -> None:
    assert small_gate().passes("They signed.")
    assert small_gate(obj="@accord+#state").passes("They inked it.")
    assert not small_gate(obj="@accord", mod="#state").passes("They inked it.")


def test_signs_of_too_few_sides_stop_a_sentence() -> None:
    """One side is enough for this pattern."""
    gate = small_gate()
    assert gate.passes("They signed.", signs=Signs(frozenset(), 1))
    assert not gate.passes("They signed.", signs=Signs(frozenset(), 0))


def test_signs_tell_whether_an_actor_may_stand_for_a_required_word() -> None:
    gate = small_gate(obj="@accord+#igo")
    assert gate.passes("They signed it.", signs=Signs(frozenset({"igo"}), 2))
    assert gate.passes("They signed the pact.", signs=Signs(frozenset(), 2))
    assert not gate.passes("They signed it.", signs=Signs(frozenset({"person"}), 2))


def test_short_name_of_an_instrument_will_do_for_a_required_word() -> None:
    assert small_gate(obj="@accord").passes("They signed the AFT.", {"AFT"})


def test_candidates_are_explained_by_the_sentence_before_and_the_lead() -> None:
    assert context_of(set()) == set()
    assert context_of({6, 9}) == {0, 1, 2, 5, 8}
    assert context_of({0}) >= {0, 1, 2}


def test_of_an_article_the_words_of_all_sentences_count() -> None:
    gate = small_gate(obj="@accord")
    assert gate.admits({"signed", "pact"})
    assert not gate.admits({"signed", "book"})
    assert gate.admits({"signed", "book"}, named=True)
    assert not gate.admits({"pact"}, named=True)


@given(st.text("aZé-. '19_İ\n\x1c", max_size=30))
def test_words_are_runs_of_letters_with_hyphens_inside(text: str) -> None:
    assert words_of(text) == set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
