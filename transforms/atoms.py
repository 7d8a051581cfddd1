"""Atoms: the runs of letters and digits by which names are compared.

Without periods and accents "U.S.", "U.S" and "US" are one, and "Sino-Soviet" has the same two
atoms as one token or as three, so it does not matter how a text was split.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_ATOM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|[^\W_]+\+?")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”\n]|\.(?=\s|$)")
_HYPHENS = frozenset("-\u2010\u2011–")
_PLAIN = ("", " ")  # what mostly stands between atoms; neither joins nor breaks
_LETTERS = str.maketrans(
    "ŁłØøıĐđƏə", "LlOoiDdEe", "\u2019\u2018\u02bb\u02bc"
)  # what NFKD leaves whole
_SHORT = 3  # a period after so few letters ends an abbreviation: St. Lucia, S. Korea


class Atom(NamedTuple):
    """One run of letters and digits, and what joins it to the one before."""

    key: str
    token: int
    start: int  # characters in its token
    end: int
    hyphenated: bool  # joined to the atom before it
    broken: bool  # a comma, a bracket or the end of a sentence stands before it


def read_atoms(tokens: Iterable[str]) -> Iterator[Atom]:
    """The atoms of *tokens*; a whole text may be given as its only token."""
    between, key = "", ""  # what stands between two atoms, across tokens
    for number, token in enumerate(tokens):
        last = 0
        for match in _ATOM.finditer(token):
            start, end = match.span()
            between += token[last:start]
            plain = between in _PLAIN
            broken = not plain and any(
                mark[0] != "." or len(key) > _SHORT for mark in _BREAK.finditer(between)
            )
            key = fold(match[0])
            yield Atom(key, number, start, end, not plain and between in _HYPHENS, broken)
            last, between = end, ""
        between += token[last:]


def fold(text: str) -> str:
    """*text* without accents and periods.

    >>> fold("Łódź"), fold("U.S.")
    ('Lodz', 'US')
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return text.replace(".", "") if "." in text else text


def phrase_of(text: str) -> tuple[str, ...]:
    """The keys of the atoms of a name.

    >>> phrase_of("Republic of Türkiye")
    ('Republic', 'of', 'Turkiye')
    """
    return tuple(atom.key for atom in read_atoms([text]))
