"""Inflected forms: the words that triggers and the gate look for."""

import pytest

from transforms.forms import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("visit", {"visit", "visits", "visited", "visiting"}),
        ("ratify", {"ratify", "ratifies", "ratified", "ratifying"}),
        ("scrap", {"scrap", "scraps", "scrapped", "scrapping"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("resume", {"resume", "resumes", "resumed", "resuming"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
    ],
)
def test_regular_verb(lemma: str, expected: set[str]) -> None:
    assert verb_forms(lemma, {}) == expected


def test_irregular_verb_takes_its_forms_from_the_table() -> None:
    assert verb_forms("meet", {"meet": ["met", "meeting"]}) == {"meet", "meets", "met", "meeting"}


def test_plural_of_a_noun() -> None:
    assert noun_forms("treaty", {}) == {"treaty", "treaties"}


def test_noun_without_a_plural() -> None:
    assert noun_forms("talks", {"talks": []}) == {"talks"}
