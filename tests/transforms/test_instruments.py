"""Instruments as one article speaks of them: which is which, and whose."""

from schemas.mention import TreatyMention
from tests.transforms.reading import treaties_of


def treaties(text: str) -> dict[str, TreatyMention]:
    """The treaty mentions of *text* by their action."""
    return {m.treaty_action or "": m for m in treaties_of(text)}


def test_a_later_action_has_the_sides_and_the_name_of_the_instrument() -> None:
    """Two states sign a pact with a name, which expires some sentences later."""
    found = treaties(
        "Kenya and Oman signed a tea trade agreement in Lima on Monday.\n"
        "Ministers praised the farmers.\n"
        "The accord expires in 2030, officials said."
    )
    assert found["expired"].parties == ("KEN", "OMN")
    assert found["expired"].instrument == "tea trade agreement"


def test_of_a_new_and_a_current_one_each_has_its_own_age() -> None:
    """The one that is replaced bears the name of the one that replaces it, but is not new."""
    found = treaties(
        "A new International Cashew Agreement was adopted by Kenya and Oman on Monday.\n"
        "The new accord is due to replace the current one, which expires in October."
    )
    assert found["expired"].instrument == "current International Cashew Agreement"
    assert found["expired"].parties == ("KEN", "OMN")
    assert found["agreed"].instrument == "new International Cashew Agreement"


def test_an_acronym_stands_for_the_full_name() -> None:
    """Who reads "the AFT" has read what it is short for."""
    found = treaties(
        "The Arctic Fishing Treaty (AFT) has 20 members.\nIceland ratified the AFT on Monday."
    )
    assert found["ratified"].instrument == "Arctic Fishing Treaty"


def test_a_phrase_names_the_sides_of_what_follows() -> None:
    """No event is told where the instrument and its sides are introduced."""
    found = treaties(
        "Chile depends on its border treaty with Peru, experts say.\n"
        "The treaty will expire in June."
    )
    assert "PER" in found["expired"].parties


def test_a_truce_is_no_trade_pact() -> None:
    """What is said of a truce is not said of the other agreement."""
    found = treaties(
        "Kenya and Oman signed a tea pact on Monday.\n"
        "Armenia and Azerbaijan agreed on a ceasefire on Friday.\n"
        "The truce was extended on Tuesday."
    )
    assert found["extended"].parties == ("ARM", "AZE")


def test_one_who_breaks_an_instrument_of_two_breaks_it_with_the_other() -> None:
    """The other side of a bilateral instrument is a party to its violation."""
    found = treaties(
        "Kenya and Oman signed a tea pact in 2020.\nOman has violated the pact, traders said."
    )
    assert found["violated"].parties == ("KEN", "OMN")


def test_it_is_the_instrument_of_the_sentence_before() -> None:
    """The pronoun opens the next sentence."""
    found = treaties(
        "Kenya and Oman signed a tea pact in Lima on Monday.\nIt expires in 2030, officials said."
    )
    assert found["expired"].instrument == "tea pact"
    assert found["expired"].parties == ("KEN", "OMN")


def test_two_proper_names_that_share_a_word_are_two() -> None:
    """The older treaty keeps its name."""
    found = treaties(
        "Kenya and Oman are negotiating the Arctic Trade Agreement.\n"
        "They ratified the Trade and Tea Framework Agreement in 1996."
    )
    assert found["ratified"].instrument == "Trade and Tea Framework Agreement"


def test_an_organisation_that_is_joined_keeps_its_whole_name() -> None:
    """The words before the head belong to the name."""
    found = treaties("Kenya withdrew from the World Health Organization last year.")
    assert found["withdrew"].instrument == "World Health Organization"
