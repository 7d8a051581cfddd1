"""The sentences that test trees: their arcs name words that are there, and the model finds most."""

from random import Random

import spacy
from spacy.util import load_model

from training.events import Arc, load_events, score_events
from training.inventions import invent_sentences


def test_arcs_name_words_of_their_sentence() -> None:
    tokenizer = spacy.blank("en")
    for text, arcs in load_events():
        words = {token.text for token in tokenizer(text)}
        assert all({arc.governor, arc.dependent} <= words for arc in arcs), text


def test_no_sentence_is_trained_on() -> None:
    invented = {sentence.text for sentence in invent_sentences(2000, Random(1))}
    assert not invented & {text for text, _ in load_events()}


def test_arc_wants_governor_relation_and_dependent() -> None:
    doc = spacy.tokens.Doc(
        spacy.blank("en").vocab, words=["Mali", "left"], heads=[1, 1], deps=["nsubj", "ROOT"]
    )
    assert Arc("left", frozenset({"nsubj"}), "Mali").is_in(doc)
    assert not Arc("left", frozenset({"obj"}), "Mali").is_in(doc)
    assert not Arc("Mali", frozenset({"nsubj"}), "left").is_in(doc)


def test_shipped_model_finds_most_arcs() -> None:
    assert score_events(load_model("transforms/language_model")) > 0.85
