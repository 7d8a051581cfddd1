"""Sentences made anew: other names, other countries, curly quotes, datelines.

Without it the model learns the office-holders of the corpora's years by heart instead of the shape
of names, and stumbles over the typography of news.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random

from training.annotation import Annotated
from training.entity_corpora import Span
from training.gazetteer import load_gazetteer

_PERSON_SHARE = 0.45
_PLACE_SHARE = 0.2
_TITLE_SHARE = 0.25
_CURLY_SHARE = 0.4
_DATELINE_SHARE = 0.06
AGENCIES = ("Reuters", "AP", "AFP", "Yonhap", "Xinhua", "Kyodo", "TASS", "UPI", "ANSA", "Anadolu")
MONTHS = (
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)
_CURLY = {"'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'": "’"}


@dataclass(frozen=True, slots=True)
class NameTable:
    """Given and family names of one culture and the order in which it sets them."""

    order: str
    given: tuple[str, ...]
    family: tuple[str, ...]


@cache
def load_names() -> tuple[NameTable, ...]:
    """The tables of names.toml, read once."""
    raw = tomllib.loads(files("training").joinpath("names.toml").read_text(encoding="utf-8"))
    return tuple(
        NameTable(table.get("order", "given family"), tuple(table["given"]), tuple(table["family"]))
        for table in raw.values()
    )


def invent_person(rng: Random) -> str:
    """A full name of some culture."""
    table = rng.choice(load_names())
    given, family = rng.choice(table.given), rng.choice(table.family)
    return f"{family} {given}" if table.order == "family given" else f"{given} {family}"


def invent_surname(rng: Random) -> str:
    """The part of a name by which news calls a person the second time."""
    return rng.choice(rng.choice(load_names()).family)


def vary_entities(sentence: Annotated, rng: Random) -> Annotated:
    """A sentence of an entity corpus with some names exchanged, titles cut, quotes curled."""
    for index in reversed(range(len(sentence.entities or ()))):
        sentence = _vary_entity(sentence, index, rng)
    if rng.random() < _DATELINE_SHARE:
        sentence = add_dateline(sentence, rng)
    return curl_quotes(sentence) if rng.random() < _CURLY_SHARE else sentence


def _vary_entity(sentence: Annotated, index: int, rng: Random) -> Annotated:
    start, end, label = (sentence.entities or ())[index]
    if label == "PERSON":
        if rng.random() < _TITLE_SHARE:
            while start and _is_title(sentence, start - 1):
                sentence, start, end = _cut(sentence, start - 1), start - 1, end - 1
        if rng.random() < _PERSON_SHARE:
            name = invent_person(rng) if end - start > 1 else invent_surname(rng)
            return splice(sentence, (start, end, label), name.split(), "NNP")
    elif rng.random() < _PLACE_SHARE:
        phrase = " ".join(sentence.words[start:end])
        other = _other_place(phrase, label, rng)
        tag = "JJ" if label == "NORP" else "NNP"
        return splice(sentence, (start, end, label), other.split(), tag) if other else sentence
    return sentence


def _is_title(sentence: Annotated, i: int) -> bool:
    """Whether a word is a written title outside every name ("President", not "of")."""
    word = sentence.words[i]
    is_title = word[0].isupper() and word.lower() in load_gazetteer().titles
    inside = any(start <= i < end for start, end, _ in sentence.entities or ())
    return is_title and not inside


def _other_place(phrase: str, label: str, rng: Random) -> str | None:
    """A country for a country, a city for a city, a nationality for a singular nationality."""
    gazetteer = load_gazetteer()
    if phrase in gazetteer.countries:
        return rng.choice(tuple(gazetteer.countries))
    if phrase in gazetteer.cities:
        return rng.choice(gazetteer.cities)
    singular = tuple(names[0] for names in gazetteer.countries.values())
    if label == "NORP" and phrase in singular and phrase != "U.S.":
        return rng.choice(singular)
    return None


def splice(sentence: Annotated, span: Span, words: Sequence[str], tag: str) -> Annotated:
    """The sentence with the words of one entity exchanged; only for sentences without a tree."""
    start, end, label = span
    shift = len(words) - (end - start)
    tags = sentence.tags
    entities = [
        (a + shift, b + shift, name) if a >= end else (a, b, name)
        for a, b, name in sentence.entities or ()
        if (a, b, name) != span
    ]
    spaces = (True,) * (len(words) - 1) + (sentence.spaces[end - 1],)
    return Annotated(
        words=(*sentence.words[:start], *words, *sentence.words[end:]),
        spaces=(*sentence.spaces[:start], *spaces, *sentence.spaces[end:]),
        tags=tags and (*tags[:start], *([tag] * len(words)), *tags[end:]),
        entities=tuple(sorted([*entities, (start, start + len(words), label)])),
    )


def _cut(sentence: Annotated, i: int) -> Annotated:
    """The sentence without word *i*, which belongs to no entity."""
    keep = [j for j in range(len(sentence.words)) if j != i]
    entities = tuple((a - (a > i), b - (a > i), label) for a, b, label in sentence.entities or ())
    return Annotated(
        words=tuple(sentence.words[j] for j in keep),
        spaces=tuple(sentence.spaces[j] for j in keep),
        tags=sentence.tags and tuple(sentence.tags[j] for j in keep),
        entities=entities,
    )


def add_dateline(sentence: Annotated, rng: Random) -> Annotated:
    """The sentence as the first of an agency's report: "SEOUL, Dec. 28 (Yonhap) -- ..."."""
    city = rng.choice(load_gazetteer().cities)
    words = (city.upper() if rng.random() < 0.7 else city).split()
    size = len(words)
    tags = ["NNP"] * size
    entities: list[Span] = [(0, size, "GPE")]
    if rng.random() < 0.6:
        words += [",", rng.choice(MONTHS), str(rng.randint(1, 28))]
        tags += [",", "NNP", "CD"]
    if rng.random() < 0.7:
        entities.append((len(words) + 1, len(words) + 2, "ORG"))
        words += ["(", rng.choice(AGENCIES), ")"]
        tags += ["-LRB-", "NNP", "-RRB-"]
    words.append(rng.choice(["-", "--", "—", "–"]))
    tags.append(":")
    spaces = [following not in {",", ")"} for following in words[1:]] + [True]
    spaces = [space and word != "(" for space, word in zip(spaces, words, strict=True)]
    moved = [(a + len(words), b + len(words), label) for a, b, label in sentence.entities or ()]
    return Annotated(
        words=(*words, *sentence.words),
        spaces=(*spaces, *sentence.spaces),
        tags=sentence.tags and (*tags, *sentence.tags),
        entities=(*entities, *moved),
    )


def curl_quotes(sentence: Annotated) -> Annotated:
    """The sentence with typographic quotes and apostrophes, as most news has them."""
    words = [_CURLY.get(word, word) for word in sentence.words]
    is_open = False
    for i, word in enumerate(words):
        if word in {'"', "``", "''"}:
            is_open = word == "``" or (word == '"' and not is_open)
            words[i] = "“" if is_open else "”"
    return replace(sentence, words=tuple(words))


def vary_tree(sentence: Annotated, rng: Random) -> Annotated:
    """A sentence of a treebank with other names in half of its name chains, quotes curled."""
    words = list(sentence.words)
    for chain in _name_chains(sentence):
        if rng.random() < _PERSON_SHARE:
            parts = [word for word in invent_person(rng).split() if "-" not in word]
            for i in chain:
                words[i] = rng.choice(parts) if parts else words[i]
    varied = replace(sentence, words=tuple(words))
    return curl_quotes(varied) if rng.random() < _CURLY_SHARE else varied


def _name_chains(sentence: Annotated) -> list[list[int]]:
    """Tokens of each personal name: a proper noun and its "flat" proper nouns."""
    if sentence.heads is None or sentence.deps is None or sentence.pos is None:
        return []
    chains: dict[int, list[int]] = {}
    for i, (head, dep) in enumerate(zip(sentence.heads, sentence.deps, strict=True)):
        if dep == "flat" and sentence.pos[i] == sentence.pos[head] == "PROPN":
            chains.setdefault(head, [head]).append(i)
    return [chain for chain in chains.values() if all(sentence.words[i].isalpha() for i in chain)]
