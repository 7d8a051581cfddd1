"""Offices, bodies, states and the words that refer back, as phrases of one sentence."""

from itertools import pairwise

import pytest

from tests.transforms.reading import table_of
from transforms.actors import Actor


def actors(text: str) -> list[Actor]:
    """The actors of a sentence."""
    return list(table_of(text).actors)


def parties(text: str) -> set[str]:
    """The parties of a sentence."""
    return {a.party for a in actors(text) if a.party}


@pytest.mark.parametrize(("text", "codes", "title"), [
    ("The presidents of Chad and Libya met.", {"TCD", "LBY"}, "presidents"),
    ("Chadian and Libyan foreign ministers met.", {"TCD", "LBY"}, "foreign ministers"),
    ("Leaders of the European Union and the African Union met.", {"EU", "AU"}, "Leaders"),
])  # fmt: skip
def test_office_in_the_plural_counts_for_each_of_its_states(
    text: str, codes: set[str], title: str
) -> None:
    found = actors(text)
    assert {a.party for a in found} == codes
    assert all(a.plural and a.title == title and a.rank for a in found)


def test_acronym_in_brackets_names_the_same_organisation() -> None:
    assert parties("Group of Seven (G7) leaders met.") == {"G7"}


def test_delegation_stands_for_the_state_before_or_behind_it() -> None:
    text = "A Peruvian delegation met a delegation from Chile."
    assert [(a.rank, a.country) for a in actors(text)] == [("body", "PER"), ("body", "CHL")]


@pytest.mark.parametrize(("text", "word", "plural", "states", "thing"), [
    ("The two leaders agreed to meet again.", 2, True, False, False),
    ("Both countries signed the pact.", 1, True, True, False),
    ("They met in the garden.", 0, True, False, False),
    ("He met reporters.", 0, False, False, False),
    ("It signed the pact.", 0, False, False, True),
    ("The president arrived late.", 1, False, False, False),
])  # fmt: skip
def test_words_that_refer_back_are_anaphors(
    text: str, word: int, plural: bool, states: bool, thing: bool
) -> None:
    [actor] = [a for a in actors(text) if a.start <= word < a.end]
    assert actor.anaphor
    assert actor.party is None
    assert (actor.plural, actor.states, actor.thing) == (plural, states, thing)


def test_country_of_a_person_is_marked_as_such() -> None:
    [own] = [a for a in actors("She thanked Bat Sorn, whose country is dry.") if a.own]
    assert (own.start, own.anaphor) == (6, True)


@pytest.mark.parametrize("text", ["Advisers met.", "World leaders met.", "Ministers met."])
def test_officials_of_nobody_in_particular_are_no_actors(text: str) -> None:
    assert actors(text) == []


def test_half_of_a_pair_of_states_is_known_by_the_other() -> None:
    assert parties("South and North Korea held talks.") == {"KOR", "PRK"}


def test_state_in_the_name_of_a_company_is_no_actor() -> None:
    assert parties("Bank of Peru signed a deal with Chile.") == {"CHL"}


def test_demonym_only_modifies_and_keeps_its_state() -> None:
    [actor] = actors("The Kenyan harvest was late.")
    assert (actor.adjective, actor.country) == (True, "KEN")


def test_actors_come_in_text_order_and_claim_each_word_once() -> None:
    found = actors("Portuguese President Ana Duarte met the foreign ministers of Chad and Libya.")
    assert [a.start for a in found] == sorted(a.start for a in found)
    spans = sorted({(a.start, a.end) for a in found})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_officials_may_have_a_field() -> None:
    [officials] = table_of("U.S. transportation officials met reporters.").actors
    assert (officials.country, officials.rank) == ("USA", "official")
    assert all(a.rank is None for a in table_of("Chilean civil society leaders met.").actors)


@pytest.mark.parametrize(("text", "sides"), [
    ("Chadian rebels signed a truce.", {"TCD_REBELS"}),
    ("Chad's military government and rebel groups signed a truce.", {"TCD", "TCD_REBELS"}),
    ("Chad and leftist guerrillas signed a truce.", {"TCD", "TCD_REBELS"}),
    ("The Chadian government held talks with rebels.", {"TCD", "TCD_REBELS"}),
    ("Chad and Renamo rebels signed a truce.", {"TCD", "RENAMO"}),
    ("The rebels signed a truce.", set()),
])  # fmt: skip
def test_unnamed_rebels_are_a_side_of_their_own(text: str, sides: set[str]) -> None:
    assert parties(text) == sides


def test_envoy_for_a_state_is_not_that_states() -> None:
    assert parties("The special envoy for Yemen left.") <= {"YEM"}
    assert [a.party for a in actors("The special envoy for Yemen left.") if a.rank] == [None]


def test_governments_officials_are_the_states() -> None:
    assert parties("Afghan government negotiators met.") == {"AFG"}
