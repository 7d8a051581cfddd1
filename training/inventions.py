"""Invented sentences with trees and entities, drawn from the templates of inventions.toml."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from training.annotation import Annotated
from training.augment import curl_quotes
from training.detokenize import guess_spaces
from training.slots import SLOTS, Word

_CURLY_SHARE = 0.4
_OPTION_SHARE = 0.5  # of the items marked "?" that are kept
_TITLE_CASE_SHARE = 0.3  # of the headlines
_BARE_SHARE = 0.05  # of the sentences without their full stop
_OWN = "*"  # the relation that a phrase brings itself
_SLOT = re.compile(r"\{(\w+)\}")
_UPOS = {
    "JJ": "ADJ",
    "JJR": "ADJ",
    "JJS": "ADJ",
    "RB": "ADV",
    "RBR": "ADV",
    "RP": "ADP",
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
    "NNPS": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "EX": "PRON",
}


def invent_sentences(count: int, rng: Random) -> Iterator[Annotated]:
    """That many sentences, every template about equally often."""
    templates, headlines = load_templates(), set(_load()["headlines"])
    for _ in range(count):
        template = rng.choice(templates)
        sentence = _begin_large(fill(template, rng))
        if template in headlines and rng.random() < _TITLE_CASE_SHARE:
            sentence = replace(sentence, words=tuple(_capital(w) for w in sentence.words))
        elif _is_doubled(sentence) or (sentence.words[-1] == "." and rng.random() < _BARE_SHARE):
            sentence = _without_stop(sentence)
        yield curl_quotes(sentence) if rng.random() < _CURLY_SHARE else sentence


def _begin_large(sentence: Annotated) -> Annotated:
    first, *others = sentence.words
    return replace(sentence, words=(first[0].upper() + first[1:], *others))


def _capital(word: str) -> str:
    """A word as titles set it: "in" and "the" stay small."""
    return word[0].upper() + word[1:] if len(word) > 3 else word


def _is_doubled(sentence: Annotated) -> bool:
    """Whether an abbreviation's point ends the sentence, too: "in Feb."."""
    return sentence.words[-1] == "." and sentence.words[-2].endswith(".")


def _without_stop(sentence: Annotated) -> Annotated:
    return replace(
        sentence,
        words=sentence.words[:-1],
        spaces=sentence.spaces[:-1],
        tags=sentence.tags and sentence.tags[:-1],
        pos=sentence.pos and sentence.pos[:-1],
        heads=sentence.heads and sentence.heads[:-1],
        deps=sentence.deps and sentence.deps[:-1],
    )


@cache
def _load() -> dict[str, Any]:
    """inventions.toml, read once."""
    text = files("training").joinpath("inventions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load_templates() -> tuple[str, ...]:
    """The templates of whole sentences."""
    groups = (group for name, group in _load().items() if name != "phrases")
    return tuple(template for group in groups for template in group)


def load_phrases() -> dict[str, list[str]]:
    """The templates of phrases by the name of the slot that they fill."""
    phrases: dict[str, list[str]] = _load()["phrases"]
    return phrases


def fill(template: str, rng: Random) -> Annotated:
    """One sentence of a template."""
    words = _grow(template, rng)
    return _annotate(words, [word.head for word in words])


def _grow(template: str, rng: Random) -> list[Word]:
    """The words of a template of a sentence or a phrase; its root governs itself."""
    words: list[Word] = []
    homes: dict[str, int] = {}  # name of a slot or word -> index of its head word
    waiting: list[tuple[int, str]] = []
    for item in template.split():
        if item.startswith("?{") and rng.random() > _OPTION_SHARE:
            continue
        pieces, dep, governor, name = _fill_item(item.removeprefix("?"), rng)
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
                    dep if is_head and dep != _OWN else piece.dep,
                    piece.head + offset,
                    piece.entity,
                )
            )
    heads = [word.head for word in words]
    for head, governor in waiting:
        heads[head] = homes[governor]
    return [replace(word, head=head) for word, head in zip(words, heads, strict=True)]


def _fill_item(item: str, rng: Random) -> tuple[list[Word], str, str, str]:
    """Words of one template item, its relation, its governor's name and its own."""
    form_and_name, *rest = re.split(r"(?<=.)/", item)
    form, _, name = form_and_name.partition("#")
    if slot := _SLOT.fullmatch(form):
        dep, governor = rest
        phrases = load_phrases().get(slot[1])
        pieces = _grow(rng.choice(phrases), rng) if phrases else SLOTS[slot[1]](rng)
        return pieces, dep, governor, name or form
    tag, dep, governor = rest
    choice = rng.choice(form.split("|"))
    return [Word(choice, tag, dep, 0)], dep, governor, name or form


def _annotate(words: list[Word], heads: list[int]) -> Annotated:
    forms = [word.form for word in words]
    deps = ["ROOT" if head == i else words[i].dep for i, head in enumerate(heads)]
    deps = [
        "compound" if word.form == "U.S." and dep == "amod" else dep  # a noun, unlike "Kenyan"
        for word, dep in zip(words, deps, strict=True)
    ]
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
