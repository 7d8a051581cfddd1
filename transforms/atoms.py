"""Atoms: the runs of letters and digits by which names are compared.

Without periods and accents "U.S.", "U.S" and "US" are one, and "Sino-Soviet" has the same two
atoms as one token or as three, so it does not matter how a text was split.
"""

import re
import unicodedata
from collections.abc import Sequence

_ATOM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|[^\W_]+\+?")
_BREAK = re.compile(r"[,;:!?()\[\]\"“”\n]|\.(?=\s|$)")
_HYPHENS = frozenset("-\u2010\u2011–")
_PLAIN = ("", " ")  # what mostly stands between atoms; neither joins nor breaks
_LETTERS = str.maketrans(
    "ŁłØøıĐđƏə", "LlOoiDdEe", "\u2019\u2018\u02bb\u02bc"
)  # what NFKD leaves whole
_SHORT = 3  # a period after so few letters ends an abbreviation: St. Lucia, S. Korea


class Atoms:
    """The atoms of *tokens* in their order; a whole text may be given as its only token.

    ``keys`` are what names are compared by. How an atom is joined to the one before is looked at
    only when it is asked: of most texts few words begin a name.
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._places: list[tuple[int, re.Match[str]]] = []
        self.keys: list[str] = []
        for number, token in enumerate(tokens):
            found = [*_ATOM.finditer(token)]
            self._places += [(number, match) for match in found]
            if token.isascii():
                self.keys += [match[0].replace(".", "") for match in found]
            else:
                self.keys += [fold(match[0]) for match in found]

    def __len__(self) -> int:
        return len(self.keys)

    def token(self, i: int) -> int:
        """The number of the token that atom *i* is in."""
        return self._places[i][0]

    def start(self, i: int) -> int:
        """Where it begins, in characters of its token."""
        return self._places[i][1].start()

    def end(self, i: int) -> int:
        """Where it ends."""
        return self._places[i][1].end()

    def is_hyphenated(self, i: int) -> bool:
        """Is atom *i* joined to the one before it?"""
        return self._between(i) in _HYPHENS

    def is_broken(self, i: int) -> bool:
        """Does a comma, a bracket or the end of a sentence stand before it?"""
        between = self._between(i)
        if between in _PLAIN:
            return False
        is_long = i > 0 and len(self.keys[i - 1]) > _SHORT
        return any(mark[0] != "." or is_long for mark in _BREAK.finditer(between))

    def _between(self, i: int) -> str:
        """What stands between atom *i* and the one before, across tokens."""
        number, match = self._places[i]
        first, start = (self.token(i - 1), self.end(i - 1)) if i > 0 else (0, 0)
        if first == number:
            return self._tokens[number][start : match.start()]
        between = "".join(self._tokens[first + 1 : number])
        return self._tokens[first][start:] + between + self._tokens[number][: match.start()]


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
    return tuple(Atoms([text]).keys)
