"""What can be asked for by name: the views and macros of `schemas`, with their questions."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from transforms.parties import party_names

Kind = Literal["view", "macro", "scalar"]

SCALARS = ("who", "place_label", "day_label", "event_day", "due_day", "last_day")
"""Macros that give a value; views are made of them."""

VIEWS = (
    *("headlines", "events", "digest", "mentions", "meetings", "treaties", "participants"),
    *("who_met_whom", "persons_met", "upcoming", "cancelled", "treaty_lifecycle", "memberships"),
    *("mediators", "venues", "coverage", "outlets", "event_history", "evidence"),
    *("dyads", "dyad_months", "country_months", "gdelt_events", "polecat_events"),
    *("parties", "articles", "texts", "failures", "failures_by_stage", "runs"),
)
"""Every view of `schemas/views`, as `communique query --list` shows them."""

MACROS = ("first_meetings", "changes_since", "events_of", "relations", "proof")
"""Macros of `schemas/macros` that give rows."""

FIRST = ("mentions", "events", "failures", "parties")
"""Views that others read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A view or macro: its name, the question that it answers, an example of its use, its SQL."""

    name: str
    kind: Kind
    question: str
    example: str
    parameters: str
    sql: str

    @property
    def usage(self) -> str:
        """The name as it is written in SQL."""
        return self.name if self.kind == "view" else f"{self.name}({self.parameters})"

    @property
    def statement(self) -> str:
        """The SQL that makes it."""
        if self.kind == "view":
            return f"create or replace view {self.name} as\n{self.sql}"
        table = "table " if self.kind == "macro" else ""
        return f"create or replace macro {self.usage} as {table}(\n{self.sql}\n)"


@cache
def entry(name: str) -> Entry:
    """The view or macro of this name, read from its file."""
    kind: Kind = "view" if name in VIEWS else "macro" if name in MACROS else "scalar"
    folder = "views" if kind == "view" else "macros"
    text = files("schemas").joinpath(folder, f"{name}.sql").read_text(encoding="utf-8")
    lines = text.rstrip().splitlines()
    marks = {"example": "", "parameters": ""}
    for line in lines[1:]:
        mark, _, rest = line.removeprefix("-- ").partition(":")
        if not line.startswith("-- ") or mark not in marks:
            break
        marks[mark] = rest.strip()
    body = "\n".join(line for line in lines if not line.startswith("-- "))
    if name == "parties":
        body = body.replace("{parties}", _party_rows())
    return Entry(name, kind, lines[0].removeprefix("-- "), **marks, sql=body)


@cache
def catalogue() -> tuple[Entry, ...]:
    """Everything that gives rows: the views, then the macros."""
    return tuple(map(entry, (*VIEWS, *MACROS)))


def statements(question: str = "") -> Iterator[str]:
    """The SQL that makes what the *question* names, each after what it reads; all if it names none.

    >>> [sql.split()[4] for sql in statements("from runs")]
    ['runs']
    """
    for name in _needed(question):
        yield entry(name).statement


ORDER = (*SCALARS, *FIRST, *(view for view in VIEWS if view not in FIRST), *MACROS)
"""All names, each after those that it reads."""


def _needed(question: str) -> list[str]:
    named = set(_WORD.findall(question.lower())) & set(ORDER)
    if not named:
        return list(ORDER)
    while more := {name for one in named for name in _reads(one)} - named:
        named |= more
    return [name for name in ORDER if name in named]


@cache
def _reads(name: str) -> frozenset[str]:
    sql = entry(name).sql
    return frozenset(_SOURCE.findall(sql) + _CALL.findall(sql)) & frozenset(ORDER) - {name}


_WORD = re.compile(r"\w+")
_SOURCE = re.compile(r"(?:from|join)\s+(\w+)")
_CALL = re.compile(r"(\w+)\(")


def _party_rows() -> str:
    return ",\n".join(f"    ({', '.join(map(_literal, row))})" for row in _parties())


def _parties() -> Iterator[tuple[str | None, ...]]:
    codes = {row["code"]: row for row in _country_codes()}
    for code, name, kind in party_names():
        other = codes.get(code, {})
        cameo = (other.get("cameo") or code) if kind == "country" else None
        known = KNOWN_GROUPS.get(code)
        sector = SECTORS[kind]
        yield (
            *(code, name, kind, cameo, other.get("fips"), other.get("cow"), other.get("numeric")),
            *(sector, known),
        )


SECTORS = {
    **dict.fromkeys(("igo", "bloc", "forum", "bank", "court"), "IGO"),
    **{"armed_group": "REB", "opposition": "OPP", "country": None},
}
"""The CAMEO type of a party by its kind; of a state's officials it is GOV."""

KNOWN_GROUPS = {"UN": "UNO", "EU": "EEC", "NATO": "NAT"}
"""Codes of CAMEO for organisations, as far as they are certain."""


def _country_codes() -> Iterator[dict[str, str]]:
    text = files("schemas").joinpath("country_codes.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


def _literal(text: str | None) -> str:
    """A text as SQL; nothing for null and for what is empty.

    >>> _literal("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    return "'" + text.replace("'", "''") + "'" if text else "null"
