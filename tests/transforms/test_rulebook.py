"""The rule files are read, checked and indexed."""

import pytest
from pydantic import ValidationError

from schemas.rule import Pattern, WordGroup
from transforms.gate import Gate
from transforms.rulebook import rulebook


def test_every_trigger_leads_to_its_patterns() -> None:
    triggers = rulebook().triggers()
    for pattern in rulebook().patterns:
        for form in rulebook().words(pattern.trigger):
            assert pattern in triggers[form]


def test_every_group_is_used() -> None:
    used = {"say", "judge"}  # their subjects are no parties; see transforms/coreference.py
    for p in rulebook().patterns:
        for reference in (p.trigger, *p.require.values(), *p.forbid.values()):
            used |= {part[1:] for part in reference.split("+") if part.startswith("@")}
    assert set(rulebook().groups) - used == set()


def test_the_gate_lets_every_example_through() -> None:
    gate = Gate.of(rulebook())
    for pattern in rulebook().patterns:
        for text in pattern.fires:
            assert gate.admits(text), text
            assert gate.passes(text), text


def test_unknown_key_is_refused() -> None:
    raw = rulebook().patterns[0].model_dump() | {"colour": "red"}
    with pytest.raises(ValidationError, match="colour"):
        Pattern.model_validate(raw)


def test_treaty_pattern_needs_an_action() -> None:
    raw = rulebook().patterns[0].model_dump() | {"event_type": "treaty"}
    with pytest.raises(ValidationError, match="treaty_action"):
        Pattern.model_validate(raw)


def test_unsorted_words_are_refused() -> None:
    with pytest.raises(ValidationError, match="sorted"):
        WordGroup(id="x", pos="verb", words=("b", "a"), why="test")
