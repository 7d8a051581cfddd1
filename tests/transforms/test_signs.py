"""What an article shows before it is parsed."""

from dataclasses import replace

import pytest

from transforms.gate import Gate
from transforms.gazetteer import load_gazetteer
from transforms.rulebook import rulebook
from transforms.sentences import split_sentences
from transforms.signs import Sighting, Signs


def sighting(text: str) -> Sighting:
    return Sighting.of(text, load_gazetteer())


def signs(text: str) -> Signs:
    return sighting(text).signs(0, len(text))


def test_gate_lets_every_example_through_by_its_signs_too() -> None:
    gate = Gate.of(rulebook())
    for pattern in rulebook().patterns:
        for text in pattern.fires:
            words = text.translate(str.maketrans("", "", '.,’"“”')).replace("'s", "").split()
            seen = replace(sighting(text), officials=frozenset(words))  # the article told of them
            spans = split_sentences(text)
            found = (
                gate.passes(text[s.start : s.end], signs=seen.signs(s.start, s.end)) for s in spans
            )
            assert any(found), text


def test_states_offices_and_pronouns_are_sides() -> None:
    assert signs("Chad and Libya signed.").sides == 2
    assert signs("The Chadian minister signed it.").sides > 2
    assert signs("Both sides signed.").sides >= 2
    assert signs("Fishermen signed.").sides == 0


def test_who_stands_beside_an_office_is_known_in_every_sentence() -> None:
    text = f"President Ana Duarte of Portugal spoke. {'It rained. ' * 6}Duarte left. Orlov stayed."
    seen = sighting(text)
    left, stayed = text.index("Duarte left"), text.index("Orlov")
    assert seen.signs(left, stayed).sides == 1
    assert seen.signs(stayed, len(text)).sides == 0


def test_organisation_shows_itself_or_as_an_institution() -> None:
    assert "igo" in signs("OPEC met.").kinds
    assert "igo" in signs("The bank's meeting opened.").kinds
    assert "igo" not in signs("Peru met Chile.").kinds


@pytest.mark.parametrize(("text", "expected"), [
    ("Chad met Libya.", True), ("OPEC met.", True), ("Chad's farmers met.", False),
    ("The president met the president of Chad.", True), ("Inter-Korean talks began.", True),
])  # fmt: skip
def test_two_states_or_an_organisation_make_an_article_international(
    text: str, expected: bool
) -> None:
    assert sighting(text).is_international() is expected


def test_office_may_be_one_of_the_home_of_the_outlet() -> None:
    text = "The minister spoke of the farms of Chad."
    assert sighting(text).is_international()
    assert not sighting(text).is_international("TCD")
