"""Forms of words: what a lexicon's base word, or a title with a gap, looks like in a text."""

import re
from collections.abc import Iterator, Mapping, Sequence

_VOWELS = "aeiou"
_DOUBLES = re.compile(rf"^[^{_VOWELS}]*[{_VOWELS}][bdgmnprt]$")


def verb_forms(lemma: str, irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """All forms of a verb, the base form included.

    *irregular* maps a base form to the forms that the spelling rules get wrong.

    >>> sorted(verb_forms("visit", {}))
    ['visit', 'visited', 'visiting', 'visits']
    """
    exceptions = irregular.get(lemma)
    if exceptions is not None:
        return frozenset([lemma, _third_person(lemma), *exceptions])
    return frozenset([lemma, _third_person(lemma), _past(lemma), _present_participle(lemma)])


def noun_forms(lemma: str, irregular: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Singular and plural of a noun.

    >>> sorted(noun_forms("treaty", {}))
    ['treaties', 'treaty']
    """
    plural = irregular.get(lemma)
    return frozenset([lemma, *(plural if plural is not None else [_third_person(lemma)])])


def _third_person(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh|o)$", word):
        return word + "es"
    if re.search(rf"[^{_VOWELS}]y$", word):
        return word[:-1] + "ies"
    return word + "s"


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(rf"[^{_VOWELS}]y$", word):
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _present_participle(word: str) -> str:
    if re.search(r"[^eoy]e$", word):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """The word with its last consonant doubled when it is one short syllable: ban, bann-."""
    return word + word[-1] if _DOUBLES.search(word) else word


def expand(title: str, fields: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """*title* with its first pair of braces, then the rest, filled by every word of that field.

    >>> list(expand("minister of {farm}", {"farm": ["food", "fisheries"]}))
    ['minister of food', 'minister of fisheries']
    """
    brace = re.search(r"\{(\w+)\}", title)
    if brace is None:
        yield title
        return
    name = brace[1]
    words = fields[name] if name != "any" else [w for words in fields.values() for w in words]
    for word in words:
        yield from expand(title.replace(brace[0], word, 1), fields)
