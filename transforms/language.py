"""The language model: a spaCy pipeline loaded once per process, its parses as plain records.

The only file that imports spaCy. Every string that comes in is exactly one sentence: its bounds are
preset, since a parser left to itself splits news at quotes and datelines.
"""

import ctypes
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from transforms.labels import (
    is_clearnlp,
    map_entity_label,
    mark_agents,
    to_universal,
    with_one_root,
)
from transforms.syntax import Entity, ParsedSentence, Token

_NEEDED = ("parser", "ner")
_UNUSED = frozenset(
    [
        "lemmatizer",
        "trainable_lemmatizer",
        "edit_tree_lemmatizer",
        "senter",
        "sentencizer",
        "entity_linker",
        "textcat",
        "textcat_multilabel",
        "spancat",
        "spancat_singlelabel",
    ]
)
_BATCH = 256  # sentences per pass through the network
_AT_ONCE = 1024  # sentences whose parses are in memory together
_ROOM = 16_384  # sentences after which the words met are forgotten, so that memory stays level

_loaded: dict[str | None, "LanguageModel"] = {}
_loading = Lock()


class LanguageModelError(ValueError):
    """A pipeline that cannot be found or cannot parse."""


class LanguageModel:
    """A pipeline ready to parse; safe to share between threads, which take turns."""

    def __init__(self, load: Callable[[], Language]) -> None:
        nlp = load()
        missing = [name for name in _NEEDED if name not in nlp.pipe_names]
        self.name = _full_name(nlp)
        if missing:
            raise LanguageModelError(
                f"language model {self.name!r} has no {' and no '.join(missing)}; "
                "choose a pipeline with both, or none for the shipped one"
            )
        self._load, self._nlp, self._room = load, _ready(nlp), _ROOM
        self._is_clearnlp = is_clearnlp(nlp.pipe_labels["parser"])
        self._lock = Lock()

    def parse(self, sentences: Iterable[str]) -> Iterator[ParsedSentence]:
        """One parse per string, in order; each string counts as one sentence whatever it holds."""
        batch: list[str] = []
        for sentence in sentences:
            batch.append(sentence)
            if len(batch) == _AT_ONCE:
                yield from self._parse_batch(batch)
                batch = []
        yield from self._parse_batch(batch)

    def _parse_batch(self, sentences: Sequence[str]) -> list[ParsedSentence]:
        with self._lock:
            self._forget_now_and_then(len(sentences))
            documents = (_as_one_sentence(self._nlp.make_doc(text)) for text in sentences)
            return [self._record(doc) for doc in self._nlp.pipe(documents, batch_size=_BATCH)]

    def _forget_now_and_then(self, more: int) -> None:
        """Load the pipeline anew where it has met many words: it keeps a place for each of them.

        spaCy's own memory zones forget the words, but not the places: its tables never shrink.
        """
        self._room -= more
        if self._room < 0:
            del self._nlp
            gc.collect()  # a pipeline holds itself in circles; two at once would be too much
            self._nlp, self._room = _ready(self._load()), _ROOM - more

    def _record(self, doc: Doc) -> ParsedSentence:
        places = _places(doc)
        tokens = _tokens(doc, places)
        if self._is_clearnlp:
            tokens = to_universal(tokens)
        return ParsedSentence.of(
            doc.text, mark_agents(with_one_root(tokens)), _entities(doc, places)
        )


def load_language(name: str | None = None) -> LanguageModel:
    """The pipeline of that package name or path, or the shipped one; loaded once per process."""
    with _loading:
        if name not in _loaded:
            load = _load_shipped if name is None else partial(_load_named, name)
            _loaded[name] = LanguageModel(load)
        return _loaded[name]


def _load_shipped() -> Language:
    with as_file(files("transforms").joinpath("language_model")) as path:
        return spacy.load(path)


def _load_named(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise LanguageModelError(
            f"language model {name!r} was not found, or is no spaCy pipeline; "
            "install that package, give the path of its folder, or none for the shipped one"
        ) from error
    except (ValueError, ImportError) as error:  # made for another spaCy, or its library is missing
        raise LanguageModelError(f"language model {name!r} cannot be loaded: {error}") from error


def _full_name(nlp: Language) -> str:
    """Name and version as spaCy writes them: en_communique-1.0.0."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def _ready(nlp: Language) -> Language:
    _drop_unused(nlp)
    _speed_up(nlp)
    return nlp


def _drop_unused(nlp: Language) -> None:
    """Remove what costs time and yields nothing that a parse record holds."""
    for pipe in nlp.pipe_names:
        factory = nlp.get_pipe_meta(pipe).factory
        is_spare_ruler = factory == "attribute_ruler" and "morphologizer" in nlp.pipe_names
        if factory in _UNUSED or is_spare_ruler:
            nlp.remove_pipe(pipe)


def _speed_up(nlp: Language) -> None:
    """Multiply with numpy's BLAS, where it can be held to one thread: 1.4 times the words a second.

    With several threads on matrices this small it spins away what it gains, and workers are many.
    """
    if not _hold_blas_to_one_thread():
        return
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def _hold_blas_to_one_thread() -> bool:
    """Whether numpy's own OpenBLAS was found and told so; builds for macOS bring another BLAS."""
    for path in Path(numpy.__file__).parents[1].glob("numpy.libs/libscipy_openblas*"):
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
                return True
    return False


def _as_one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _places(doc: Doc) -> list[int]:
    """For each word of the document its place among those that are more than white space.

    White space gets the place of the next real word, so that spans can be cut by it; one entry more
    than words.
    """
    places, place = [], 0
    for token in doc:
        places.append(place)
        place += not token.is_space
    return [*places, place]


def _tokens(doc: Doc, places: Sequence[int]) -> tuple[Token, ...]:
    """Records of the words; one that hung on white space hangs on the next governor above it."""
    records = []
    for token in doc:
        if token.is_space:
            continue
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        i = places[token.i]
        records.append(
            Token(
                i=i,
                text=token.text,
                pos=token.pos_ or "X",
                tag=token.tag_,
                dep="root" if head.is_space else (token.dep_.split("||")[0].lower() or "dep"),
                head=i if head.is_space else places[head.i],
                start=token.idx,
                end=token.idx + len(token.text),
            )
        )
    return tuple(records)


def _entities(doc: Doc, places: Sequence[int]) -> Iterator[Entity]:
    for span in doc.ents:
        label = map_entity_label(span.label_)
        start, end = places[span.start], places[span.end]
        if label and start < end:
            yield Entity(label, start, end)
