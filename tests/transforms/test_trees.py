"""How one word is reached from another."""

import pytest

from tests.transforms.reading import sentence_of
from transforms.trees import path_between

MET = sentence_of("Duarte/NNP/nsubj/1 met/VBD/root/1 Orlov/NNP/obj/1 in/IN/case/4 Porto/NNP/obl/1")
HELD = sentence_of("Duarte/NNP/nsubj/1 held/VBD/root/1 talks/NNS/obj/1")


@pytest.mark.parametrize(
    ("a", "b", "path"), [(1, 2, ">obj"), (1, 0, ">nsubj"), (2, 4, "obj>obl"), (3, 1, "case/obl>")]
)
def test_path_goes_up_to_the_word_above_both_and_down(a: int, b: int, path: str) -> None:
    assert path_between(MET.tokens, a, b) == path


def test_subject_of_the_verb_above_a_noun() -> None:
    assert path_between(HELD.tokens, 2, 0) == "obj>nsubj"


def test_words_that_hang_far_apart_have_no_path() -> None:
    rows = " ".join(f"w/NN/dep/{max(i - 1, 0)}" for i in range(30))
    chain = sentence_of(rows)
    assert path_between(chain.tokens, 29, 0) is None
