"""Mediators: who brings others together is no side like them."""

import pytest

from tests.transforms.reading import mentions_of


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Sudan and the SPLA held peace talks mediated by Kenya on Monday.", {"KEN"}),
        ("Qatar brokered a ceasefire between Chad and Libya on Monday.", {"QAT"}),
        ("Peru and Chile signed a truce brokered by Spain.", {"ESP"}),
        ("Kenya brokered a deal with Uganda.", set()),
        ("Peru and Chile signed a truce.", set()),
    ],
)
def test_mediators_have_a_role_of_their_own(text: str, mediators: set[str]) -> None:
    found = mentions_of(text)
    assert found
    for mention in found:
        roles = {p.country for p in mention.participants if p.role == "mediator"}
        assert roles == mediators


def test_talks_with_an_armed_group_that_a_third_mediates_are_mediation() -> None:
    [talks] = mentions_of("Sudan and the SPLA held peace talks mediated by Kenya on Monday.")
    assert talks.meeting_format == "mediation"
    assert set(talks.parties) == {"SDN", "SPLA", "KEN"}
