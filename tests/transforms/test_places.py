"""Which words of a sentence name places, and how far a place goes."""

import pytest

from tests.transforms.reading import index_of, table_of
from transforms.places import Places


def place(text: str, word: str) -> tuple[str, str | None] | None:
    """The place at a word, and its country."""
    table = table_of(text)
    found = Places.of(table.sentence, table.gazetteer).at(index_of(word, table.sentence))
    return (found.text, found.country) if found else None


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("They met in Geneva, Switzerland.", "Geneva", ("Geneva, Switzerland", "CHE")),
    ("They met at UN headquarters in Oslo.", "headquarters", ("UN headquarters in Oslo", "NOR")),
    ("They met at Belmont Castle.", "Castle", ("Belmont Castle", None)),
    ("They met at the White House.", "House", ("White House", "USA")),
    ("They met at his Rio-de-Vela club.", "club", ("Rio-de-Vela club", None)),
    ("They met in Palm Beach, Fla., on Monday.", "Beach", ("Palm Beach, Fla.", "USA")),
    ("They met in the Kenyan capital.", "capital", ("Kenyan capital", "KEN")),
    ("They met at a hotel.", "hotel", None),
])  # fmt: skip
def test_place_is_as_written_with_what_tells_where_it_lies(
    text: str, word: str, expected: tuple[str, str | None] | None
) -> None:
    assert place(text, word) == expected


def test_stops_of_a_tour_are_one_place() -> None:
    table = table_of("Duarte will visit Peru, Chile and Cuba.")
    heads = [index_of(word, table.sentence) for word in ("Peru", "Chile", "Cuba")]
    places = Places.of(table.sentence, table.gazetteer).listed(heads)
    assert [p.text for p in places] == ["Peru, Chile and Cuba", "Chile", "Cuba"]
