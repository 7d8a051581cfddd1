"""The invented sentences are well-formed trees whose entities are where the slots were."""

from random import Random

import pytest
import spacy

from training.annotation import make_doc
from training.inventions import fill, invent_sentences, load_phrases, load_templates

_RELATIONS = (
    "ROOT acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound "
    "compound:prt conj cop det expl fixed flat mark nmod nmod:desc nmod:poss "
    "nmod:unmarked nsubj nsubj:pass nummod obj obl obl:agent obl:unmarked parataxis "
    "punct xcomp"
)
_TAGS = (
    "`` '' , . : -LRB- -RRB- CC CD DT EX HYPH IN JJ JJR JJS MD NN NNP NNPS NNS POS "
    "PRP PRP$ RB RBR RP TO VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB"
)


@pytest.mark.parametrize("template", load_templates())
def test_template_gives_one_tree_whatever_fills_it(template: str) -> None:
    vocab = spacy.blank("en").vocab
    for seed in range(8):
        sentence = fill(template, Random(seed))
        doc = make_doc(sentence, vocab)
        assert [token.dep_ for token in doc].count("ROOT") == 1
        assert len(list(doc.sents)) == 1
        assert {token.dep_ for token in doc} <= set(_RELATIONS.split())
        assert {token.tag_ for token in doc} <= set(_TAGS.split())
        assert all(_reaches_root(token.i, sentence.heads or ()) for token in doc)
        assert doc.text == sentence.text


def _reaches_root(i: int, heads: tuple[int, ...]) -> bool:
    for _ in heads:
        i = heads[i]
    return heads[i] == i


@pytest.mark.parametrize(
    ("name", "phrase"),
    [(name, phrase) for name, group in load_phrases().items() for phrase in group],
)
def test_phrase_has_one_head(name: str, phrase: str) -> None:
    sentence = fill(phrase, Random(3))
    assert sum(i == head for i, head in enumerate(sentence.heads or ())) == 1
    assert any(f"{{{name}}}" in text for text in _all_templates())


def _all_templates() -> list[str]:
    return [*load_templates(), *(phrase for group in load_phrases().values() for phrase in group)]


def test_phrase_may_bring_its_own_relation() -> None:
    sentence = fill("{surname}#a/nsubj/met met/VBD/root/met {in_city}/*/met", Random(3))
    assert "nmod" in (sentence.deps or ())


def test_optional_slots_come_and_go() -> None:
    template = "{surname}#a/nsubj/met met/VBD/root/met ?{weekday}/obl:unmarked/met"
    assert len({"obl:unmarked" in (fill(template, Random(i)).deps or ()) for i in range(20)}) == 2


def test_invented_sentences_vary() -> None:
    sentences = list(invent_sentences(300, Random(4)))
    assert len({sentence.text for sentence in sentences}) > 290


def test_same_seed_gives_the_same_sentence() -> None:
    template = "{official}#a/nsubj/met met/VBD/root/met {surname}#b/obj/met ././punct/met"
    assert fill(template, Random(3)) == fill(template, Random(3))


def test_slots_carry_their_labels() -> None:
    sentence = fill(
        "{person}#a/nsubj/left left/VBD/root/left {city}#c/obj/left ././punct/left", Random(1)
    )
    assert [label for _, _, label in sentence.entities or ()] == ["PERSON", "GPE"]
    assert sentence.text.endswith(".")
