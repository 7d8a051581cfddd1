"""The names of all parties that the lexicons know, by code: states, organisations, their rebels."""

from collections.abc import Iterator

from transforms.rulebook import read_toml


def party_names() -> Iterator[tuple[str, str, str]]:
    """Code, name and kind of each party: `country`, or the kind of an organisation.

    >>> next(party_names())
    ('ABKHAZIA', 'Abkhazia', 'country')
    """
    countries = read_toml("lexicons/countries.toml")["country"]
    for country in countries:
        yield country["code"], country["name"], "country"
    for organization in read_toml("lexicons/organizations.toml")["organization"]:
        yield organization["code"], organization["name"], organization["kind"]
    for country in countries:
        yield f"{country['code']}_REBELS", f"{country['name']} rebels", "armed_group"
