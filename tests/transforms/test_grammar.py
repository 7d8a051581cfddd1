"""Slots of passives, relatives, infinitives and coordinated words, on parses made by hand."""

import pytest

from tests.transforms.reading import index_of, sentence_of, words_at
from transforms.grammar import Grammar

ACTIVE = (
    "Chad/NNP/nsubj/1 signed/VBD/root/1 a/DT/det/3 pact/NN/obj/1 with/IN/case/5 Peru/NNP/nmod/3"
    " and/CC/cc/7 Chile/NNP/conj/5"
)
PASSIVE = (
    "The/DT/det/1 pact/NN/nsubj:pass/3 was/VBD/aux:pass/3 signed/VBN/root/3"
    " by/IN/case/5 Peru/NNP/obl:agent/3 and/CC/cc/7 Chile/NNP/conj/5"
)
REDUCED = "a/DT/det/1 pact/NN/root/1 signed/VBN/acl/1 by/IN/case/4 Peru/NNP/obl:agent/2"
RELATIVE = (
    "Duarte/NNP/nsubj/6 ,/,/punct/3 who/WP/nsubj/3 met/VBD/acl:relcl/0 Sorn/NNP/obj/3"
    " ,/,/punct/3 left/VBD/root/6"
)
CONTACT = "The/DT/det/1 pact/NN/nsubj/4 Peru/NNP/nsubj/3 signed/VBD/acl:relcl/1 lapsed/VBD/root/4"
PLANS = "Duarte/NNP/nsubj/1 plans/VBZ/root/1 to/TO/mark/3 meet/VB/xcomp/1 Sorn/NNP/obj/3"
INVITES = (
    "Duarte/NNP/nsubj/1 invited/VBD/root/1 Sorn/NNP/obj/1 to/TO/mark/4 visit/VB/advcl/1"
    " Lima/NNP/obj/4"
)
INVITED = "Duarte/NNP/nsubj:pass/2 was/VBD/aux:pass/2 invited/VBN/root/2 to/TO/mark/4 visit/VB/{}/2"
SHARED = (
    "Peru/NNP/nsubj/1 drafted/VBD/root/1 and/CC/cc/3 signed/VBD/conj/1 the/DT/det/5 pact/NN/obj/{}"
)
OWNER = "Peru/NNP/nmod:poss/2 's/POS/case/0 plan/NN/root/2 to/TO/mark/4 sign/VB/acl/2"

AIDES = (
    "Duarte/NNP/nsubj/1 let/VBD/root/1 Sorn/NNP/nmod:poss/4 's/POS/case/2 aides/NNS/obj/1"
    " leave/VB/xcomp/1"
)


def slot(rows: str, word: str, path: str) -> list[str]:
    """The words in the slot of a word of a parse made by hand."""
    sentence = sentence_of(rows)
    return words_at(sentence, Grammar(sentence).follow(index_of(word, sentence), path))


@pytest.mark.parametrize(("rows", "word", "subjects", "objects"), [
    (ACTIVE, "signed", ["Chad"], ["pact"]),
    (PASSIVE, "signed", ["Peru", "Chile"], ["pact"]),
    (REDUCED, "signed", ["Peru"], ["pact"]),
    (RELATIVE, "met", ["Duarte"], ["Sorn"]),
    (RELATIVE, "left", ["Duarte"], []),
    (CONTACT, "signed", ["Peru"], ["pact"]),
    (PLANS, "meet", ["Duarte"], ["Sorn"]),
    (INVITES, "visit", ["Sorn"], ["Lima"]),
    (INVITED.format("xcomp"), "visit", ["Duarte"], []),
    (INVITED.format("advcl"), "visit", ["Duarte"], []),
    (OWNER, "sign", ["Peru"], []),
    (AIDES, "leave", ["Sorn"], []),
])  # fmt: skip
def test_doer_and_thing_done_are_found_however_the_clause_is_turned(
    rows: str, word: str, subjects: list[str], objects: list[str]
) -> None:
    assert slot(rows, word, "subj") == subjects
    assert slot(rows, word, "obj") == objects


@pytest.mark.parametrize("owner", [1, 3])
def test_coordinated_verbs_share_subject_and_object(owner: int) -> None:
    rows = SHARED.format(owner)
    for verb in ("drafted", "signed"):
        assert (slot(rows, verb, "subj"), slot(rows, verb, "obj")) == (["Peru"], ["pact"])


def test_path_leads_through_the_object_to_all_coordinated_words() -> None:
    assert slot(ACTIVE, "signed", "obj.with") == ["Peru", "Chile"]
    assert slot(ACTIVE, "signed", "with") == []
    assert slot(ACTIVE, "signed", "obj.on") == []


def test_purpose_of_an_invitation_counts_as_its_complement() -> None:
    assert slot(INVITES, "invited", "xcomp") == ["visit"]
    assert slot(INVITES.replace("invited", "left"), "left", "xcomp") == []


def test_verb_over_a_noun_is_up() -> None:
    assert slot(ACTIVE, "Peru", "up") == ["signed"]
    noun = "Duarte/NNP/nsubj/4 is/VBZ/cop/4 on/IN/case/4 a/DT/det/4 visit/NN/root/4"
    assert slot(noun, "visit", "up") == ["visit"]


def test_modifiers_stand_before_the_word_and_without_a_preposition() -> None:
    rows = "new/JJ/amod/2 trade/NN/compound/2 talks/NNS/root/2 in/IN/case/4 Lima/NNP/nmod/2"
    assert slot(rows, "talks", "mod") == ["new", "trade"]
    assert slot(rows, "talks", "in") == ["Lima"]


@pytest.mark.parametrize(("rows", "word", "passive"), [
    (ACTIVE, "signed", False), (PASSIVE, "signed", True), (REDUCED, "signed", True),
    (PLANS, "meet", False),
    ("Peru/NNP/nsubj/2 has/VBZ/aux/2 signed/VBN/root/2", "signed", False),
])  # fmt: skip
def test_passive_is_told_from_the_perfect(rows: str, word: str, passive: bool) -> None:
    sentence = sentence_of(rows)
    assert Grammar(sentence).is_passive(index_of(word, sentence)) is passive


def test_governors_climb_to_the_root_and_the_subtree_lists_all_below() -> None:
    sentence = sentence_of(ACTIVE)
    grammar = Grammar(sentence)
    chile = index_of("Chile", sentence)
    assert [t.text for t in grammar.governors(chile)] == ["Peru", "pact", "signed"]
    pact = grammar.subtree(index_of("pact", sentence))
    assert words_at(sentence, pact) == ["a", "pact", "with", "Peru", "and", "Chile"]


def test_parse_that_runs_in_a_circle_of_clauses_ends() -> None:
    rows = "saying/VBG/advcl/1 held/VBD/conj/0 talks/NNS/obj/1"
    assert slot(rows, "held", "subj") == []
