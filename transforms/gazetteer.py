"""The actors and places that words name: states, organisations, offices, bodies, cities."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from schemas.lexicon import (
    Asides,
    Body,
    City,
    Country,
    CountryFile,
    Office,
    OfficeFile,
    Organization,
    OrganizationFile,
)
from transforms.atoms import Atoms, phrase_of
from transforms.forms import expand
from transforms.rulebook import read_toml

Kind = Literal[
    "country",
    "demonym",
    "capital",
    "seat",
    "organization",
    "city",
    "office",
    "office_plural",
    "body",
]

_REMEMBERED = 512  # sentences: those of one article are looked up twice
_SHOUTED = 4  # in capitals, a name needs so many letters: MALI; but not US for "us"


@dataclass(frozen=True, slots=True)
class Name:
    """One name found: tokens [start, end), or characters where a text was searched.

    ``code`` is a country's or organisation's code, or the id of an office or body; a city has the
    code of its country. An ``aside`` only describes somebody else: "Iranian-backed fighters".
    """

    start: int
    end: int
    kind: Kind
    code: str | None
    text: str
    ambiguous: bool = False
    aside: bool = False


class _Entry(NamedTuple):
    kind: Kind | None  # None: a decoy
    code: str | None
    ambiguous: bool = False
    combining: bool = False
    punctuated: bool = False  # the name itself has a comma


class _Index:
    """Phrases by their atoms; for a first atom, the lengths worth trying, and what may follow."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], _Entry] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        self._pairs: set[tuple[str, ...]] = set()

    def add(self, keys: tuple[str, ...], entry: _Entry) -> None:
        """Enter a phrase, unless an earlier one has the same atoms."""
        if not keys or keys in self.entries:
            return
        self.entries[keys] = entry
        known = set(self.lengths.get(keys[0], ()))
        self.lengths[keys[0]] = tuple(sorted(known | {len(keys)}, reverse=True))
        self._pairs.add(keys[:2])

    def starts(self, keys: Sequence[str]) -> list[int]:
        """Where a phrase may start: most words that begin one do not go on like it."""
        lengths, pairs = self.lengths, self._pairs
        begins = [i for i, key in enumerate(keys) if key in lengths]
        return [i for i in begins if lengths[keys[i]][-1] == 1 or tuple(keys[i : i + 2]) in pairs]

    def longest(self, keys: Sequence[str], atoms: Atoms, i: int) -> tuple[int, _Entry] | None:
        """The longest phrase that starts at atom *i*: its length and entry."""
        for n in self.lengths.get(keys[i], ()):
            entry = self.entries.get(tuple(keys[i : i + n])) if i + n <= len(keys) else None
            if entry and _is_whole(atoms, i, n, entry):
                return n, entry
        return None


class Gazetteer:
    """Finds names in tokens or in text, and looks up what their codes stand for."""

    def __init__(
        self,
        countries: CountryFile,
        organizations: OrganizationFile,
        offices: OfficeFile,
        cities: Iterable[City],
    ) -> None:
        self._countries = {c.code: c for c in countries.country}
        self._organizations = {o.code: o for o in _rebels(countries)}
        self._organizations |= {o.code: o for o in organizations.organization}
        self._offices = {o.id: o for o in offices.office}
        self._bodies = {b.id: b for b in offices.body}
        cities = tuple(cities)
        self._cities = {phrase_of(name): city for city in cities for name in city.names()}
        self._asides: Asides = countries.asides
        self._exact, self._lower = _Index(), _Index()
        self._fill(_name_entries(countries, organizations, cities), offices)
        self._found = lru_cache(_REMEMBERED)(self._find)

    def find(self, tokens: Sequence[str]) -> list[Name]:
        """All names in *tokens*, from left to right, the longest at each place.

        >>> [(n.kind, n.code) for n in load_gazetteer().find(["U.S.", "Secretary", "of", "State"])]
        [('country', 'USA'), ('office', 'foreign-minister')]
        """
        return self._found(tuple(tokens))

    def _find(self, tokens: tuple[str, ...]) -> list[Name]:
        atoms = Atoms(tokens)
        return [
            Name(atoms.token(i), atoms.token(j) + 1, kind, code, _text(tokens, atoms, i, j), *flags)
            for i, j, kind, code, flags in self._scan(atoms)
        ]

    def find_in(self, text: str) -> list[Name]:
        """All names in *text*; start and end count characters.

        >>> [n.text for n in load_gazetteer().find_in("The Sino-Soviet border")]
        ['Sino', 'Soviet']
        """
        atoms = Atoms([text])
        return [
            Name(start := atoms.start(i), end := atoms.end(j), kind, code, text[start:end], *flags)
            for i, j, kind, code, flags in self._scan(atoms)
        ]

    def country(self, code: str) -> Country:
        """The state or territory with this code; KeyError if there is none."""
        return self._countries[code]

    def organization(self, code: str) -> Organization:
        """The organisation with this code; KeyError if there is none."""
        return self._organizations[code]

    def office(self, office_id: str) -> Office:
        """The office with this id; KeyError if there is none."""
        return self._offices[office_id]

    def body(self, body_id: str) -> Body:
        """The body with this id; KeyError if there is none."""
        return self._bodies[body_id]

    def city(self, name: str) -> City | None:
        """The city or venue of this name, capitals included, or None."""
        keys = phrase_of(name)
        titled = tuple(k.title() for k in keys) if name.isupper() else keys
        return self._cities.get(keys) or self._cities.get(titled)

    def is_party(self, code: str) -> bool:
        """Is this the code of a state, an organisation or a group that can be party to an event?"""
        return code in self._countries or code in self._organizations

    def _fill(self, names: Iterator[tuple[str, _Entry]], offices: OfficeFile) -> None:
        entered = [(phrase_of(text), entry) for text, entry in names]
        for keys, entry in entered:
            self._exact.add(keys, entry)
        for keys, entry in entered:
            if sum(map(len, keys)) >= _SHOUTED:
                self._exact.add(tuple(k.upper() for k in keys), entry)
        for text, entry in _office_entries(offices):
            index = self._lower if text.islower() else self._exact
            index.add(phrase_of(text), entry)

    def _scan(self, atoms: Atoms) -> Iterator[tuple[int, int, Kind, str | None, tuple[bool, bool]]]:
        """First and last atom of each name, and what it is."""
        keys, exact, lower = atoms.keys, self._exact, self._lower
        lowered = [k.lower() for k in keys]
        done = 0
        for i in sorted({*exact.starts(keys), *lower.starts(lowered)}):
            if i < done:
                continue
            found = (exact.longest(keys, atoms, i), lower.longest(lowered, atoms, i))
            n, entry = max((m for m in found if m), key=lambda m: m[0], default=(1, None))
            if entry is not None and entry.kind is not None:
                flags = (entry.ambiguous, self._is_aside(atoms, lowered, i, i + n))
                yield i, i + n - 1, entry.kind, entry.code, flags
            done = i + n

    def _is_aside(self, atoms: Atoms, lowered: Sequence[str], i: int, end: int) -> bool:
        if i > 0 and lowered[i - 1] in self._asides.before and atoms.is_hyphenated(i):
            return True
        return end < len(atoms) and lowered[end] in self._asides.after and atoms.is_hyphenated(end)


def rebels_of(state: str) -> str:
    """The code of those who take up arms against a state, and whom nobody names."""
    return f"{state}_REBELS"


def _rebels(countries: CountryFile) -> Iterator[Organization]:
    for c in countries.country:
        yield Organization(code=rebels_of(c.code), name=f"{c.name} rebels", kind="armed_group")


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped lexicons as one gazetteer, read once per process."""
    return Gazetteer(
        CountryFile.model_validate(read_toml("lexicons/countries.toml")),
        OrganizationFile.model_validate(read_toml("lexicons/organizations.toml")),
        OfficeFile.model_validate(read_toml("lexicons/offices.toml")),
        read_cities(files("transforms").joinpath("lexicons/cities.csv").read_text("utf-8")),
    )


def read_cities(text: str) -> Iterator[City]:
    """The cities of a CSV file's *text*; lines that start with # are notes."""
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        yield City(
            name=row["name"],
            alternates=tuple(filter(None, row["alternates"].split(";"))),
            country=row["country"] or None,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            population=int(row["population"] or 0),
        )


def _name_entries(
    countries: CountryFile, organizations: OrganizationFile, cities: Iterable[City]
) -> Iterator[tuple[str, _Entry]]:
    """Names with what they stand for; where two have the same words, the first holds."""
    for decoy in countries.decoy:
        for text in decoy.texts:
            yield text, _Entry(None, None, punctuated="," in text)
    for country in countries.country:
        for text in (country.name, *country.aliases):
            yield text, _entry("country", country.code, text, country.ambiguous)
    for organization in organizations.organization:
        for text in organization.names():
            yield text, _entry("organization", organization.code, text, organization.ambiguous)
    for country in countries.country:
        yield from _country_entries(country)
    for city in cities:
        for text in city.names():
            yield text, _Entry("city", city.country)


def _country_entries(country: Country) -> Iterator[tuple[str, _Entry]]:
    for text in country.seats:
        yield text, _entry("seat", country.code, text, country.ambiguous)
    for text in country.capitals:
        yield text, _entry("capital", country.code, text, country.ambiguous)
    for text in country.demonyms:
        yield text, _entry("demonym", country.code, text, country.ambiguous)
    for text in country.combining:
        yield text, _Entry("demonym", country.code, text in country.ambiguous, combining=True)


def _office_entries(offices: OfficeFile) -> Iterator[tuple[str, _Entry]]:
    """Titles and words with braces filled; those written out come first and so take precedence."""
    raw: list[tuple[str, Kind, str, Sequence[str]]] = [
        *((text, "office", o.id, o.ambiguous) for o in offices.office for text in o.titles),
        *((text, "office_plural", o.id, o.ambiguous) for o in offices.office for text in o.plurals),
        *((text, "body", b.id, b.ambiguous) for b in offices.body for text in b.words),
    ]
    for title, kind, code, ambiguous in sorted(raw, key=lambda r: "{" in r[0]):
        for text in expand(title, offices.fields):
            yield text, _entry(kind, code, text, ambiguous)


def _entry(kind: Kind, code: str, text: str, ambiguous: Sequence[str]) -> _Entry:
    return _Entry(kind, code, text in ambiguous, punctuated="," in text)


def _is_whole(atoms: Atoms, i: int, n: int, entry: _Entry) -> bool:
    """Do *n* atoms form one phrase, and a combining form only the first half of a compound?"""
    if entry.kind == "office" and atoms.keys[i].isupper() and i > 0 and atoms.keys[i - 1].isdigit():
        return False  # 8 PM
    if entry.combining:
        return i + n < len(atoms) and atoms.is_hyphenated(i + n)
    return entry.punctuated or not any(atoms.is_broken(k) for k in range(i + 1, i + n))


def _text(tokens: Sequence[str], atoms: Atoms, first: int, last: int) -> str:
    begin, end = atoms.token(first), atoms.token(last)
    if begin == end:
        return tokens[begin][atoms.start(first) : atoms.end(last)]
    return " ".join(tokens[begin : end + 1])
