"""The training, development and test sets, built from the corpora's folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.annotation import Annotated, make_doc
from training.augment import vary_entities, vary_tree
from training.entity_corpora import read_gmb, read_uner, read_wikigold, read_wnut
from training.inventions import invent_sentences
from training.treebanks import read_treebank

_TREE_COPIES = 3  # each with other names: trees are few against the entity corpora
INVENTIONS = 6000
TUNING_INVENTIONS = 9000
_GMB_HELD_OUT = 10  # every tenth block of 100 sentences
_GMB_BLOCK = 100


@dataclass(frozen=True, slots=True)
class Sets:
    """What is trained and tuned on, what picks the best step, what the card's scores come from."""

    train: tuple[Annotated, ...]
    tuning: tuple[Annotated, ...]
    dev: tuple[Annotated, ...]
    news_entities: tuple[Annotated, ...]
    pud_entities: tuple[Annotated, ...]
    pud_trees: tuple[Annotated, ...]
    ewt_trees: tuple[Annotated, ...]


def build_sets(corpora: Path, seed: int) -> Sets:
    """All sets; the same corpora and seed give the same sentences."""
    rng = Random(seed)
    syntax, ner = corpora / "syntax", corpora / "ner"
    trees = [*read_treebank(syntax / "en_ewt-ud-train.conllu.gz"), *_read_gum(syntax / "gum")]
    gmb = read_gmb(ner / "gmb_voa_ner_dataset.csv.zip")
    seen = [s for i, s in enumerate(gmb) if not _is_held_out(i)]
    held_out = [s for i, s in enumerate(gmb) if _is_held_out(i)]
    entities = [*seen, *_read_other_entities(ner)]
    train = [vary_tree(tree, rng) for _ in range(_TREE_COPIES) for tree in trees]
    train += [vary_entities(sentence, rng) for sentence in entities]
    train += invent_sentences(INVENTIONS, rng)
    rng.shuffle(train)
    tuning = [vary_tree(tree, rng) for tree in trees]
    tuning += [vary_entities(sentence, rng) for sentence in entities[::2]]
    tuning += invent_sentences(TUNING_INVENTIONS, rng)
    rng.shuffle(tuning)
    ewt_dev = list(read_treebank(syntax / "en_ewt-ud-dev.conllu.gz"))
    return Sets(
        train=tuple(train),
        tuning=tuple(tuning),
        dev=(*ewt_dev, *held_out[::2][:2000]),
        news_entities=tuple(held_out[1::2]),
        pud_entities=tuple(read_uner(ner / "en_pud-ud-test.iob2")),
        pud_trees=tuple(read_treebank(syntax / "en_pud-ud-test.conllu.gz")),
        ewt_trees=tuple(read_treebank(syntax / "en_ewt-ud-test.conllu.gz")),
    )


def _is_held_out(i: int) -> bool:
    return (i // _GMB_BLOCK) % _GMB_HELD_OUT == 0


def _read_gum(folder: Path) -> Iterator[Annotated]:
    """All of GUM's files: its own split is not needed, since the scores come from elsewhere."""
    for path in sorted(folder.glob("*/*.conllu")):
        yield from read_treebank(path)


def _read_other_entities(ner: Path) -> Iterator[Annotated]:
    yield from read_uner(ner / "en_ewt-ud-dev.iob2")
    yield from read_uner(ner / "en_ewt-ud-test.iob2")
    yield from read_wikigold(ner / "wikigold" / "wikigold.conll.txt")
    yield from (s for s in read_wnut(ner / "wnut17train.conll") if s.entities)


def write_docs(sentences: tuple[Annotated, ...], path: Path) -> None:
    """The sentences as spaCy's binary format, one document each."""
    vocab = Vocab()
    docs: Iterator[Doc] = (make_doc(sentence, vocab) for sentence in sentences)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
