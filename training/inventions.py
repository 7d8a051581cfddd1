"""Invented sentences with trees and entities, drawn from the templates of inventions.toml."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from random import Random

from training.annotation import Annotated
from training.augment import curl_quotes
from training.detokenize import guess_spaces
from training.slots import SLOTS, Word

_CURLY_SHARE = 0.4
_SLOT = re.compile(r"\{(\w+)\}")
_UPOS = {
    "JJ": "ADJ",
    "JJR": "ADJ",
    "RB": "ADV",
    "WRB": "ADV",
    "IN": "ADP",
    "TO": "PART",
    "POS": "PART",
    "DT": "DET",
    "CC": "CCONJ",
    "CD": "NUM",
    "MD": "AUX",
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
}


def invent_sentences(count: int, rng: Random) -> Iterator[Annotated]:
    """That many sentences, every template about equally often."""
    templates = load_templates()
    for _ in range(count):
        sentence = fill(rng.choice(templates), rng)
        yield curl_quotes(sentence) if rng.random() < _CURLY_SHARE else sentence


@cache
def load_templates() -> tuple[str, ...]:
    """The templates of inventions.toml, read once."""
    raw = tomllib.loads(files("training").joinpath("inventions.toml").read_text(encoding="utf-8"))
    return tuple(template for group in raw.values() for template in group)


def fill(template: str, rng: Random) -> Annotated:
    """One sentence of a template."""
    words: list[Word] = []
    homes: dict[str, int] = {}  # name of a slot or word -> index of its head word
    waiting: list[tuple[int, str]] = []
    for item in template.split():
        pieces, dep, governor, name = _fill_item(item, rng)
        offset = len(words)
        head = offset + next(i for i, piece in enumerate(pieces) if piece.head == i)
        if "#" in item or name not in homes:  # given names win over forms: the article "a"
            homes[name] = head
        waiting.append((head, governor))
        for piece in pieces:
            is_head = piece.head + offset == head and len(words) == head
            words.append(
                Word(
                    piece.form,
                    piece.tag,
                    dep if is_head else piece.dep,
                    piece.head + offset,
                    piece.entity,
                )
            )
    heads = [word.head for word in words]
    for head, governor in waiting:
        heads[head] = homes[governor]
    return _annotate(words, heads)


def _fill_item(item: str, rng: Random) -> tuple[list[Word], str, str, str]:
    """Words of one template item, its relation, its governor's name and its own."""
    form_and_name, *rest = re.split(r"(?<=.)/", item)
    form, _, name = form_and_name.partition("#")
    if slot := _SLOT.fullmatch(form):
        dep, governor = rest
        return SLOTS[slot[1]](rng), dep, governor, name or form
    tag, dep, governor = rest
    choice = rng.choice(form.split("|"))
    return [Word(choice, tag, dep, 0)], dep, governor, name or form


def _annotate(words: list[Word], heads: list[int]) -> Annotated:
    forms = [word.form for word in words]
    deps = ["ROOT" if head == i else words[i].dep for i, head in enumerate(heads)]
    spaces = list(guess_spaces(forms))
    for i, word in enumerate(words):
        if word.tag == "HYPH":
            spaces[i - 1 : i + 1] = [False, False]
        elif word.form == "“":
            spaces[i] = False
        elif word.form == "”":
            spaces[i - 1] = False
    return Annotated(
        words=tuple(forms),
        spaces=tuple(spaces),
        tags=tuple(word.tag for word in words),
        pos=tuple(_coarse(word.tag, dep) for word, dep in zip(words, deps, strict=True)),
        heads=tuple(heads),
        deps=tuple(deps),
        entities=tuple(_entities(words)),
    )


def _coarse(tag: str, dep: str) -> str:
    if tag.startswith("VB"):
        return "AUX" if dep in {"aux", "aux:pass", "cop"} else "VERB"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return _UPOS.get(tag, "PUNCT")


def _entities(words: list[Word]) -> Iterator[tuple[int, int, str]]:
    """Runs of words with the same label; "B-" begins a new one beside another."""
    start: int | None = None
    for i, word in enumerate([*words, Word("", "", "", 0)]):
        entity = word.entity or ""
        if start is not None and not entity.startswith("I-"):
            yield (start, i, (words[start].entity or "")[2:])
            start = None
        if entity.startswith("B-"):
            start = i
