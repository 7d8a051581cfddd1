"""Which arcs a model finds in sentences about events: `python -m training.events FOLDER…`."""

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import load_model


@dataclass(frozen=True, slots=True)
class Arc:
    """The relation, one of several, that a tree should have between two words."""

    governor: str
    relations: frozenset[str]
    dependent: str

    def is_in(self, doc: Doc) -> bool:
        """Whether the tree has it, in full."""
        return any(self._fits(token) for token in doc)

    def _fits(self, token: Token) -> bool:
        words = token.head.text, token.text
        return words == (self.governor, self.dependent) and token.dep_ in self.relations


@cache
def load_events() -> tuple[tuple[str, tuple[Arc, ...]], ...]:
    """Text and arcs of every sentence of events.toml, read once."""
    raw = tomllib.loads(files("training").joinpath("events.toml").read_text(encoding="utf-8"))
    return tuple((row["text"], tuple(map(_arc, row["arcs"]))) for row in raw["sentences"])


def _arc(text: str) -> Arc:
    governor, relations, dependent = text.split("/")
    return Arc(governor, frozenset(relations.split("|")), dependent)


def missed_arcs(nlp: Language) -> Iterator[tuple[str, Arc]]:
    """The sentence and the arc of each miss."""
    for text, arcs in load_events():
        doc = nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        parsed = nlp(doc)
        yield from ((text, arc) for arc in arcs if not arc.is_in(parsed))


def score_events(nlp: Language) -> float:
    """The share of the arcs that are found."""
    arcs = sum(len(arcs) for _, arcs in load_events())
    return 1 - len(list(missed_arcs(nlp))) / arcs


def main(folders: list[str]) -> None:
    """Print what each pipeline misses, and its share."""
    for folder in folders:
        nlp = load_model(folder)
        for text, arc in missed_arcs(nlp):
            print(f"{arc.governor} {'|'.join(arc.relations)} {arc.dependent}: {text}")
        print(f"{folder}: {score_events(nlp):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
