"""Whose officials some persons are known to be: a dictionary, the last word before a guess."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from transforms.actors import Actor
from transforms.clues import folded
from transforms.rulebook import read_toml

_RANKS = ("head", "deputy", "minister")


@dataclass(frozen=True, slots=True)
class Leader:
    """A holder of an office, the words of the name folded, the family name apart."""

    words: frozenset[str]
    family: str
    country: str
    rank: str
    since: int


def country_of_leader(person: Actor, day: date | None, named: Container[str]) -> str | None:
    """The state that the dictionary knows the person to lead, or to have led, on that day.

    A family name alone will do for who bears the office, too. Where leaders of several states bear
    it, it is the one of a state that the article has *named*.

    >>> country_of_leader(Actor(0, 2, "Mette Frederiksen", rank="head"), date(2024, 5, 1), ())
    'DNK'
    """
    words = _words(person.name or "")
    found = {
        leader.country
        for leader in (each for word in words for each in _by_family().get(word, ()))
        if set(words) <= leader.words
        and (len(words) > 1 or leader.rank == person.rank)
        and (day is None or leader.since <= day.year)
    }
    if len(found) > 1:
        found = {country for country in found if country in named}
    return found.pop() if len(found) == 1 else None


@cache
def _by_family() -> dict[str, tuple[Leader, ...]]:
    known: dict[str, tuple[Leader, ...]] = {}
    for leader in _leaders():
        known[leader.family] = (*known.get(leader.family, ()), leader)
    return known


def _leaders() -> Iterator[Leader]:
    lexicon = read_toml("lexicons/leaders.toml")
    for rank in _RANKS:
        for country, entries in lexicon[rank].items():
            for entry in entries:
                since, _, name = entry.partition(" ")
                words = _words(name)
                family = words[0 if country in lexicon["family_first"] else -1]
                yield Leader(frozenset(words), family, country, rank, int(since))


def _words(name: str) -> list[str]:
    """The words of a name, without accents, initials and what only says that there was a father."""
    plain = folded(name).replace("-", " ").replace(".", " ").lower()
    return [word for word in plain.split() if len(word) > 1 and word not in ("jr", "ii", "iii")]
