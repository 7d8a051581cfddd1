"""Every pattern fires on its own examples and stays silent on its counter-examples."""

from datetime import UTC, datetime

import pytest

from schemas.article import Article
from schemas.rule import Pattern
from transforms.extract import Extractor
from transforms.rulebook import rulebook

FIRES = [(p, text) for p in rulebook().patterns for text in p.fires]
SILENT = [(p, text) for p in rulebook().patterns for text in p.silent]


def rules_fired(text: str) -> set[str]:
    article = Article(
        article_id="example", text=text, published_at=datetime(2024, 5, 15, tzinfo=UTC)
    )
    [(_, mentions)] = Extractor().extract([article])
    return {rule for mention in mentions for rule in mention.rules}


def _id(value: Pattern | str) -> str:
    return value.id if isinstance(value, Pattern) else value[:50]


@pytest.mark.parametrize(("pattern", "text"), FIRES, ids=_id)
def test_pattern_fires_on_its_example(pattern: Pattern, text: str) -> None:
    assert pattern.id in rules_fired(text)


@pytest.mark.parametrize(("pattern", "text"), SILENT, ids=_id)
def test_pattern_stays_silent_on_its_counter_example(pattern: Pattern, text: str) -> None:
    assert pattern.id not in rules_fired(text)
