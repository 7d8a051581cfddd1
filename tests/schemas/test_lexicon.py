"""What a lexicon entry may and may not say."""

import pytest
from pydantic import ValidationError

from schemas.lexicon import City, Country, Office, Organization


def test_names_of_a_country_begin_with_its_own() -> None:
    chad = Country(code="TCD", name="Chad", demonyms=("Chadian",), capitals=("Ndjamena",))
    assert list(chad.names()) == ["Chad", "Chadian", "Ndjamena"]


def test_unknown_keys_are_rejected() -> None:
    with pytest.raises(ValidationError, match="anthem"):
        Country.model_validate({"code": "TCD", "name": "Chad", "anthem": "La Tchadienne"})


def test_aliases_out_of_order_are_rejected() -> None:
    with pytest.raises(ValidationError, match="sorted"):
        Country(code="GBR", name="United Kingdom", aliases=("UK", "Britain"))


def test_an_ambiguous_name_must_be_a_name() -> None:
    with pytest.raises(ValidationError, match="Jordan River"):
        Country(code="JOR", name="Jordan", ambiguous=("Jordan River",))


@pytest.mark.parametrize("code", ["usa", "U S", "", "7G"])
def test_codes_are_capitals(code: str) -> None:
    with pytest.raises(ValidationError):
        Country(code=code, name="Somewhere")


def test_organizations_are_of_a_known_kind() -> None:
    with pytest.raises(ValidationError):
        Organization.model_validate({"code": "FIFA", "name": "FIFA", "kind": "sport"})


def test_an_office_needs_a_title() -> None:
    with pytest.raises(ValidationError):
        Office(id="nobody", rank="head", titles=())


def test_a_city_has_both_coordinates_or_none() -> None:
    with pytest.raises(ValidationError, match="Lome"):
        City(name="Lome", country="TGO", latitude=6.13)
    assert City(name="Valencia").latitude is None
