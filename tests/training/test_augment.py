"""Exchanged names leave a sentence whose annotation still fits."""

from random import Random

from training.annotation import Annotated
from training.augment import add_dateline, curl_quotes, splice, vary_entities, vary_tree

SENTENCE = Annotated(
    words=("President", "Balde", "left", "Chad", "'s", "capital", "."),
    spaces=(True, True, True, False, True, False, False),
    tags=("NNP", "NNP", "VBD", "NNP", "POS", "NN", "."),
    entities=((1, 2, "PERSON"), (3, 4, "GPE")),
)


def entity_texts(sentence: Annotated) -> list[str]:
    return [" ".join(sentence.words[a:b]) for a, b, _ in sentence.entities or ()]


def test_spliced_name_moves_the_entities_behind_it() -> None:
    varied = splice(SENTENCE, (1, 2, "PERSON"), ["Aminata", "Sow"], "NNP")
    assert varied.text == "President Aminata Sow left Chad's capital."
    assert entity_texts(varied) == ["Aminata Sow", "Chad"]
    assert varied.tags is not None
    assert len(varied.tags) == len(varied.words)


def test_variation_keeps_labels_and_lengths() -> None:
    for seed in range(60):
        varied = vary_entities(SENTENCE, Random(seed))
        assert len(varied.words) == len(varied.spaces) == len(varied.tags or ())
        assert [label for _, _, label in varied.entities or ()][-2:] == ["PERSON", "GPE"]


def test_dateline_names_a_city_first() -> None:
    varied = add_dateline(SENTENCE, Random(5))
    assert (varied.entities or ())[0][2] == "GPE"
    assert varied.text.endswith("President Balde left Chad's capital.")
    assert entity_texts(varied)[-2:] == ["Balde", "Chad"]


def test_quotes_open_and_close() -> None:
    quoted = Annotated(
        ('"', "Go", ",", '"', "he", "said"), (False, False, False, True, True, False)
    )
    assert curl_quotes(quoted).text == "“Go,” he said"


def test_tree_keeps_its_shape_under_new_names() -> None:
    tree = Annotated(
        words=("Musa", "Keita", "left"),
        spaces=(True, True, False),
        tags=("NNP", "NNP", "VBD"),
        pos=("PROPN", "PROPN", "VERB"),
        heads=(2, 0, 2),
        deps=("nsubj", "flat", "ROOT"),
    )
    varied = [vary_tree(tree, Random(seed)) for seed in range(10)]
    assert {sentence.heads for sentence in varied} == {tree.heads}
    assert len({sentence.words for sentence in varied}) > 1
