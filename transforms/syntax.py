"""Plain records of a parsed sentence: what the rest of the thinking sees of the language model."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """One word: UD v2 labels, Penn Treebank tag, offsets into the text of its sentence."""

    i: int
    text: str
    pos: str  # UD coarse part of speech: VERB, NOUN, PROPN ...
    tag: str  # Penn Treebank tag: VBD, MD, NNS ...
    dep: str  # UD relation to the head, lower case: nsubj, nsubj:pass, obl, root ...
    head: int  # index of the governor in the sentence; a root governs itself
    start: int
    end: int
    lower: str = field(init=False, repr=False, compare=False)  # asked for dozens of times

    def __post_init__(self) -> None:
        """Lower the word once."""
        object.__setattr__(self, "lower", self.text.lower())


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity, tokens [start, end): PERSON, ORG, GPE, LOC or NORP."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence as parsed: its exact text, its tokens, its named entities."""

    text: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def of(
        cls, text: str, tokens: Iterable[Token], entities: Iterable[Entity] = ()
    ) -> "ParsedSentence":
        """A sentence with its table of children filled in."""
        tokens = tuple(tokens)
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return cls(text, tokens, tuple(entities), tuple(tuple(kids) for kids in children))
