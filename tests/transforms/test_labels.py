"""The mapping of label schemes, on trees written by hand."""

import pytest

from transforms.labels import (
    is_clearnlp,
    map_entity_label,
    mark_agents,
    to_universal,
    with_one_root,
)
from transforms.syntax import Token


def tree(rows: str) -> tuple[Token, ...]:
    """Tokens from rows "form/POS/TAG/relation/governor" in which the root governs itself.

    A governor is named by its form; a form that comes twice is told apart as "form#name".
    """
    cells = [row.split("/") for row in rows.split()]
    names = [cell[0].partition("#")[2] or cell[0] for cell in cells]
    tokens, start = [], 0
    for i, (named, pos, tag, dep, head) in enumerate(cells):
        form = named.partition("#")[0]
        tokens.append(Token(i, form, pos, tag, dep, names.index(head), start, start + len(form)))
        start += len(form) + 1
    return tuple(tokens)


def arcs(tokens: tuple[Token, ...]) -> dict[str, str]:
    """What each word is to which governor."""
    return {token.text: f"{token.dep} {tokens[token.head].text}" for token in tokens}


def test_active_sentence_takes_its_objects_and_cases() -> None:
    found = arcs(
        to_universal(
            tree(
                "Chad/PROPN/NNP/nsubj/signed signed/VERB/VBD/root/signed an/DET/DT/det/accord"
                " accord/NOUN/NN/dobj/signed with/ADP/IN/prep/signed Libya/PROPN/NNP/pobj/with"
                " in/ADP/IN/prep/signed Tunis/PROPN/NNP/pobj/in"
            )
        )
    )
    assert found == {
        "Chad": "nsubj signed",
        "signed": "root signed",
        "an": "det accord",
        "accord": "obj signed",
        "with": "case Libya",
        "Libya": "obl signed",
        "in": "case Tunis",
        "Tunis": "obl signed",
    }


def test_passive_sentence_takes_subject_auxiliary_and_agent() -> None:
    found = arcs(
        to_universal(
            tree(
                "pact/NOUN/NN/nsubjpass/signed was/AUX/VBD/auxpass/signed"
                " signed/VERB/VBN/root/signed by/ADP/IN/agent/signed Peru/PROPN/NNP/pobj/by"
                " and/CCONJ/CC/cc/Peru Chile/PROPN/NNP/conj/Peru"
            )
        )
    )
    assert found["pact"] == "nsubj:pass signed"
    assert found["was"] == "aux:pass signed"
    assert found["Peru"] == "obl:agent signed"
    assert found["by"] == "case Peru"
    assert found["Chile"] == "conj Peru"
    assert found["and"] == "cc Chile"


def test_chain_of_prepositions_hangs_noun_on_noun() -> None:
    found = arcs(
        to_universal(
            tree(
                "talks/NOUN/NNS/nsubj/ended on/ADP/IN/prep/talks sharing/NOUN/NN/pobj/on"
                " of/ADP/IN/prep/sharing water/NOUN/NN/pobj/of ended/VERB/VBD/root/ended"
                " out/ADP/IN/prep/ended from#f/ADP/IN/prep/out sight/NOUN/NN/pobj/f"
            )
        )
    )
    assert found["sharing"] == "nmod talks"
    assert found["water"] == "nmod sharing"
    assert found["of"] == "case water"
    assert found["sight"] == "obl ended"
    assert found["out"] == "case sight"
    assert found["from"] == "case sight"


def test_coordinated_prepositions_join_their_objects() -> None:
    tokens = to_universal(
        tree(
            "met/VERB/VBD/root/met with#w1/ADP/IN/prep/met Chad/PROPN/NNP/pobj/w1"
            " and/CCONJ/CC/cc/w1 with#w2/ADP/IN/conj/w1 Niger/PROPN/NNP/pobj/w2"
        )
    )
    found = arcs(tokens)
    assert found["Chad"] == "obl met"
    assert found["Niger"] == "conj Chad"
    assert found["and"] == "cc Niger"
    assert [t.head for t in tokens if t.text == "with"] == [2, 5]


def test_preposition_with_a_clause_becomes_its_mark() -> None:
    found = arcs(
        to_universal(
            tree(
                "left/VERB/VBD/root/left after/ADP/IN/prep/left signing/VERB/VBG/pcomp/after"
                " it/PRON/PRP/dobj/signing"
            )
        )
    )
    assert found["signing"] == "advcl left"
    assert found["after"] == "mark signing"
    assert found["it"] == "obj signing"


def test_relative_clause_and_possessive_are_renamed() -> None:
    found = arcs(
        to_universal(
            tree(
                "Oslo/PROPN/NNP/poss/envoy 's/PART/POS/case/Oslo envoy/NOUN/NN/nsubj/left"
                " who/PRON/WP/nsubj/spoke spoke/VERB/VBD/relcl/envoy left/VERB/VBD/root/left"
                " off/ADP/RP/prt/left"
            )
        )
    )
    assert found["Oslo"] == "nmod:poss envoy"
    assert found["'s"] == "case Oslo"
    assert found["spoke"] == "acl:relcl envoy"
    assert found["off"] == "compound:prt left"


def test_predicate_of_a_copula_governs() -> None:
    found = arcs(
        to_universal(
            tree(
                "Oslo/PROPN/NNP/nsubj/was was/AUX/VBD/root/was the/DET/DT/det/host"
                " host/NOUN/NN/attr/was on/ADP/IN/prep/was Monday/PROPN/NNP/pobj/on"
            )
        )
    )
    assert found["host"] == "root host"
    assert found["was"] == "cop host"
    assert found["Oslo"] == "nsubj host"
    assert found["Monday"] == "obl host"


def test_place_after_a_copula_is_the_predicate() -> None:
    found = arcs(
        to_universal(
            tree(
                "talks/NOUN/NNS/nsubj/are are/AUX/VBP/root/are in/ADP/IN/prep/are"
                " Oslo/PROPN/NNP/pobj/in"
            )
        )
    )
    assert found == {
        "talks": "nsubj Oslo",
        "are": "cop Oslo",
        "in": "case Oslo",
        "Oslo": "root Oslo",
    }


def test_there_is_keeps_its_verb() -> None:
    found = arcs(
        to_universal(tree("There/PRON/EX/expl/is is/VERB/VBZ/root/is hope/NOUN/NN/attr/is"))
    )
    assert found["is"] == "root is"
    assert found["hope"] == "nsubj is"


def test_conjuncts_hang_on_the_first() -> None:
    found = arcs(
        to_universal(
            tree(
                "Mali/PROPN/NNP/nsubj/met Niger/PROPN/NNP/conj/Mali and/CCONJ/CC/cc/Niger"
                " Chad/PROPN/NNP/conj/Niger met/VERB/VBD/root/met"
            )
        )
    )
    assert found["Niger"] == "conj Mali"
    assert found["Chad"] == "conj Mali"
    assert found["and"] == "cc Chad"


def test_fragment_with_a_preposition_as_root_gets_its_noun_as_root() -> None:
    found = arcs(to_universal(tree("In/ADP/IN/root/In Oslo/PROPN/NNP/pobj/In")))
    assert found == {"In": "case Oslo", "Oslo": "root Oslo"}


def test_doer_after_by_is_the_agent_of_a_passive() -> None:
    rows = (
        "pact/NOUN/NN/nsubj:pass/signed was/AUX/VBD/aux:pass/signed signed/VERB/VBN/root/signed"
        " by/ADP/IN/case/{who} {who}/PROPN/NNP/obl/signed"
    )
    assert mark_agents(tree(rows.format(who="Peru")))[-1].dep == "obl:agent"
    assert mark_agents(tree(rows.format(who="Friday")))[-1].dep == "obl"


def test_place_after_by_in_an_active_clause_is_no_agent() -> None:
    tokens = tree(
        "They/PRON/PRP/nsubj/met met/VERB/VBD/root/met by/ADP/IN/case/sea sea/NOUN/NN/obl/met"
    )
    assert mark_agents(tokens) == tokens


def test_first_verb_is_the_one_root() -> None:
    tokens = with_one_root(
        tree("OSLO/PROPN/NNP/root/OSLO They/PRON/PRP/nsubj/met met/VERB/VBD/root/met")
    )
    assert [(token.dep, token.head) for token in tokens] == [
        ("parataxis", 2),
        ("nsubj", 2),
        ("root", 2),
    ]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("PER", "PERSON"), ("FAC", "LOC"), ("GPE", "GPE"), ("NORP", "NORP"), ("DATE", None)],
)
def test_entity_labels_map_to_five(label: str, expected: str | None) -> None:
    assert map_entity_label(label) == expected


def test_scheme_is_known_by_its_labels() -> None:
    assert is_clearnlp(["nsubj", "dobj", "pobj", "prep", "det"])
    assert not is_clearnlp(["nsubj", "obj", "obl", "case", "nsubj:pass", "det"])
