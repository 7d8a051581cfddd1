"""The shipped pipeline and the border to spaCy, on invented sentences."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from transforms import language
from transforms.language import LanguageModel, LanguageModelError, load_language
from transforms.syntax import ParsedSentence


def parse(text: str) -> ParsedSentence:
    [sentence] = load_language().parse([text])
    return sentence


def names(sentence: ParsedSentence) -> list[tuple[str, str]]:
    """Each entity as its text and label."""
    tokens = sentence.tokens
    return [
        (sentence.text[tokens[e.start].start : tokens[e.end - 1].end], e.label)
        for e in sentence.entities
    ]


def save_pipeline(folder: Path, *components: str) -> str:
    nlp = spacy.blank("en")
    for component in components:
        nlp.add_pipe(component)
    nlp.to_disk(folder)
    return str(folder)


def test_shipped_pipeline_is_loaded_once() -> None:
    assert load_language() is load_language()


def test_name_holds_language_and_version() -> None:
    assert load_language().name == "en_communique-1.0.0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenyan Foreign Minister Wanjiru Otieno met Prime Minister Lars Holmqvist in Oslo.",
            [
                ("Kenyan", "NORP"),
                ("Wanjiru Otieno", "PERSON"),
                ("Lars Holmqvist", "PERSON"),
                ("Oslo", "GPE"),
            ],
        ),
        (
            "South Korean President Seo Min-jae signed a treaty with Peru on Wednesday.",
            [("South Korean", "NORP"), ("Seo Min-jae", "PERSON"), ("Peru", "GPE")],
        ),
        (
            "NATO and the United Nations sent envoys to Africa.",
            [("NATO", "ORG"), ("United Nations", "ORG"), ("Africa", "LOC")],
        ),
    ],
)
def test_names_newer_than_the_corpora_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(parse(text)) == expected


def test_subject_object_and_place_of_a_plain_sentence() -> None:
    sentence = parse("President Okonedo signed a trade accord with Chile in Quito.")
    deps = {token.text: token.dep for token in sentence.tokens}
    assert deps["signed"] == "root"
    assert deps["Okonedo"] == "nsubj"
    assert deps["accord"] == "obj"
    assert deps["Chile"] in {"obl", "nmod"}
    assert deps["with"] == "case"


def test_doer_of_a_passive_is_its_agent() -> None:
    sentence = parse("The treaty was signed by Chad and Libya in Tunis.")
    [chad] = [token for token in sentence.tokens if token.text == "Chad"]
    assert chad.dep == "obl:agent"
    assert sentence.tokens[chad.head].text == "signed"


def test_two_sentences_in_one_string_stay_one_tree() -> None:
    sentence = parse("The envoys met. They signed nothing. “We will talk,” he said.")
    assert [token.dep for token in sentence.tokens].count("root") == 1


def test_white_space_is_dropped_and_offsets_stay_right() -> None:
    text = "  Chad \t and\n\n Libya   met in  Tunis . "
    sentence = parse(text)
    assert [token.text for token in sentence.tokens] == [
        "Chad",
        "and",
        "Libya",
        "met",
        "in",
        "Tunis",
        ".",
    ]
    assert sentence.text == text


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_but_white_space_has_no_tokens(text: str) -> None:
    assert parse(text).tokens == ()


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="Chad met Libya's “U.S.” (R), -\n\t é한\u200b", max_size=40))
def test_offsets_and_heads_hold_for_any_text(text: str) -> None:
    sentence = parse(text)
    for i, token in enumerate(sentence.tokens):
        assert token.i == i
        assert text[token.start : token.end] == token.text
        assert 0 <= token.head < len(sentence.tokens)
    roots = [token for token in sentence.tokens if token.head == token.i]
    assert len(roots) == min(1, len(sentence.tokens))
    assert all(root.dep == "root" for root in roots)


def test_parses_do_not_depend_on_their_neighbours() -> None:
    texts = [f"Minister {name} met {name}'s envoy in Oslo." for name in ("Abe", "Ruto", "Sato")]
    texts += ["Talks began.", "A pact on water, signed by Mali in May, was ratified on Monday."]
    together = list(load_language().parse(texts * 60))
    assert together == [parse(text) for text in texts] * 60


def test_a_pipeline_that_has_met_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_ROOM", 2)
    loaded: list[Language] = []

    def load() -> Language:
        loaded.append(language._load_shipped())
        return loaded[-1]

    model = LanguageModel(load)
    texts = [f"Minister {name} met an envoy in Oslo." for name in ("Abe", "Ruto", "Sato", "Obi")]
    assert [each for text in texts for each in model.parse([text])] == [*map(parse, texts)]
    assert ["Abe" in nlp.vocab.strings for nlp in loaded] == [True, False]
    assert ["Obi" in nlp.vocab.strings for nlp in loaded] == [False, True]


def test_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    path = save_pipeline(tmp_path / "model", "ner")
    with pytest.raises(LanguageModelError, match="has no parser"):
        load_language(path)


def test_blank_pipeline_is_refused_with_both_reasons(tmp_path: Path) -> None:
    path = save_pipeline(tmp_path / "model")
    with pytest.raises(LanguageModelError, match="no parser and no ner"):
        load_language(path)


def test_unknown_pipeline_is_named_in_the_error() -> None:
    with pytest.raises(LanguageModelError, match="'en_core_web_nowhere' was not found"):
        load_language("en_core_web_nowhere")


def test_folder_that_is_no_pipeline_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="is no spaCy pipeline"):
        load_language(str(tmp_path))


def test_pipeline_with_an_unknown_component_is_named_in_the_error(tmp_path: Path) -> None:
    path = Path(save_pipeline(tmp_path / "model", "ner"))
    config = path / "config.cfg"
    config.write_text(config.read_text().replace('factory = "ner"', 'factory = "oracle"'))
    with pytest.raises(LanguageModelError, match="cannot be loaded"):
        load_language(str(path))


def test_clearnlp_pipeline_comes_out_in_universal_labels() -> None:
    """A parser with ClearNLP's labels and no training: its trees are rebuilt without a stumble."""
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "dobj", "prep", "pobj", "nsubjpass", "auxpass", "det"):
        parser.add_label(label)  # type: ignore[attr-defined]  # add_pipe returns a bare callable
    nlp.add_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]
    nlp.initialize()
    [sentence] = LanguageModel(lambda: nlp).parse(["The envoys of Chad met in Oslo."])
    assert not {"pobj", "prep", "dobj"} & {token.dep for token in sentence.tokens}
