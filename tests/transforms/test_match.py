"""Patterns on parsed sentences: who stands in which role, and what counts as a side."""

import pytest

from tests.transforms.reading import matches_of, parsed, table_of, words_at
from transforms.actors import Actor
from transforms.kinds import distinct_sides, is_kind
from transforms.match import Match


def parties(match: Match) -> set[str]:
    """The parties of a match."""
    return {a.party for a in match.actors if a.party}


def the_match(text: str, event_type: str = "treaty") -> Match:
    """The only match of an event type in a sentence."""
    [match] = [m for m in matches_of(text) if m.pattern.event_type == event_type]
    return match


@pytest.mark.parametrize("text", [
    "Peru and Chile signed a treaty.",
    "Peru signed a treaty with Chile.",
    "The treaty was signed by Peru and Chile.",
    "A treaty signed by Peru and Chile pleased fishermen.",
    "Peru, which signed a treaty with Chile, is dry.",
])  # fmt: skip
def test_signatories_are_found_however_the_clause_is_turned(text: str) -> None:
    match = the_match(text)
    assert parties(match) == {"PER", "CHL"}
    assert {role for _, role in match.cast} == {"signatory"}
    assert [w.lower() for w in words_at(parsed(text), match.what)] == ["treaty"]
    assert match.is_complete


def test_sentence_without_an_instrument_signs_nothing() -> None:
    assert matches_of("Peru signed the guest book.") == []


def test_who_only_reports_is_no_side() -> None:
    match = the_match("Iran said Russia met with China.", "meeting")
    assert parties(match) == {"RUS", "CHN"}


def test_who_only_judges_is_no_side() -> None:
    match = the_match("Kenya welcomed the extension of the pact between Chad and Libya.")
    assert parties(match) == {"TCD", "LBY"}
    assert "KEN" not in parties(the_match("Kenya welcomed talks with Chile.", "meeting"))
    assert "KEN" in parties(the_match("Kenya held talks with Chile.", "meeting"))


def test_each_organisation_joined_is_a_match_of_its_own() -> None:
    matches = matches_of("Kenya joined NATO and the European Union.")
    assert sorted(sorted(parties(m)) for m in matches) == [["EU", "KEN"], ["KEN", "NATO"]]


def test_pronoun_stands_for_the_instrument_before() -> None:
    text = "The pact lapsed after Chad rejected it."
    [match] = [m for m in matches_of(text) if parties(m) == {"TCD"}]
    assert words_at(parsed(text), match.what) == ["pact"]


def test_destination_of_a_visit_is_no_visitor() -> None:
    text = "Portuguese President Ana Duarte visited Mongolia."
    match = the_match(text, "meeting")
    assert words_at(parsed(text), match.destination) == ["Mongolia"]
    assert parties(match) == {"PRT"}
    assert match.is_complete


@pytest.mark.parametrize(("text", "kinds"), [
    ("Duarte", {"party", "person"}),
    ("Peru", {"party", "state"}),
    ("The European Union", {"party", "state", "organization", "igo", "bloc"}),
    ("The Taliban", {"party", "state", "organization"}),
    ("Peruvian ministers", {"party", "person", "official"}),
    ("European Union leaders", {"party", "person", "official", "bloc", "bloc-leaders"}),
])  # fmt: skip
def test_actor_is_of_these_kinds(text: str, kinds: set[str]) -> None:
    table = table_of(text, frozenset({"Duarte"}))
    [actor] = table.actors
    every = ("person", "state", "organization", "official", "igo", "bloc", "bloc-leaders", "party")
    assert {kind for kind in every if is_kind(actor, kind, table)} == kinds


def test_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="dragon"):
        is_kind(Actor(0, 1), "dragon", table_of("Peru"))


def test_sides_are_parties_and_persons_without_one() -> None:
    peru, peruvian = Actor(0, 1, country="PER"), Actor(2, 4, "Rosa Vela", country="PER")
    ana, surname = Actor(5, 7, "Ana Duarte"), Actor(8, 9, "Duarte")
    they = Actor(9, 10, anaphor=True, plural=True)
    assert distinct_sides([]) == 0
    assert distinct_sides([peru, peruvian]) == 1
    assert distinct_sides([ana, surname]) == 1
    assert distinct_sides([peru, ana]) == 2
    assert distinct_sides([they]) == 2


def test_examples_may_stand_apart_from_their_noun() -> None:
    [match] = matches_of(
        "Kenyan President Peter Otieno met foreign guests in May, including Ghanaian Vice"
        " President Kofi Annor."
    )
    assert {a.country for a in match.actors} == {"KEN", "GHA"}


def test_noun_that_modifies_another_trigger_is_none() -> None:
    text = "Kenyan President Peter Otieno held summit talks with Ghanaian President Kofi Annor."
    assert [m.pattern.id for m in matches_of(text)] == ["meeting.talks"]


def test_what_a_delegation_is_sent_to_do_is_not_done_by_its_sender() -> None:
    found = matches_of("President Dan Brook sent a delegation to attend the funeral in Accra.")
    assert all(a.name is None for m in found for a in m.actors)


def test_date_between_noun_and_preposition_does_not_part_them() -> None:
    found = matches_of("It asked for a meeting on Monday of the African Union.")
    [match] = [m for m in found if m.pattern.id == "meeting.summit-bloc"]
    assert [a.organization for a in match.actors] == ["AU"]


def test_goals_with_examples_are_no_guests() -> None:
    assert not matches_of("With Peru and Chile, we meet national goals, including those of Kenya.")


def test_who_urges_something_during_a_visit_is_the_visitor() -> None:
    [match] = matches_of(
        "During a visit to Mongolia on Sunday, Kenyan President Peter Otieno urged Peru to stop."
    )
    assert [a.name for a in match.actors] == ["Peter Otieno"]


def test_who_discusses_something_in_talks_holds_them() -> None:
    found = matches_of(
        "British Foreign Secretary Amy Clarke and U.S. Secretary of State Dan Holt plan to discuss"
        " trade in talks in Washington on Friday."
    )
    [talks] = [m for m in found if m.pattern.id == "meeting.talks"]
    assert {a.country for a in talks.actors} == {"GBR", "USA"}
