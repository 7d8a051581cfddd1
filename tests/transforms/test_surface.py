"""Slots by word order and tags alone; heads and relations of these parses say nothing."""

import pytest

from tests.transforms.reading import index_of, meetings_of, sentence_of, words_at
from transforms.surface import SurfaceGrammar


def slot(words: str, word: str, name: str) -> list[str]:
    """The words in a slot of a sentence of ``word/TAG``, in which every word is a root."""
    rows = " ".join(f"{row}/dep/{i}" for i, row in enumerate(words.split()))
    sentence = sentence_of(rows)
    return words_at(sentence, SurfaceGrammar(sentence).slot(index_of(word, sentence), name))


MET = "Duarte/NNP of/IN Portugal/NNP met/VBD Sorn/NNP and/CC Holm/NNP on/IN Monday/NNP"
SIGNED = "The/DT pact/NN was/VBD signed/VBN by/IN Peru/NNP and/CC Chile/NNP in/IN Lima/NNP"
HELD = "He/PRP held/VBD talks/NNS with/IN Sorn/NNP and/CC Holm/NNP on/IN trade/NN"


@pytest.mark.parametrize(("words", "word", "name", "found"), [
    (MET, "met", "subj", ["Duarte"]),
    (MET, "met", "obj", ["Sorn", "Holm"]),
    (MET, "met", "on", ["Monday"]),
    (SIGNED, "signed", "subj", ["Peru", "Chile"]),
    (SIGNED, "signed", "obj", ["pact"]),
    (HELD, "talks", "with", ["Sorn", "Holm"]),
    (HELD, "talks", "up", ["held"]),
    (HELD, "held", "subj", ["He"]),
    (HELD, "held", "obj", ["talks"]),
])  # fmt: skip
def test_slots_stand_where_they_usually_stand(
    words: str, word: str, name: str, found: list[str]
) -> None:
    assert slot(words, word, name) == found


def test_noun_before_a_participle_is_what_it_was_done_to() -> None:
    words = "a/DT pact/NN signed/VBN by/IN Peru/NNP"
    assert slot(words, "signed", "obj") == ["pact"]
    assert slot(words, "signed", "subj") == ["Peru"]


@pytest.mark.parametrize("stop", [";/:", "(/-LRB-", "—/:"])
def test_clause_ends_at_a_strong_mark(stop: str) -> None:
    words = f"Peru/NNP {stop} Duarte/NNP met/VBD Sorn/NNP"
    assert slot(words, "met", "subj") == ["Duarte"]
    assert slot(f"Duarte/NNP met/VBD Sorn/NNP {stop} Holm/NNP", "met", "obj") == ["Sorn"]


def test_subject_of_the_clause_before_is_not_taken() -> None:
    words = "Peru/NNP spoke/VBD ,/, and/CC Duarte/NNP met/VBD Sorn/NNP"
    assert slot(words, "met", "subj") == ["Duarte"]


def test_noun_phrase_behind_a_conjunction_is_not_governed_by_it() -> None:
    assert slot("After/IN Duarte/NNP met/VBD Sorn/NNP", "met", "subj") == ["Duarte"]
    assert slot("In/IN Lima/NNP Duarte/NNP met/VBD", "met", "subj") == []


def test_what_stands_far_away_is_out_of_reach() -> None:
    gap = " ".join(["very/RB"] * 20)
    assert slot(f"Duarte/NNP {gap} met/VBD Sorn/NNP", "met", "subj") == []
    assert slot(f"talks/NNS {gap} with/IN Sorn/NNP", "talks", "with") == []


def test_modifiers_stand_right_before_the_noun() -> None:
    words = "Then/RB Peru/NNP 's/POS foreign/JJ minister/NN spoke/VBD"
    assert slot(words, "minister", "mod") == ["Peru"]
    assert slot("In/IN Lima/NNP ,/, talks/NNS began/VBD", "talks", "mod") == []


@pytest.mark.parametrize("name", ["below", "xcomp"])
def test_slots_that_word_order_cannot_show_are_empty(name: str) -> None:
    assert slot(MET, "met", name) == []


def test_time_between_the_verb_and_with_does_not_part_them() -> None:
    [mention] = meetings_of(
        "Saudi Arabia's Crown Prince Faris bin Saleh met for an hour with Kenyan Vice President"
        " Amos Kiprono on Monday."
    )
    assert mention.parties == ("KEN", "SAU")
