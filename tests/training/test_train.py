"""The parts of the training run that need no corpus."""

from spacy.language import Language
from spacy.util import load_model

from training.train import average


def test_average_is_half_way_between_the_weights() -> None:
    nlp, other = _shipped(), _shipped()
    model = other.get_pipe("tagger").model  # type: ignore[attr-defined]
    node = next(node for node in model.walk() if node.has_param("W"))
    before = node.get_param("W").copy()
    node.set_param("W", before + 2)
    average(nlp, other)
    model = nlp.get_pipe("tagger").model  # type: ignore[attr-defined]
    node = next(node for node in model.walk() if node.has_param("W"))
    assert abs(node.get_param("W") - before - 1).max() < 1e-5


def _shipped() -> Language:
    return load_model("transforms/language_model")
