"""What is no affair of states: games, private papers, contracts of firms."""

import pytest

from tests.transforms.reading import matches_of, meetings_of, table_of, treaties_of
from transforms.privacy import is_private


@pytest.mark.parametrize(("text", "private"), [
    ("Peru met Chile in the semifinal.", True),
    ("Peru met Chile in Lima.", False),
    ("Fishermen signed an agreement with Chile.", True),
    ("Peru signed an agreement with Chile.", False),
    ("Peru signed a licence agreement with Chile.", True),
])  # fmt: skip
def test_games_and_private_papers_are_told_from_affairs_of_state(text: str, private: bool) -> None:
    table = table_of(text)
    [match] = matches_of(text)
    assert is_private(match, table) is private


@pytest.mark.parametrize("text", [
    "Lumia, the third-largest Peruvian grocery chain, said it signed a deal with Orvex.",
    "Peru's Cotex Inc. signed an agreement with Chilean miners.",
    "Peru signed a debt agreement with foreign banks.",
])  # fmt: skip
def test_paper_of_a_firm_is_no_treaty(text: str) -> None:
    assert treaties_of(text) == []


def test_states_may_sign_a_paper_about_a_firm() -> None:
    [treaty] = treaties_of("Peru and Chile signed an agreement on the airline Andina.")
    assert treaty.parties == ("CHL", "PER")


@pytest.mark.parametrize("text", [
    "Portuguese President Ana Duarte will meet with representatives of farmers, who sell to Chile.",
    "The bank was founded by the Islamic Conference Organisation and opened in October.",
    "The European Union's commissioner Dag Holm told a news conference that Peru would pay.",
])  # fmt: skip
def test_strangers_names_and_the_press_make_no_meeting(text: str) -> None:
    assert meetings_of(text) == []
