"""The words that tell whether an event took place, by the place where they stand."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from schemas.mention import Status
from transforms.forms import noun_forms, verb_forms
from transforms.rulebook import read_toml

Told = Status | Literal["denied", "conditional"]
"""What the text says of an event: it may deny it, or put it under a condition."""
ORDER: tuple[Told, ...] = ("denied", "cancelled", "proposed", "planned")
"""Statuses by what their cues outweigh: a refusal stands against a plan."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Word forms that decide a status, by the place where they stand."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]


@cache
def cues() -> dict[Told, Cues]:
    """The cues of each status but *occurred*, from cues.toml."""
    table = read_toml("lexicons/cues.toml")["status"]
    return {status: _cues(table[status]) for status in ORDER}


@cache
def particles() -> dict[Told, dict[str, frozenset[str]]]:
    """For each status, verb form → the particles that it needs: called → off."""
    table = read_toml("lexicons/cues.toml")["phrasal"]
    return {status: _phrasal(table[status]) for status in ("cancelled", "planned")}


@cache
def words_of(section: str) -> frozenset[str]:
    """All words of a section that is no status: ``attempt``, ``fear``, ``happen``."""
    raw = read_toml("lexicons/cues.toml")[section]
    irregular = read_toml("lexicons/irregular.toml")
    verbs = (verb_forms(v, irregular["verbs"]) for v in raw["verbs"])
    nouns = (noun_forms(n, irregular["nouns"]) for n in raw.get("nouns", ()))
    return frozenset().union(*verbs, *nouns, raw.get("adjectives", ()))


def _phrasal(pairs: list[str]) -> dict[str, frozenset[str]]:
    irregular = read_toml("lexicons/irregular.toml")["verbs"]
    found: dict[str, frozenset[str]] = {}
    for verb, particle in (pair.split() for pair in pairs):
        for form in verb_forms(verb, irregular):
            found[form] = found.get(form, frozenset()) | {particle}
    return found


def _cues(raw: dict[str, Any]) -> Cues:
    irregular = read_toml("lexicons/irregular.toml")
    verbs = (verb_forms(v, irregular["verbs"]) for v in raw["verbs"])
    nouns = (noun_forms(n, irregular["nouns"]) for n in raw["nouns"])
    return Cues(
        frozenset().union(*verbs),
        frozenset().union(*nouns),
        frozenset(raw["adjectives"]),
        frozenset(raw["auxiliaries"]),
        frozenset(raw["prepositions"]),
    )
