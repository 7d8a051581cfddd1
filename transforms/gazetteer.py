"""The actors and places that words name: states, organisations, offices, bodies, cities.

Names are compared by *atoms*, runs of letters and digits without periods and accents. So "U.S.",
"U.S" and "US" are one, and so are "Sino-Soviet" and its three tokens, however a text was split.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
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

_ATOM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|[^\W_]+\+?")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”\n]|\.(?=\s|$)")
_HYPHENS = frozenset("-‐‑–")
_SHORT = 3  # a period after so few letters ends an abbreviation: St. Lucia, S. Korea
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


class _Atom(NamedTuple):
    key: str
    token: int
    start: int  # characters in its token
    end: int
    hyphenated: bool  # joined to the atom before it
    broken: bool  # a comma, a bracket or the end of a sentence stands before it


class _Entry(NamedTuple):
    kind: Kind | None  # None: a decoy
    code: str | None
    ambiguous: bool = False
    combining: bool = False
    punctuated: bool = False  # the name itself has a comma


class _Index:
    """Phrases by their atoms; for a first atom, the lengths worth trying."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], _Entry] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}

    def add(self, keys: tuple[str, ...], entry: _Entry) -> None:
        """Enter a phrase, unless an earlier one has the same atoms."""
        if not keys or keys in self.entries:
            return
        self.entries[keys] = entry
        known = set(self.lengths.get(keys[0], ()))
        self.lengths[keys[0]] = tuple(sorted(known | {len(keys)}, reverse=True))

    def longest(
        self, keys: Sequence[str], atoms: Sequence[_Atom], i: int
    ) -> tuple[int, _Entry] | None:
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
        self._organizations = {o.code: o for o in organizations.organization}
        self._offices = {o.id: o for o in offices.office}
        self._bodies = {b.id: b for b in offices.body}
        cities = tuple(cities)
        self._cities = {_phrase(name): city for city in cities for name in city.names()}
        self._asides: Asides = countries.asides
        self._exact, self._lower = _Index(), _Index()
        self._fill(_name_entries(countries, organizations, cities), offices)

    def find(self, tokens: Sequence[str]) -> list[Name]:
        """All names in *tokens*, from left to right, the longest at each place.

        >>> [(n.kind, n.code) for n in load_gazetteer().find(["U.S.", "Secretary", "of", "State"])]
        [('country', 'USA'), ('office', 'foreign-minister')]
        """
        return [
            Name(first.token, last.token + 1, kind, code, _text(tokens, first, last), *flags)
            for first, last, kind, code, flags in self._scan(tuple(_atoms(tokens)))
        ]

    def find_in(self, text: str) -> list[Name]:
        """All names in *text*; start and end count characters.

        >>> [n.text for n in load_gazetteer().find_in("The Sino-Soviet border")]
        ['Sino', 'Soviet']
        """
        return [
            Name(first.start, last.end, kind, code, text[first.start : last.end], *flags)
            for first, last, kind, code, flags in self._scan(tuple(_atoms([text])))
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
        keys = _phrase(name)
        titled = tuple(k.title() for k in keys) if name.isupper() else keys
        return self._cities.get(keys) or self._cities.get(titled)

    def is_party(self, code: str) -> bool:
        """Is this the code of a state, an organisation or a group that can be party to an event?"""
        return code in self._countries or code in self._organizations

    def _fill(self, names: Iterator[tuple[str, _Entry]], offices: OfficeFile) -> None:
        entered = list(names)
        for text, entry in entered:
            self._exact.add(_phrase(text), entry)
        for text, entry in entered:
            keys = tuple(k.upper() for k in _phrase(text))
            if sum(map(len, keys)) >= _SHOUTED:
                self._exact.add(keys, entry)
        for text, entry in _office_entries(offices):
            index = self._lower if text.islower() else self._exact
            index.add(_phrase(text), entry)

    def _scan(
        self, atoms: Sequence[_Atom]
    ) -> Iterator[tuple[_Atom, _Atom, Kind, str | None, tuple[bool, bool]]]:
        keys = [a.key for a in atoms]
        lowered = [k.lower() for k in keys]
        i = 0
        while i < len(atoms):
            exact = self._exact.longest(keys, atoms, i)
            lower = self._lower.longest(lowered, atoms, i)
            if exact is None and lower is None:
                i += 1
                continue
            n, entry = max((m for m in (exact, lower) if m), key=lambda m: m[0])
            if entry.kind is not None:
                flags = (entry.ambiguous, self._is_aside(atoms, lowered, i, i + n))
                yield atoms[i], atoms[i + n - 1], entry.kind, entry.code, flags
            i += n

    def _is_aside(self, atoms: Sequence[_Atom], lowered: Sequence[str], i: int, end: int) -> bool:
        if i > 0 and atoms[i].hyphenated and lowered[i - 1] in self._asides.before:
            return True
        return end < len(atoms) and atoms[end].hyphenated and lowered[end] in self._asides.after


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


def expand(title: str, fields: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """*title* with its first pair of braces, then the rest, filled by every word of that field.

    >>> list(expand("minister of {farm}", {"farm": ["food", "fisheries"]}))
    ['minister of food', 'minister of fisheries']
    """
    brace = re.search(r"\{(\w+)\}", title)
    if brace is None:
        yield title
        return
    name = brace[1]
    words = fields[name] if name != "any" else [w for words in fields.values() for w in words]
    for word in words:
        yield from expand(title.replace(brace[0], word, 1), fields)


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
    for office in offices.office:
        for title in office.titles:
            for text in expand(title, offices.fields):
                yield text, _entry("office", office.id, text, office.ambiguous)
        for plural in office.plurals:
            for text in expand(plural, offices.fields):
                yield text, _entry("office_plural", office.id, text, office.ambiguous)
    for body in offices.body:
        for word in body.words:
            for text in expand(word, offices.fields):
                yield text, _entry("body", body.id, text, body.ambiguous)


def _entry(kind: Kind, code: str, text: str, ambiguous: Sequence[str]) -> _Entry:
    return _Entry(kind, code, text in ambiguous, punctuated="," in text)


def _is_whole(atoms: Sequence[_Atom], i: int, n: int, entry: _Entry) -> bool:
    """Do *n* atoms form one phrase, and a combining form only the first half of a compound?"""
    if entry.combining:
        return i + n < len(atoms) and atoms[i + n].hyphenated
    return entry.punctuated or not any(a.broken for a in atoms[i + 1 : i + n])


def _atoms(tokens: Iterable[str]) -> Iterator[_Atom]:
    between, key = "", ""  # what stands between two atoms, across tokens
    for number, token in enumerate(tokens):
        last = 0
        for match in _ATOM.finditer(token):
            between += token[last : match.start()]
            broken = any(mark[0] != "." or len(key) > _SHORT for mark in _BREAK.finditer(between))
            key = _fold(match[0])
            yield _Atom(key, number, match.start(), match.end(), between in _HYPHENS, broken)
            last, between = match.end(), ""
        between += token[last:]


def _fold(text: str) -> str:
    """*text* without accents and periods."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.replace(".", "")


@cache
def _phrase(text: str) -> tuple[str, ...]:
    return tuple(atom.key for atom in _atoms([text]))


def _text(tokens: Sequence[str], first: _Atom, last: _Atom) -> str:
    if first.token == last.token:
        return tokens[first.token][first.start : last.end]
    return " ".join(tokens[first.token : last.token + 1])
