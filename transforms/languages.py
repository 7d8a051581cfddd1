"""In which language a text is: most are surely English at a glance, a library tells the others."""

import re
from functools import cache, lru_cache
from typing import Any

from transforms.rulebook import read_toml

_WORDS = read_toml("lexicons/languages.toml")["english"]
_ENGLISH, _OWN = frozenset(_WORDS["common"]), frozenset(_WORDS["own"])

GLANCE = 600
"""Characters of a text that are looked at."""

_SURE = 0.8  # probability from which on the library is believed
_FOREIGN = 1.04  # bytes to a character: with more, English has too many letters of other alphabets
_BYTES = 50  # in a shorter text no language can be told; scripts that say more have more of them
_SHARE = 0.15  # of the words, that a text in English has at least of these
_KINDS = 4  # different ones
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*")
_NAMES = {"english": "en", "eng": "en"}
_NONE = frozenset(
    {"pcm", "zxx"}
)  # Nigerian Pidgin, no language: what tables and captions look like


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language; None if neither text nor metadata tell it.

    What the text shows counts more than what is *declared* of it. The library is asked only for
    texts that may be in another language than English: loading it takes most of a second.

    >>> language_of("The ministers of the two states met and talked for an hour, it was said.")
    'en'
    """
    glance = text[:GLANCE]
    english = english_words(glance)
    if len(set(english)) >= _KINDS and len(english) >= _SHARE * len(glance.split()):
        return "en"
    encoded = glance.encode("utf-8", "replace")
    is_plain = len(encoded) < _FOREIGN * len(glance) and not _OWN.isdisjoint(english)
    if is_plain or len(encoded) < _BYTES:
        return declared_code(declared)
    code, probability = _told(glance)
    return code if probability >= _SURE else declared_code(declared)


def english_words(text: str) -> list[str]:
    """The words of a text without which no English text can do, if some are no other language's.

    >>> english_words("in was of the hotel")
    ['in', 'was', 'of', 'the']
    """
    found = [word for word in text.lower().split() if word in _ENGLISH]
    return [] if _OWN.isdisjoint(found) else found


def declared_code(declared: str | None) -> str | None:
    """The code that metadata mean; None if they mean none.

    >>> declared_code("en-US"), declared_code("English"), declared_code("unknown")
    ('en', 'en', None)
    """
    name = (declared or "").strip().lower()
    found = _CODE.fullmatch(name)
    return found[1] if found else _NAMES.get(name)


def known_languages() -> frozenset[str]:
    """The codes that can be told."""
    return frozenset(_identifier().labels)


@lru_cache(4096)
def _told(glance: str) -> tuple[str, float]:
    """What the library says; remembered, since the input is read twice."""
    code, probability = _identifier().classify(glance)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """Loaded at the first text that may be in another language."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code not in _NONE])
    return identifier
