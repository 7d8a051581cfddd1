"""Which texts are copies: the same text, or one whose every sentence another text has too.

The method is that of min-wise sketches: the few smallest of the hashes of a text's sentences are
numbers under which texts meet that share sentences, as the hashes of id and text are for those
that share these. Only texts that meet are compared in full. No text has to be kept or moved for
it, only some bytes per sentence.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from schemas.article import Article
from transforms.boilerplate import is_boilerplate

NEAR_DAYS = 3
"""Days between a text and its near copy; "on Friday" means another day a week later."""

_KEYS = 4  # hashes of a text under which it is looked for
_CROWD = 64  # texts that share a sentence; of more it is a set phrase and proves nothing
_EXACT = 1 << 60  # what the numbers of ids and texts begin from, above all those of sentences
_SHORT = 30  # letters below which a sentence is a byline, a heading or a set phrase
_FEWEST = 3  # sentences that a near copy has; of less than that only the very same text is one
_ENDS = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'”’)]*\s)\s*")
_GAPS = re.compile(r"[\W_]+")
_ASCII_GAPS = dict.fromkeys(n for n in range(128) if not chr(n).isalnum())
_DATELINE = re.compile(r"\A.{0,80}?\s(?:--|[–—-])\s", re.DOTALL)


class Sketch(NamedTuple):
    """An article as it is compared: where it was read, hashes of its id, its text, its sentences.

    The day is that of its publication, 0 if unknown. The hashes of the sentences stand in order,
    four bytes each; a text too short to be anything but an exact copy has none.
    """

    origin: str
    id_hash: bytes
    text_hash: bytes
    day: int
    sentences: bytes

    def hashes(self) -> frozenset[int]:
        """The distinct hashes of its sentences."""
        return frozenset(array("I", self.sentences))


def sketch_of(article: Article, origin: str) -> Sketch:
    """The sketch of an article that was read there."""
    id_hash, text_hash = (each[:16] for each in copy_hashes(article))
    hashes = sentence_hashes(article.text)
    kept = sorted(hashes) if len(hashes) >= _FEWEST else ()
    day = article.published_at.toordinal() if article.published_at else 0
    return Sketch(origin, id_hash, text_hash, day, array("I", kept).tobytes())


def copy_hashes(article: Article) -> tuple[bytes, bytes]:
    """Of the id and of the text: articles that share one of them are copies."""
    return sha256(article.article_id.encode()).digest(), sha256(article.text.encode()).digest()


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


def meeting_numbers(sketch: Sketch) -> list[int]:
    """Under which articles meet that may be copies, below 2**61: by id, by text, by sentences."""
    exact = [_EXACT | int.from_bytes(each[:7]) for each in (sketch.id_hash, sketch.text_hash)]
    return [*exact, *array("I", sketch.sentences[: 4 * _KEYS])]


def met_numbers(numbers: Iterable[Iterable[int]]) -> Iterator[tuple[int, int]]:
    """Those under which several articles meet, with how many; a set phrase is none.

    >>> list(met_numbers([[7, 8], [8, 9]]))
    [(8, 2)]
    """
    for number, count in Counter(chain.from_iterable(numbers)).items():
        if count > 1 and (number >= _EXACT or count <= _CROWD):
            yield number, count


def copies_among(number: int, sketches: Iterable[Sketch]) -> Iterator[tuple[str, str]]:
    """The places of the copies among those that meet under this number, and what they share."""
    met = sorted(sketches)
    if number < _EXACT:
        yield from ((origin, "near") for origin in near_copies(met))
        return
    for kind in ("id", "text"):
        earlier: set[bytes] = set()
        for sketch in met:
            own = getattr(sketch, f"{kind}_hash")
            if own in earlier:
                yield sketch.origin, kind
            earlier.add(own)


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
