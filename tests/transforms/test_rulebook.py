"""The rule files are read, checked and indexed."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from schemas.article import Article
from schemas.rule import Pattern, WordGroup
from transforms.extract import Extractor
from transforms.gate import Gate, words_of
from transforms.rulebook import (
    RuleError,
    _check_paths,
    _check_references,
    read_toml,
    rulebook,
)

CODE = {
    "accuse",
    "address",
    "ask",
    "contain",
    "deputation",
    "fighter",
    "focus",
    "guest",
    "judge",
    "mediate",
    "named-paper",
    "provision",
    "refuse",
    "resolution",
    "rulers",
    "resolve",
    "say",
    "session",
    "take-part",
}
"""Groups that the code asks for by name, in coreference, content, grammar and status."""


def test_every_trigger_leads_to_its_patterns() -> None:
    triggers = rulebook().triggers()
    for pattern in rulebook().patterns:
        for form in rulebook().words(pattern.trigger):
            assert pattern in triggers[form]


def test_every_group_is_used() -> None:
    used = CODE
    for p in rulebook().patterns:
        for reference in (p.trigger, *p.require.values(), *p.forbid.values()):
            used = used | {part[1:] for part in reference.split("+") if part.startswith("@")}
    assert set(rulebook().groups) - used == set()


def test_the_gate_lets_every_example_through() -> None:
    gate = Gate.of(rulebook())
    for pattern in rulebook().patterns:
        for text in pattern.fires:
            assert gate.admits(words_of(text)), text
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


def test_unknown_step_of_a_path_is_refused() -> None:
    pattern = rulebook().patterns[0].model_copy(update={"slots": {"sbj": "participant"}})
    with pytest.raises(RuleError, match="sbj"):
        _check_paths("x.toml", pattern)


def test_unknown_kind_is_refused() -> None:
    pattern = rulebook().patterns[0].model_copy(update={"require": {"subj": "#prson"}})
    with pytest.raises(RuleError, match="prson"):
        _check_references("x.toml", pattern, rulebook().groups)


CUES = [
    (status, text, fires)
    for status, cue in read_toml("lexicons/cues.toml")["status"].items()
    for fires, texts in ((True, cue["fires"]), (False, cue["silent"]))
    for text in texts
]


@pytest.mark.parametrize(("status", "text", "fires"), CUES)
def test_cue_decides_the_status_of_its_example(status: str, text: str, fires: bool) -> None:
    article = Article(article_id="a", text=text, published_at=datetime(2024, 5, 15, tzinfo=UTC))
    [(_, mentions)] = Extractor().extract([article])
    told = {str(mention.status) for mention in mentions} or {"denied"}
    assert (status in told) is fires
