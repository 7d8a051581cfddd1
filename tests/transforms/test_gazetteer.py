"""The shipped lexicons are sound, and the gazetteer finds what they name."""

import doctest
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import transforms.atoms
import transforms.gazetteer
from schemas.lexicon import CountryFile, OfficeFile, OrganizationFile
from transforms.atoms import phrase_of
from transforms.forms import expand
from transforms.gazetteer import load_gazetteer
from transforms.rulebook import read_toml

COUNTRIES = CountryFile.model_validate(read_toml("lexicons/countries.toml"))
ORGANIZATIONS = OrganizationFile.model_validate(read_toml("lexicons/organizations.toml"))
OFFICES = OfficeFile.model_validate(read_toml("lexicons/offices.toml"))

# Filled templates that meet a title written out; the latter holds.
WRITTEN_OUT = {"armed forces chief", "foreign affairs chief", "national security chief"}


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(n.text, n.kind, n.code) for n in load_gazetteer().find_in(text)]


def codes(text: str) -> list[str | None]:
    return [n.code for n in load_gazetteer().find_in(text)]


# the data ----------------------------------------------------------------------------------------


def test_entries_are_sorted() -> None:
    for ids in (
        [c.code for c in COUNTRIES.country],
        [d.id for d in COUNTRIES.decoy],
        [o.code for o in ORGANIZATIONS.organization],
        [o.id for o in OFFICES.office],
        [b.id for b in OFFICES.body],
        list(OFFICES.fields),
    ):
        assert ids == sorted(set(ids))


def test_no_name_has_two_owners() -> None:
    owners: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for country in COUNTRIES.country:
        for name in country.names():
            owners[phrase_of(name)].add(country.code)
    for organization in ORGANIZATIONS.organization:
        for name in organization.names():
            owners[phrase_of(name)].add(organization.code)
    for decoy in COUNTRIES.decoy:
        for text in decoy.texts:
            owners[phrase_of(text)].add(decoy.id)
    assert [name for name, parties in owners.items() if len(parties) > 1] == []


def test_no_title_has_two_offices() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    named = [(o.id, o.names()) for o in OFFICES.office] + [(b.id, b.names()) for b in OFFICES.body]
    for owner, names in named:
        for name in names:
            for title in expand(name, OFFICES.fields):
                owners[title].add(owner)
    assert {title for title, ids in owners.items() if len(ids) > 1} == WRITTEN_OUT


def test_codes_of_countries_and_organizations_differ() -> None:
    countries = {c.code for c in COUNTRIES.country}
    assert countries.isdisjoint(o.code for o in ORGANIZATIONS.organization)


def test_every_name_is_found_as_its_own_entry() -> None:
    for country in COUNTRIES.country:
        for name in (country.name, *country.aliases, *country.demonyms, *country.seats):
            assert codes(name) == [country.code], name
    for organization in ORGANIZATIONS.organization:
        for name in organization.names():
            assert codes(name) == [organization.code], name


def test_an_office_that_fixes_a_country_names_a_known_one() -> None:
    for office in OFFICES.office:
        assert office.country is None or load_gazetteer().country(office.country)


def test_decoys_are_silent() -> None:
    assert [t for d in COUNTRIES.decoy for t in d.texts if found(t)] == []


# names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "code"), [
    ("S. Korea", "KOR"),
    ("the Republic of Korea", "KOR"),
    ("DPRK", "PRK"),
    ("U.S.S.R.", "SUN"),
    ("West Germany", "DEU"),
    ("East Germany", "DDR"),
    ("the People's Republic of China", "CHN"),
    ("Türkiye", "TUR"),
    ("Côte d’Ivoire", "CIV"),
    ("D.R. Congo", "COD"),
    ("Papua New Guinea", "PNG"),
    ("Equatorial Guinea", "GNQ"),
    ("the Elysée Palace", "FRA"),
    ("Foggy Bottom", "USA"),
    ("the Verkhovna Rada", "UKR"),
    ("Peking", "CHN"),
    ("N'Djamena", "TCD"),
    ("U.N. General Assembly", "UN"),
    ("the Atlantic alliance", "NATO"),
    ("the Common Market", "EU"),
    ("G-7", "G7"),
    ("OPEC+", "OPEC_PLUS"),
    ("the Saudi-led coalition", "SAUDI_COALITION"),
    ("Sudan People's Liberation Army", "SPLA"),
])  # fmt: skip
def test_forms_of_the_wires_are_known(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_longest_name_wins() -> None:
    assert found("South Sudanese and North Korean envoys") == [
        ("South Sudanese", "demonym", "SSD"),
        ("North Korean", "demonym", "PRK"),
        ("envoys", "office_plural", "ambassador"),
    ]


def test_headlines_in_capitals_are_understood() -> None:
    assert found("TOKYO, March 3 - SOUTH KOREA and MALI signed in GENEVA.") == [
        ("TOKYO", "capital", "JPN"),
        ("SOUTH KOREA", "country", "KOR"),
        ("MALI", "country", "MLI"),
        ("GENEVA", "city", "CHE"),
    ]


def test_a_pronoun_is_no_country() -> None:
    assert found("Tell us who it was, and let us go.") == []


def test_combining_forms_need_a_hyphen() -> None:
    assert codes("Sino-Indian talks") == ["CHN", "IND"]
    assert codes("Franco was buried there.") == []


def test_two_names_may_share_a_token() -> None:
    names = load_gazetteer().find(["U.S.-Japan", "talks"])
    assert [(n.start, n.end, n.code, n.text) for n in names] == [
        (0, 1, "USA", "U.S."),
        (0, 1, "JPN", "Japan"),
    ]


@pytest.mark.parametrize("tokens", [
    ["the", "U.N.", "Secretary-General"],
    ["the", "U.N", ".", "Secretary", "-", "General"],
    ["the", "UN", "Secretary", "General"],
])  # fmt: skip
def test_tokenisation_does_not_matter(tokens: list[str]) -> None:
    assert [n.code for n in load_gazetteer().find(tokens)] == ["UN", "igo-head"]


def test_a_phrase_does_not_cross_a_comma_or_the_end_of_a_sentence() -> None:
    assert codes("They flew to South, Korea said.") == ["KOR"]
    assert codes("He saw the State. Department stores were shut.") == []
    assert codes("They left St. Lucia.") == ["LCA"]


def test_compounds_that_describe_another_are_asides() -> None:
    [iran, houthis] = load_gazetteer().find_in("Iranian-backed Houthis")
    assert (iran.code, iran.aside) == ("IRN", True)
    assert (houthis.code, houthis.aside) == ("HOUTHI", False)
    [name] = load_gazetteer().find_in("pro-Russian crowds")
    assert name.aside


def test_doubtful_names_are_marked() -> None:
    [jordan, peru] = load_gazetteer().find_in("Jordan met Peru.")
    assert (jordan.ambiguous, peru.ambiguous) == (True, False)


def test_newspapers_and_agreements_name_no_state() -> None:
    assert codes("The Washington Post wrote of the Paris agreement.") == []


# offices and bodies ------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "office", "rank"), [
    ("Prime Minister", "prime-minister", "head"),
    ("acting president", "president", "head"),
    ("Emir", "monarch", "head"),
    ("Pope", "pope", "head"),
    ("vice-president", "vice-president", "deputy"),
    ("Deputy Prime Minister", "deputy-prime-minister", "deputy"),
    ("Secretary of State", "foreign-minister", "minister"),
    ("minister of petroleum and mineral resources", "oil-minister", "minister"),
    ("chancellor of the exchequer", "finance-minister", "minister"),
    ("deputy foreign minister", "deputy-minister", "official"),
    ("special envoy", "special-envoy", "envoy"),
    ("national security adviser", "national-security-adviser", "official"),
    ("Security Council Secretary", "national-security-adviser", "official"),
    ("secretary-general", "igo-head", "igo_head"),
    ("Senator", "legislator", "legislator"),
    ("Gen.", "military", "military"),
    ("mayor", "domestic", "domestic"),
])  # fmt: skip
def test_titles_lead_to_their_rank(text: str, office: str, rank: str) -> None:
    assert codes(text) == [office]
    assert load_gazetteer().office(office).rank == rank


def test_plurals_and_bodies_have_kinds_of_their_own() -> None:
    assert found("farm ministers and the Kenyan foreign ministry") == [
        ("farm ministers", "office_plural", "farm-minister"),
        ("Kenyan", "demonym", "KEN"),
        ("foreign ministry", "body", "ministry"),
    ]


def test_a_time_of_day_is_no_prime_minister() -> None:
    assert found("PM Duarte arrived") == [("PM", "office", "prime-minister")]
    assert found("They met at 8 p.m. and at 9 PM.") == []


def test_a_rank_in_small_letters_is_a_word() -> None:
    assert found("in general a major success") == []


# places and look-ups -----------------------------------------------------------------------------


def test_cities_have_coordinates() -> None:
    geneva = load_gazetteer().city("GENEVA")
    assert geneva is not None
    assert geneva.latitude is not None
    assert (geneva.country, round(geneva.latitude)) == ("CHE", 46)


@pytest.mark.parametrize(("old", "country"), [
    ("Peking", "CHN"), ("Kiev", "UKR"), ("Rangoon", "MMR"), ("Bombay", "IND"), ("Leningrad", "RUS"),
])  # fmt: skip
def test_old_spellings_are_known(old: str, country: str) -> None:
    city = load_gazetteer().city(old)
    assert city is not None
    assert city.country == country


@pytest.mark.parametrize("venue", ["Camp David", "Davos", "Mar-a-Lago", "Panmunjom", "Gleneagles"])
def test_summit_places_are_known(venue: str) -> None:
    assert load_gazetteer().city(venue) is not None


def test_a_name_with_two_owners_has_no_country() -> None:
    city = load_gazetteer().city("Valencia")
    assert city is not None
    assert (city.country, city.latitude) == (None, None)


@pytest.mark.parametrize("word", ["Reading", "Mobile", "March", "Orange", "Split", "Lincoln"])
def test_common_words_are_no_cities(word: str) -> None:
    assert load_gazetteer().city(word) is None


def test_parties_are_states_organisations_and_armed_groups() -> None:
    gazetteer = load_gazetteer()
    assert all(gazetteer.is_party(code) for code in ("SUN", "TWN", "EU", "HAMAS"))
    assert not gazetteer.is_party("monarch")
    assert gazetteer.organization("HAMAS").kind == "armed_group"


def test_unknown_codes_are_errors() -> None:
    with pytest.raises(KeyError, match="ATLANTIS"):
        load_gazetteer().country("ATLANTIS")


@given(st.text(alphabet="UNS.- Koreaé,'\nprimest", max_size=40))
def test_offsets_cut_the_name_out_of_the_text(text: str) -> None:
    names = load_gazetteer().find_in(text)
    assert all(text[n.start : n.end] == n.text for n in names)
    assert all(a.end <= b.start for a, b in pairwise(names))


def test_examples_in_docstrings_hold() -> None:
    for module in (transforms.atoms, transforms.gazetteer):
        assert doctest.testmod(module).failed == 0
