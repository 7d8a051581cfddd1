"""The lists of places.toml as look-ups: what a capitalised phrase surely is."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Phrases whose label is certain, and the words that make a place a region."""

    labels: dict[str, str]
    loc_words: frozenset[str]
    countries: dict[str, tuple[str, ...]]
    cities: tuple[str, ...]
    organizations: tuple[str, ...]
    titles: frozenset[str]

    def place(self, phrase: str) -> str:
        """GPE or LOC for the name of a place."""
        if self.labels.get(phrase) in {"GPE", "LOC"}:
            return self.labels[phrase]
        return "LOC" if self.loc_words.intersection(phrase.split()) else "GPE"


@cache
def load_gazetteer() -> Gazetteer:
    """The lists of places.toml, read once."""
    raw = tomllib.loads(files("training").joinpath("places.toml").read_text(encoding="utf-8"))
    places = raw["places"]
    labels = dict.fromkeys(raw["cities"]["names"], "GPE")
    labels |= dict.fromkeys((d for names in raw["countries"].values() for d in names), "NORP")
    labels |= dict.fromkeys(places["norp"], "NORP")
    labels |= dict.fromkeys(places["loc"], "LOC")
    labels |= dict.fromkeys([*raw["countries"], *places["gpe"]], "GPE")
    labels |= dict.fromkeys(places["org"], "ORG")
    return Gazetteer(
        labels=labels,
        loc_words=frozenset(places["loc_words"]),
        countries={name: tuple(demonyms) for name, demonyms in raw["countries"].items()},
        cities=tuple(raw["cities"]["names"]),
        organizations=tuple(raw["organizations"]["names"]),
        titles=frozenset(raw["titles"]["words"]),
    )
