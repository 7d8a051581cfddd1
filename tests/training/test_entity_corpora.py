"""Repairs of entity labels, on invented sentences."""

from training.annotation import Annotated
from training.entity_corpora import repair, spans, vote_on_labels


def repaired(text: str, *entities: tuple[int, int, str]) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[a:b]), label) for a, b, label in repair(words, entities)]


def test_title_is_cut_from_a_person() -> None:
    found = repaired("Prime Minister Okoro Balde spoke", (0, 4, "PERSON"))
    assert found == [("Okoro Balde", "PERSON")]


def test_bare_title_is_no_person() -> None:
    assert repaired("The President spoke", (1, 2, "PERSON")) == []


def test_place_is_a_country_or_a_sea() -> None:
    found = repaired("From Tuvana to the Tuvan Sea", (1, 2, "PLACE"), (4, 6, "PLACE"))
    assert found == [("Tuvana", "GPE"), ("Tuvan Sea", "LOC")]


def test_certain_names_win_over_the_corpus() -> None:
    found = repaired("NATO and South Korean ships", (0, 1, "PLACE"), (2, 3, "PLACE"))
    assert found == [("NATO", "ORG"), ("South Korean", "NORP")]


def test_country_inside_a_longer_name_stays_inside() -> None:
    assert repaired("the Bank of Chad", (1, 4, "ORG")) == [("Bank of Chad", "ORG")]


def test_inside_tag_without_a_begin_opens_a_span() -> None:
    assert spans(["I-LOC", "I-LOC", "O"], {"LOC": "PLACE"}) == [(0, 2, "PLACE")]


def test_rare_label_of_a_frequent_name_is_outvoted() -> None:
    right = Annotated(("Balde",), (False,), entities=((0, 1, "PERSON"),))
    wrong = Annotated(("Balde",), (False,), entities=((0, 1, "ORG"),))
    assert set(vote_on_labels([right] * 5 + [wrong])) == {right}
