"""Which texts are copies: the same text, or one whose every sentence another text has too.

The method is that of min-wise sketches: the few smallest of the hashes of a text's sentences are
keys under which texts meet that share sentences, and those that meet are compared in full. No text
has to be kept or moved for it, only some bytes per sentence.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import Any
from zlib import crc32

from schemas.article import Article
from transforms.boilerplate import is_boilerplate
from transforms.parse import FoundArticle

NEAR_DAYS = 3
"""Days between a text and its near copy; "on Friday" means another day a week later."""

_KEYS = 4  # hashes of a text under which it is looked for
_CROWD = 64  # texts that share a key, from which on it is a set phrase and proves nothing
_SHORT = 30  # letters below which a sentence is a byline, a heading or a set phrase
_FEWEST = 3  # sentences that a near copy has; of less than that only the very same text is one
_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'”’)]*\s)\s*")
_GAPS = re.compile(r"[\W_]+")
_ASCII_GAPS = dict.fromkeys(n for n in range(128) if not chr(n).isalnum())
_DATELINE = re.compile(r"\A.{0,80}?\s(?:--|[–—-])\s", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as it is compared: where it was read, its day, its sentences as hashes in order."""

    origin: str
    day: int
    sentences: bytes

    def hashes(self) -> frozenset[int]:
        """The distinct hashes."""
        return frozenset(array("I", self.sentences))


def sketch_of(article: Article, origin: str) -> Sketch | None:
    """The sketch of an article; None if it is too short to be anything but an exact copy."""
    hashes = sentence_hashes(article.text)
    if len(hashes) < _FEWEST:
        return None
    day = article.published_at.toordinal() if article.published_at else 0
    return Sketch(origin, day, array("I", sorted(hashes)).tobytes())


def sentence_hashes(text: str) -> set[int]:
    """The hashes of its sentences, blind to case, punctuation, dateline, frame and short ones.

    >>> wire = "ROME (ANP) -- The ministers talked for an hour about fish."
    >>> sentence_hashes(wire) == sentence_hashes("The ministers talked for an hour about fish")
    True
    """
    dateline = _DATELINE.match(text)
    pieces = _ENDS.split(text[dateline.end() if dateline else 0 :].casefold())
    plain = (_letters(piece) for piece in pieces if not is_boilerplate(piece))
    kept = (letters for letters in plain if len(letters) >= _SHORT)
    return {crc32(letters.encode("utf-8", "surrogatepass")) for letters in kept}


def _letters(piece: str) -> str:
    """Letters and digits alone; ASCII, as most is, in a tenth of the time."""
    return piece.translate(_ASCII_GAPS) if piece.isascii() else _GAPS.sub("", piece)


def sketch_keys(sketch: Sketch) -> Iterator[str]:
    """The keys under which texts with common sentences meet: the smallest hashes."""
    yield from (f"{each:08x}" for each in array("I", sketch.sentences)[:_KEYS])


def near_copies(sketches: Iterable[Sketch]) -> Iterator[str]:
    """The origins of those that say nothing that another of about the same day does not say.

    Of equal texts the first in the order of the input is no copy; of a report and its later, longer
    version the longer one is not. So no sentence is lost.
    """
    met = sorted(sketches, key=lambda s: (-len(s.sentences), s.origin))
    if len(met) > _CROWD:
        return
    whole: list[tuple[Sketch, frozenset[int]]] = []
    for sketch in met:
        own = sketch.hashes()
        if any(own <= other and _is_near(sketch, text) for text, other in whole):
            yield sketch.origin
        else:
            whole.append((sketch, own))


def _is_near(one: Sketch, other: Sketch) -> bool:
    """Whether their days are; a text without a day is near to every other."""
    return not one.day or not other.day or abs(one.day - other.day) <= NEAR_DAYS


def copy_keys(found: FoundArticle) -> Iterator[tuple[str, str]]:
    """What copies share, each with the place of this article."""
    yield "id " + sha256(found.article.article_id.encode()).hexdigest(), found.origin
    yield "text " + sha256(found.article.text.encode()).hexdigest(), found.origin


def later_origins(key: str, origins: Iterable[str]) -> Iterator[tuple[str, str]]:
    """All places but the first in the order of the input, with the kind of the key.

    >>> list(later_origins("id 7f", ["b#2", "a#1"]))
    [('b#2', 'id')]
    """
    _first, *later = sorted(origins)
    yield from ((origin, key.partition(" ")[0]) for origin in later)


def keyed_sketches(found: FoundArticle) -> Iterator[tuple[str, tuple[str, int, bytes]]]:
    """The sketch of the article as plain values, under each key by which copies meet."""
    if sketch := sketch_of(found.article, found.origin):
        for key in sketch_keys(sketch):
            yield key, (sketch.origin, sketch.day, sketch.sentences)


def near_origins(key: str, sketches: Iterable[tuple[str, int, bytes]]) -> Iterator[tuple[str, str]]:
    """The places of those that say nothing that another of the same key does not say."""
    yield from ((origin, "near") for origin in near_copies(Sketch(*each) for each in sketches))


def sheaf_of(key: str) -> int:
    """The sheaf of a key: by its last digits, which are those of a hash.

    >>> sheaf_of("id 7f0b9"), sheaf_of("00c0ffee")
    (185, 238)
    """
    return int(key[-2:], 16)


def ungrouped(sheaves: Iterable[Sequence[tuple[str, Any]]]) -> Iterator[tuple[str, list[Any]]]:
    """Each key of the sheaves with all its values, where it has several."""
    values: dict[str, list[Any]] = {}
    for key, value in chain.from_iterable(sheaves):
        values.setdefault(key, []).append(value)
    yield from ((key, found) for key, found in values.items() if len(found) > 1)
