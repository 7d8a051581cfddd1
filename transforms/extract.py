"""Articles → their event mentions: the one function that all entrances share."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from schemas.article import Article
from schemas.mention import MeetingMention, TreatyMention
from transforms.actors import ActorTable
from transforms.assemble import assemble
from transforms.boilerplate import is_boilerplate
from transforms.coreference import Discourse
from transforms.datelines import find_dateline
from transforms.directory import Directory
from transforms.draft import Draft
from transforms.gate import LONGEST, Gate, context_of, words_of
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.grammar import Grammar
from transforms.language import LanguageModel, load_language
from transforms.match import Matcher
from transforms.mending import mended, whole_spans
from transforms.mentions import mention_of
from transforms.origin import countries_named, dateline_place, home_of_outlet
from transforms.phrases import find_actors
from transforms.reading import SentenceReader, may_tell
from transforms.report import Report
from transforms.rulebook import read_toml, rulebook
from transforms.scene import Scene, parties_named
from transforms.sentences import Span, readable, split_sentences
from transforms.signs import Sighting
from transforms.suspects import Suspicions
from transforms.syntax import ParsedSentence
from transforms.verdicts import Verdicts

Mention = MeetingMention | TreatyMention

_TOGETHER = re.compile(r"\b(?:trilateral|three-way|tripartite|quadrilateral)", re.IGNORECASE)
# One of them is in each full name of an instrument.
_INSTRUMENTS = ("Accord", "Agreement", "Compact", "Convention", "Pact", "Protocol", "Treaty")
_ACRONYM = re.compile(
    r"((?:[A-Z0-9][\w'’-]* (?:(?:and|for|of|on|the) )*)*"
    rf"(?:{'|'.join(_INSTRUMENTS)})\b[^.;,()]{{0,60}}?)"
    r" ?(?:\(|, )([A-Z][A-Za-z-]*[A-Z])(?=[),])"
)
_GLUED = re.compile(r"[a-z][A-Z]")  # "in TogoThe premiers": where a sentence may end unseen
_BRIEF = 200  # characters
_FILLED = re.compile(r" {2,}")  # what mending leaves behind a word
_SPORTS = frozenset(read_toml("lexicons/cues.toml")["sports"]["words"])
_GAMES = frozenset(read_toml("lexicons/cues.toml")["sports"]["surely"])


@dataclass(frozen=True, slots=True)
class Reading:
    """One article with its sentences; those that matter are parsed.

    Where something was wrong with the text, the sentences are those of the *mended* one, which has
    each character where the article has it.
    """

    article: Article
    spans: tuple[Span, ...] = ()
    chosen: tuple[int, ...] = ()  # indices of the spans that are parsed
    context: tuple[int, ...] = ()  # of those that are parsed if a pattern fires in a chosen one
    mended: str | None = None

    @property
    def text(self) -> str:
        """The text that is read."""
        return self.article.text if self.mended is None else self.mended

    @property
    def spoken(self) -> list[str]:
        """All its sentences, as they stand."""
        return [self.text[span.start : span.end] for span in self.spans]

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.article.published_at.date() if self.article.published_at else None

    def texts(self, indices: Sequence[int]) -> Iterator[str]:
        """These sentences without their datelines, whose places are no parties."""
        for i in indices:
            text = readable(self.text[self.spans[i].start : self.spans[i].end])
            if self.mended is not None:
                text = _FILLED.sub(" ", text).rstrip()
            dateline = find_dateline(text)
            yield text[dateline.end :] if dateline else text

    def is_caption(self, index: int) -> bool:
        """Is the sentence a caption?"""
        return self.spans[index].kind == "caption"


class Extractor:
    """The language model, the gazetteer and the rules, loaded once and used for many articles."""

    def __init__(self, language_model: str | None = None, gated: bool = True) -> None:
        """Load everything; *language_model* is any spaCy pipeline, None the shipped one.

        Not *gated*, every sentence is parsed: slow, and only of use to see what the gate costs.
        """
        self.language: LanguageModel = load_language(language_model)
        self.gazetteer: Gazetteer = load_gazetteer()
        self.matcher = Matcher.of(rulebook())
        self.suspicions = Suspicions.of(rulebook(), self.matcher)
        self.gate = Gate.of(rulebook())
        self._gated = gated

    def extract(self, articles: Sequence[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article with its mentions, in order; the sentences of all are parsed together."""
        readings = [self.read(article) for article in articles]
        for reading, sentences in self.parsed(readings):
            yield reading.article, tuple(self.mentions(reading, sentences))

    def parsed(
        self, readings: Sequence[Reading]
    ) -> Iterator[tuple[Reading, Sequence[ParsedSentence]]]:
        """Each reading with the parses of its chosen sentences.

        Where a pattern fires in one, its context is parsed too and chosen as well; where none
        does, nothing is.
        """
        first = self.language.parse(t for r in readings for t in r.texts(r.chosen))
        parses = [dict(zip(r.chosen, first, strict=False)) for r in readings]
        telling = [self._fires(r.text, p.values()) for r, p in zip(readings, parses, strict=True)]
        wanted = [r.context if tells else () for r, tells in zip(readings, telling, strict=True)]
        texts = (t for r, w in zip(readings, wanted, strict=True) for t in r.texts(w))
        second = self.language.parse(texts)
        for reading, known, more in zip(readings, parses, wanted, strict=True):
            known.update(zip(more, second, strict=False))
            chosen = tuple(sorted(known))
            yield replace(reading, chosen=chosen), [known[i] for i in chosen]

    def _fires(self, text: str, sentences: Iterable[ParsedSentence]) -> bool:
        acronyms = acronyms_of(text)
        tables = (replace(self.table(s), acronyms=acronyms) for s in sentences)
        return any(may_tell(m, table) for table in tables for m in self.matcher.matches(table))

    def mentions(self, reading: Reading, sentences: Sequence[ParsedSentence]) -> Iterator[Mention]:
        """The mentions of one article whose chosen sentences have been parsed."""
        for draft in self.drafts(reading, sentences):
            yield mention_of(draft, reading.article, reading.spans, self.language.name)

    def drafts(self, reading: Reading, sentences: Sequence[ParsedSentence]) -> list[Draft]:
        """The events of one article, before they become records."""
        if not sentences:
            return []
        return assemble(self.reports(reading, sentences), reading.spoken, reading.day)

    def reports(self, reading: Reading, sentences: Sequence[ParsedSentence]) -> Iterator[Report]:
        """What each sentence of one article tells, before it is known which tell of one event."""
        tables, discourse, reader = self._opened(reading, sentences)
        verdicts = Verdicts(self.suspicions, reader)
        reports: list[Report] = []
        for index, table in zip(reading.chosen, tables, strict=True):
            scene = reader.scene(table, index, discourse, reading.is_caption(index))
            told = list(verdicts.reports(scene, discourse))
            reports += told
            discourse.remember(table, max((r.cast for r in told), key=len, default=()))
        yield from reader.instruments.completed(reports)

    def scenes(self, reading: Reading, sentences: Sequence[ParsedSentence]) -> Iterator[Scene]:
        """Each sentence as the rules alone read it: what the judge's weights are fitted on."""
        tables, discourse, reader = self._opened(reading, sentences)
        for index, table in zip(reading.chosen, tables, strict=True):
            scene = reader.scene(table, index, discourse, reading.is_caption(index))
            yield scene
            discourse.remember(table, max((r.cast for r in scene.told), key=len, default=()))

    def _opened(
        self, reading: Reading, sentences: Sequence[ParsedSentence]
    ) -> tuple[list[ActorTable], Discourse, SentenceReader]:
        """The article's tables of actors, its memory, and a reader of its sentences."""
        text = reading.text
        brief = is_brief(text)
        unnamed = [self.table(s, brief=brief) for s in sentences]
        surnames = Directory.of(table.acting() for table in unnamed).surnames()
        here = dateline_place(text, reading.spans, self.gazetteer)
        dated = here.country if here else None
        home = home_of_outlet(reading.article, self.gazetteer) or dated
        acronyms = acronyms_of(text)
        known = (self._with_surnames(table, surnames, brief) for table in unnamed)
        tables = [replace(table, acronyms=acronyms) for table in known]
        together = _TOGETHER.search(text) is not None
        counted = partial(countries_named, reading.article, self.gazetteer)
        acting = (table.acting() for table in tables)
        directory = Directory.of(acting, home, counted, reading.day)
        discourse = Discourse(directory, signed=dated is None, together=together, brief=brief)
        named = parties_named(tables, directory)
        return tables, discourse, SentenceReader(self.matcher, reading.day, here, named, len(text))

    def table(
        self,
        sentence: ParsedSentence,
        surnames: frozenset[str] = frozenset(),
        brief: bool = False,
    ) -> ActorTable:
        """The actors of a parsed sentence; *surnames* are those that the article introduces."""
        actors = find_actors(sentence, self.gazetteer, surnames, brief)
        return ActorTable(Grammar(sentence), tuple(actors), self.gazetteer)

    def _with_surnames(
        self, table: ActorTable, surnames: frozenset[str], brief: bool
    ) -> ActorTable:
        """The table made anew where the sentence has one of the *surnames*."""
        if surnames.isdisjoint(token.text for token in table.sentence.tokens):
            return table
        return self.table(table.sentence, surnames, brief)

    def read(self, article: Article) -> Reading:
        """The article in sentences, of which those that may tell of an event are chosen.

        What most articles lack and what is quickly seen is asked first.
        """
        text = mended(article.text)
        words = words_of(text)
        if (self._gated and not self._admits(text, words)) or is_about_games(text, words):
            return Reading(article)
        sighting = None
        if not is_brief(text):
            sighting = Sighting.of(text, self.gazetteer)
            home = home_of_outlet(article, self.gazetteer) if sighting.has_office else None
            if not (sighting.is_international(home) or acronyms_of(text)):
                return Reading(article)
        spans = tuple(split_sentences(text))
        fit = {i for i, s in enumerate(spans[: last_body(spans) + 1]) if s.end - s.start <= LONGEST}
        hits = self._hits(text, spans, sighting) if self._gated else fit
        if not hits:
            return Reading(article)
        around = context_of(hits) & fit - hits
        framing = {i for i in around if is_boilerplate(text[spans[i].start : spans[i].end])}
        context = tuple(sorted(around - framing))
        chosen = tuple(sorted(hits & fit))
        if text is article.text:
            return Reading(article, spans, chosen, context)
        return Reading(article, whole_spans(spans, text, article.text), chosen, context, text)

    def _admits(self, text: str, words: Set[str]) -> bool:
        """Can any sentence hold an event, by the words of all of them?

        A trigger alone will do if an instrument has a short name, or if words are glued together.
        """
        if self.gate.admits(words):
            return True
        if not self.gate.admits(words, named=True):
            return False
        return _GLUED.search(text) is not None or bool(acronyms_of(text))

    def _hits(self, text: str, spans: Sequence[Span], sighting: Sighting | None) -> set[int]:
        """Indices of the sentences that may tell of an event, by their words and a *sighting*.

        For a required word will do the short name of an instrument, and an *it* behind a candidate.
        """
        names, hits = frozenset(acronyms_of(text)), set[int]()
        for i, span in enumerate(spans):
            sentence = text[span.start : span.end]
            known = names | {"It"} if i - 1 in hits and sentence.startswith("It ") else names
            if not self.gate.passes(sentence, known) or is_boilerplate(sentence):
                continue
            signs = sighting.signs(span.start, span.end) if sighting else None
            if signs is None or self.gate.passes(sentence, known, signs):
                hits.add(i)
        return hits


def last_body(spans: Sequence[Span]) -> int:
    """Index of the last sentence of prose; headlines behind it link to other articles."""
    return max((i for i, span in enumerate(spans) if span.kind != "headline"), default=len(spans))


def is_brief(text: str) -> bool:
    """Is the text a headline or a lead, which names persons without saying who they are?"""
    return len(text) <= _BRIEF and _SPORTS.isdisjoint(text.lower().split())


def is_about_games(text: str, seen: Set[str] | None = None) -> bool:
    """Is it a report on sports, where states meet, host and beat each other too?

    With fewer than three of their words among those *seen*, it needs no further look.
    """
    if seen is not None and len(_GAMES & seen) < 3:
        return False
    words = text.lower().split()
    told = _GAMES.intersection(word.strip(".,") for word in words)
    return len(told) >= max(3, len(words) / 100)


def acronyms_of(text: str) -> dict[str, str]:
    """The short names that *text* gives to instruments, with the full ones.

    >>> acronyms_of("An Arctic Fishing Treaty (AFT) was signed.")
    {'AFT': 'Arctic Fishing Treaty'}
    """
    if not any(kind in text for kind in _INSTRUMENTS):
        return {}
    found = (m.groups() for m in _ACRONYM.finditer(text))
    return {short: re.sub(r"^(?:The|A|An) ", "", full.strip()) for full, short in found}
