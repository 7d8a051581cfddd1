"""The invented sentences are well-formed trees whose entities are where the slots were."""

from random import Random

import pytest
import spacy

from training.annotation import make_doc
from training.inventions import fill, load_templates


@pytest.mark.parametrize("template", load_templates())
def test_template_gives_one_tree_whatever_fills_it(template: str) -> None:
    vocab = spacy.blank("en").vocab
    for seed in range(8):
        sentence = fill(template, Random(seed))
        doc = make_doc(sentence, vocab)
        assert len(list(doc.sents)) == 1
        assert all(token.dep_ for token in doc)
        assert doc.text == sentence.text


def test_same_seed_gives_the_same_sentence() -> None:
    template = "{official}#a/nsubj/met met/VBD/root/met {surname}#b/obj/met ././punct/met"
    assert fill(template, Random(3)) == fill(template, Random(3))


def test_slots_carry_their_labels() -> None:
    sentence = fill(
        "{person}#a/nsubj/left left/VBD/root/left {city}#c/obj/left ././punct/left", Random(1)
    )
    assert [label for _, _, label in sentence.entities or ()] == ["PERSON", "GPE"]
    assert sentence.text.endswith(".")
