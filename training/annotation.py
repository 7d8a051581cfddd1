"""One annotated sentence of any corpus, and the spaCy document made of it."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence with whatever its corpus knows; None where the corpus says nothing.

    Entities are (first token, token after the last, label); `()` means that there are none.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...] | None = None
    pos: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deps: tuple[str, ...] | None = None
    entities: tuple[tuple[int, int, str], ...] | None = None

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(
            word + " " * space for word, space in zip(self.words, self.spaces, strict=True)
        )


def make_doc(sentence: Annotated, vocab: Vocab) -> Doc:
    """A spaCy document of one sentence; what is not annotated stays missing, not negative."""
    doc = Doc(
        vocab,
        words=list(sentence.words),
        spaces=list(sentence.spaces),
        tags=list(sentence.tags) if sentence.tags else None,
        pos=list(sentence.pos) if sentence.pos else None,
        heads=list(sentence.heads) if sentence.heads else None,
        deps=list(sentence.deps) if sentence.deps else None,
    )
    if sentence.entities is not None:
        doc.set_ents([Span(doc, start, end, label) for start, end, label in sentence.entities])
    return doc
