"""Instruments, topics, outcomes and provisions, in the words of the article."""

import doctest

import pytest

import transforms.content
from tests.transforms.reading import index_of, table_of
from transforms.content import Content, clipped, kind_of


def content(text: str, word: str) -> tuple[Content, int]:
    """The reader of a sentence's content, and where a word stands."""
    table = table_of(text)
    return Content(table), index_of(word, table.sentence)


@pytest.mark.parametrize(("instrument", "kind"), [
    ("humanitarian truce", "ceasefire"), ("seabed treaty", "treaty"), ("MOU", "memorandum"),
    ("memorandum of understanding", "memorandum"), ("joint declaration", "declaration"),
    ("full diplomatic ties", "relations"), ("trade deal", "agreement"), ("fish pact", "pact"),
    ("Rome Statute", None), (None, None),
])  # fmt: skip
def test_kind_is_read_off_the_instrument(instrument: str | None, kind: str | None) -> None:
    assert kind_of(instrument) == kind


@pytest.mark.parametrize(("text", "head", "name"), [
    ("Peru and Chile signed a comprehensive trade agreement.", "agreement",
     "comprehensive trade agreement"),
    ("Peru and Chile signed an agreement on fishing rights.", "agreement",
     "agreement on fishing rights"),
    ("The Convention against Noise was signed.", "Convention", "Convention against Noise"),
    ("Peru signed a treaty, which lapsed.", "treaty", "treaty"),
])  # fmt: skip
def test_instrument_keeps_its_modifiers_and_what_it_is_on(text: str, head: str, name: str) -> None:
    reader, i = content(text, head)
    assert reader.instrument(i) == name


@pytest.mark.parametrize(("text", "word", "topics"), [
    ("Duarte met Sorn to discuss grain prices.", "met", ("grain prices",)),
    ("The meeting focused on water rights.", "meeting", ("water rights",)),
    ("Duarte met Sorn on Monday.", "met", ()),
    ("Duarte met Sorn on the sidelines of a summit.", "met", ()),
    ("Duarte and Sorn discussed how prisoners could be freed.", "discussed",
     ("how prisoners could be freed",)),
])  # fmt: skip
def test_topics_are_what_was_discussed(text: str, word: str, topics: tuple[str, ...]) -> None:
    reader, i = content(text, word)
    assert reader.topics(i) == topics


@pytest.mark.parametrize(("text", "word", "outcomes"), [
    ("Duarte and Sorn agreed that trade would grow.", "agreed", ("trade would grow",)),
    ("Meeting in Oslo, Duarte and Sorn pledged to end the dispute.", "Meeting",
     ("end the dispute",)),
    ("Duarte and Sorn met in Oslo.", "met", ()),
])  # fmt: skip
def test_outcomes_are_what_was_agreed(text: str, word: str, outcomes: tuple[str, ...]) -> None:
    reader, i = content(text, word)
    assert reader.outcomes(i) == outcomes


@pytest.mark.parametrize(("text", "provisions"), [
    ("The pact provides for joint patrols.", ("joint patrols",)),
    ("The treaty contains a clause on mutual defence.", ("mutual defence",)),
    ("The agreement requires annual reports.", ("annual reports",)),
    ("The menu includes fish.", ()),
    ("The delegation includes experts.", ()),
])  # fmt: skip
def test_provisions_are_what_an_instrument_contains(text: str, provisions: tuple[str, ...]) -> None:
    assert Content(table_of(text)).provisions() == provisions


def test_long_text_is_clipped_at_a_word() -> None:
    text = "word " * 50
    assert len(clipped(text)) <= 162
    assert clipped(text).endswith("word …")
    assert clipped("a few words") == "a few words"


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(transforms.content).failed == 0
