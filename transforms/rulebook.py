"""The rules as data: reads, checks and indexes the word groups and the patterns."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from schemas.rule import Pattern, WordGroup
from transforms.forms import noun_forms, verb_forms

STEPS = frozenset(
    {"aux", "below", "ccomp", "inf", "iobj", "mod", "obj", "poss", "prt"}
    | {"subj", "up", "what", "xcomp"}
)
"""Steps of a path; every other step is a preposition."""
PREPOSITIONS = frozenset(
    {"about", "after", "along", "among", "as", "at", "before", "between", "by", "during", "for"}
    | {"from", "in", "including", "into", "involving", "of", "on", "over", "to", "under"}
    | {"toward", "towards", "upon", "with"}
)
KINDS = frozenset(
    {"person", "official", "state", "organization", "igo", "bloc", "bloc-leaders"}
    | {"party", "peers", "place", "officeholder", "other"}
)
"""Kinds of actors and words that patterns may require: see `transforms.kinds.is_kind`."""


class RuleError(ValueError):
    """A rule file that says something the rules can't mean."""


@dataclass(frozen=True)
class Rulebook:
    """All patterns, and the word forms that their groups stand for."""

    patterns: tuple[Pattern, ...]
    groups: Mapping[str, WordGroup]
    forms: Mapping[str, frozenset[str]]

    def words(self, reference: str) -> frozenset[str]:
        """All forms of the groups that ``@a+@b`` names; parts with ``#`` name kinds of actors."""
        parts = [p[1:] for p in reference.split("+") if p.startswith("@")]
        return frozenset().union(*(self.forms[p] for p in parts))

    def triggers(self) -> dict[str, list[Pattern]]:
        """Word form → the patterns that it may trigger."""
        found: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            for form in sorted(self.words(pattern.trigger)):
                found.setdefault(form, []).append(pattern)
        return found


@cache
def rulebook() -> Rulebook:
    """The shipped rulebook, read once per process."""
    irregular = read_toml("lexicons/irregular.toml")
    groups = {g.id: g for g in _groups()}
    patterns = tuple(_patterns(groups))
    return Rulebook(patterns, groups, {g.id: _forms(g, irregular) for g in groups.values()})


def read_toml(path: str) -> dict[str, Any]:
    """A TOML file of this package's data; `RuleError` if it is none."""
    try:
        return tomllib.loads(text_of(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{path}: {error}") from error


def text_of(path: str) -> str:
    """A file of this package's data, as text."""
    return files("transforms").joinpath(path).read_text(encoding="utf-8")


def _tables(path: str, name: str) -> Iterator[dict[str, Any]]:
    """The tables that stand in a rule file as `[[name]]`; `RuleError` if there are none."""
    found = read_toml(path).get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise RuleError(f"{path}: there is no [[{name}]]")
    yield from found


def _forms(group: WordGroup, irregular: Mapping[str, Any]) -> frozenset[str]:
    if group.pos in ("adjective", "cue"):
        return frozenset(group.words)
    inflect, table = (
        (verb_forms, irregular["verbs"])
        if group.pos == "verb"
        else (noun_forms, irregular["nouns"])
    )
    return frozenset().union(*(inflect(word, table) for word in group.words))


def _groups() -> Iterator[WordGroup]:
    for raw in _tables("lexicons/words.toml", "group"):
        try:
            yield WordGroup.model_validate(raw)
        except ValidationError as error:
            raise RuleError(f"words.toml: group {raw.get('id')!r}: {error}") from error


def _patterns(groups: Mapping[str, WordGroup]) -> Iterator[Pattern]:
    seen: set[str] = set()
    for name in ("meeting.toml", "treaty.toml"):
        for raw in _tables(f"patterns/{name}", "pattern"):
            try:
                pattern = Pattern.model_validate(raw)
            except ValidationError as error:
                raise RuleError(f"{name}: pattern {raw.get('id')!r}: {error}") from error
            if pattern.id in seen:
                raise RuleError(f"{name}: pattern id {pattern.id!r} is used twice")
            seen.add(pattern.id)
            _check_references(name, pattern, groups)
            _check_paths(name, pattern)
            yield pattern


def _check_paths(file: str, pattern: Pattern) -> None:
    places = (p for p in (pattern.instrument, pattern.destination, pattern.venue) if p)
    paths = (*pattern.require, *pattern.forbid, *pattern.slots, *pattern.otherwise, *places)
    for step in {step for path in paths for way in path.split("|") for step in way.split(".")}:
        if step not in STEPS and step not in PREPOSITIONS:
            raise RuleError(f"{file}: pattern {pattern.id!r}: there is no step {step!r} in a path")


def _check_references(file: str, pattern: Pattern, groups: Mapping[str, WordGroup]) -> None:
    for reference in (pattern.trigger, *pattern.require.values(), *pattern.forbid.values()):
        for part in reference.split("+"):
            if part.startswith("@") and part[1:] not in groups:
                raise RuleError(f"{file}: pattern {pattern.id!r}: there is no word group {part!r}")
            if part.startswith("#") and part[1:] not in KINDS:
                raise RuleError(f"{file}: pattern {pattern.id!r}: there is no kind {part!r}")
            if part[0] not in "@#*":
                raise RuleError(f"{file}: pattern {pattern.id!r}: {part!r} needs @, # or *")
