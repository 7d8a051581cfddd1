"""Scores of a pipeline on the sets that it has not seen."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from training.annotation import Annotated, make_doc
from training.corpus import Sets
from training.events import score_events

_COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}  # the scheme of UNER


@dataclass(frozen=True, slots=True)
class Syntax:
    """Shares of words: right tag, right coarse tag, right head, right head and label."""

    tag: float
    pos: float
    uas: float
    las: float


@dataclass(frozen=True, slots=True)
class Entities:
    """Precision, recall and F of one label; `ALL` is the micro-average."""

    precision: float
    recall: float
    f: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the card shows."""

    pud: Syntax
    ewt: Syntax
    news: dict[str, Entities]
    pud_entities: dict[str, Entities]
    events: float
    words_per_second: float

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def score_all(nlp: Language, sets: Sets) -> Scores:
    """Every score of the card."""
    return Scores(
        pud=score_syntax(nlp, sets.pud_trees),
        ewt=score_syntax(nlp, sets.ewt_trees),
        news=score_entities(nlp, sets.news_entities),
        pud_entities=score_entities(nlp, sets.pud_entities, coarse=True),
        events=score_events(nlp),
        words_per_second=measure_speed(nlp, sets.news_entities),
    )


def score_syntax(nlp: Language, sentences: Sequence[Annotated]) -> Syntax:
    """Tags and trees; arcs of punctuation do not count, as in spaCy's own scores."""
    examples = _predict(nlp, sentences)
    tag = Scorer.score_token_attr(examples, "tag")["tag_acc"]
    pos = Scorer.score_token_attr(examples, "pos")["pos_acc"]
    deps = Scorer.score_deps(examples, "dep", ignore_labels=("p", "punct"))
    return Syntax(tag, pos, deps["dep_uas"], deps["dep_las"])


def score_entities(
    nlp: Language, sentences: Sequence[Annotated], coarse: bool = False
) -> dict[str, Entities]:
    """Exact spans; *coarse* folds GPE into LOC and leaves NORP out, as UNER does."""
    examples = _predict(nlp, sentences)
    if coarse:
        for example in examples:
            for doc in (example.predicted, example.reference):
                doc.set_ents(list(_fold(doc)))
    scores = Scorer.score_spans(examples, "ents")
    table = {"ALL": Entities(scores["ents_p"], scores["ents_r"], scores["ents_f"])}
    for label, score in sorted(scores["ents_per_type"].items()):
        table[label] = Entities(score["p"], score["r"], score["f"])
    return table


def _fold(doc: Doc) -> Iterable[Span]:
    for ent in doc.ents:
        if ent.label_ in _COARSE:
            yield Span(doc, ent.start, ent.end, _COARSE[ent.label_])


def measure_speed(nlp: Language, sentences: Sequence[Annotated]) -> float:
    """Words parsed per second of processor time, after a warm-up."""
    texts = [sentence.text for sentence in sentences[:1500]]
    list(nlp.pipe(texts[:200]))
    started = process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (process_time() - started)


def _predict(nlp: Language, sentences: Sequence[Annotated]) -> list[Example]:
    """Examples whose predictions know that each document is one sentence, as in use."""
    documents = (_one_sentence(nlp.make_doc(sentence.text)) for sentence in sentences)
    return [
        Example(predicted, make_doc(sentence, nlp.vocab))
        for predicted, sentence in zip(nlp.pipe(documents), sentences, strict=True)
    ]


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc
