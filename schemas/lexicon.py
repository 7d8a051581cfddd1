"""Shapes of the actor lexicons: states, organisations, offices, bodies, cities."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

OrganizationKind = Literal["igo", "bloc", "court", "bank", "forum", "armed_group", "opposition"]
Rank = Literal[
    "head",
    "deputy",
    "minister",
    "envoy",
    "official",
    "igo_head",
    "legislator",
    "military",
    "domestic",
]


def _sorted(words: tuple[str, ...]) -> tuple[str, ...]:
    if list(words) != sorted(set(words)):
        raise ValueError("words must be sorted and distinct")
    return words


Words = Annotated[tuple[str, ...], AfterValidator(_sorted)]
Code = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Named(_Record):
    """An entry whose names may be doubtful: ``ambiguous`` lists those that often mean another."""

    ambiguous: Words = ()
    note: str | None = None

    def names(self) -> Iterator[str]:
        """Every name of the entry, of whatever kind."""
        raise NotImplementedError

    @model_validator(mode="after")
    def _ambiguous_names_are_names(self) -> Self:
        if unknown := set(self.ambiguous) - set(self.names()):
            raise ValueError(f"ambiguous, but no name of this entry: {sorted(unknown)}")
        return self


class Country(_Named):
    """A state or territory that acts: ISO 3166-1 alpha-3, or a written-out code without one."""

    code: Code
    name: str
    aliases: Words = ()
    demonyms: Words = ()
    combining: Words = ()
    capitals: Words = ()
    seats: Words = ()
    historic: bool = False

    def names(self) -> Iterator[str]:
        """The name, then aliases, demonyms, combining forms, capitals and seats."""
        yield self.name
        for words in (self.aliases, self.demonyms, self.combining, self.capitals, self.seats):
            yield from words


class Organization(_Named):
    """An organisation of states, or a party that is no state: the code is its usual acronym."""

    code: Code
    name: str
    kind: OrganizationKind
    aliases: Words = ()

    def names(self) -> Iterator[str]:
        """The name, then the aliases."""
        yield self.name
        yield from self.aliases


class Office(_Named):
    """An office that persons hold; ``country`` only where the title itself fixes it (a pope)."""

    id: Id
    rank: Rank
    titles: Words = Field(min_length=1)
    plurals: Words = ()
    country: Code | None = None

    def names(self) -> Iterator[str]:
        """The titles, then the plurals."""
        yield from self.titles
        yield from self.plurals


class Body(_Named):
    """Words for a collective that stands for the state named before it: "the Kenyan cabinet"."""

    id: Id
    rank: Rank
    words: Words = Field(min_length=1)

    def names(self) -> Iterator[str]:
        """The words."""
        yield from self.words


class Decoy(_Record):
    """Longer phrases that hold a name and mean something else: "Washington Post"."""

    id: Id
    note: str
    texts: Words


class Asides(_Record):
    """Halves of compounds that make a name no actor: pro-Russian, Iranian-backed."""

    before: Words
    after: Words


class City(_Record):
    """A city or venue; ``country`` and coordinates are missing where the name has two owners."""

    name: str
    alternates: tuple[str, ...] = ()
    country: Code | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    population: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _placed_wholly(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError(f"city {self.name!r}: one coordinate without the other")
        return self

    def names(self) -> Iterator[str]:
        """The name, then the alternates."""
        yield self.name
        yield from self.alternates


class CountryFile(_Record):
    """countries.toml as a whole."""

    asides: Asides
    country: tuple[Country, ...]
    decoy: tuple[Decoy, ...]


class OrganizationFile(_Record):
    """organizations.toml as a whole."""

    organization: tuple[Organization, ...]


class OfficeFile(_Record):
    """offices.toml as a whole; ``fields`` are the words that fill a title's braces."""

    fields: dict[str, Words]
    office: tuple[Office, ...]
    body: tuple[Body, ...]
