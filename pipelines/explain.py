"""Why something is found in a sentence, or nothing is: mentions, rules, spans, parse."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from pipelines.errors import UsageError
from pipelines.run import check_language_model
from schemas.article import Article
from schemas.mention import EventMention
from transforms.assemble import gathered
from transforms.day_traits import day_traits
from transforms.days import Day, days_told, may_be_of
from transforms.draft import Draft, best_date
from transforms.extract import Extractor
from transforms.fits import may_be_one
from transforms.judge import (
    DOUBTFUL,
    day_probability,
    event_probability,
    offer_probability,
    person_probability,
    plan_probability,
    reasons,
    same_probability,
    side_probability,
    weightiest,
)
from transforms.language import load_language
from transforms.pair_traits import pair_traits
from transforms.publication import published_moment
from transforms.report import Report
from transforms.scene import Scene, Suspect
from transforms.sentences import split_sentences
from transforms.syntax import ParsedSentence

SHOWN = (
    *("status", "is_background", "meeting_format", "treaty_action", "parties", "place"),
    *("place_country", "event_date_start", "event_date_end", "date_precision", "date_text"),
    *("duration_minutes", "topics", "outcomes", "instrument", "instrument_kind", "provisions"),
    *("cameo_code", "plover_event", "plover_mode", "quad_class", "goldstein"),
)
"""Columns that are shown as they are, when they say anything."""


def explanation(text: str, published: str | None = None, language_model: str | None = None) -> str:
    """What is found in the text, by which rules, at which spans; then how each sentence parses."""
    moment = published_moment(published) if published else None
    if published and moment is None:
        raise UsageError(f"--published {published}: no date; write it like 2024-07-10")
    if not text.strip():
        raise UsageError("there is no sentence to explain")
    check_language_model(language_model)
    article = Article(article_id="explained", text=text, published_at=moment)
    extractor = Extractor(language_model)
    [(_, mentions)] = extractor.extract([article])
    lines = [line for mention in mentions for line in _mention_lines(mention)]
    judged = list(_judged_lines(extractor, article))
    sentences = load_language(language_model).parse(
        text[span.start : span.end] for span in split_sentences(text)
    )
    parses = [line for sentence in sentences for line in _parse_lines(sentence)]
    return "\n".join([*(lines or ["no event", ""]), *judged, *parses]).rstrip()


def _mention_lines(mention: EventMention) -> Iterator[str]:
    yield f"{mention.event_type}, confidence {mention.confidence:.2f}"
    for name, value in mention.model_dump(mode="json", include=set(SHOWN)).items():
        if value is not None and value is not False and value != []:
            yield f"  {name:<17}{'; '.join(value) if isinstance(value, list) else value}"
    for side in mention.participants:
        said = (side.title, side.name, side.country, side.organization)
        yield f"  {side.role:<17}{', '.join(part for part in said if part)}"
    for rule in mention.rules:
        yield f"  rule             {rule}"
    for span in mention.evidence:
        yield f"  {span.char_start}-{span.char_end}: {span.text}"
    yield ""


def _judged_lines(extractor: Extractor, article: Article) -> Iterator[str]:
    """How likely each word that may tell of an event does, and what speaks most for or against.

    Then of each two reports whether they are of one event, and of which day those without one are.
    """
    [(reading, sentences)] = extractor.parsed([extractor.read(article)])
    for scene in extractor.scenes(reading, sentences):
        for suspect in extractor.suspicions.find(scene.table):
            word, likely = scene.tokens[suspect.trigger].text, event_probability(scene, suspect)
            why = ", ".join(f"{trait} {weight:+.1f}" for trait, weight in reasons(scene, suspect))
            yield f"judged {word!r} as {suspect.kind}: {likely:.2f}"
            yield f"  {why}"
            if likely >= DOUBTFUL and scene.here:
                yield f"  sides: {', '.join(_sides_of(scene, suspect))}"
                yield f"  status: {', '.join(_statuses_of(scene, suspect))}"
            yield ""
    reports = list(extractor.reports(reading, sentences))
    for a, b in combinations(reports, 2):
        if may_be_one(a, b):
            traits = weightiest("pairs", pair_traits(a, b))
            yield f"judged {_words_of(a)} and {_words_of(b)} as one: {same_probability(a, b):.2f}"
            yield "  " + ", ".join(f"{trait} {weight:+.1f}" for trait, weight in traits)
            yield ""
    drafts = gathered(reports)
    dated = [report for draft in drafts if (report := best_date(draft))]
    yield from _days_of(drafts, days_told(reading.spoken, reading.day, dated))


def _sides_of(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """How likely each party that the sentence names is a side, and each of its persons there."""
    for side in scene.here:
        yield f"{side.party} {side_probability(scene, suspect, side):.2f}"
        if side.actor.name:
            yield f"{side.actor.name} {person_probability(scene, suspect, side):.2f}"


def _statuses_of(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """How likely it is to come, if it is not offered, and how likely it is offered."""
    yield f"planned {plan_probability(scene, suspect):.2f}"
    yield f"proposed {offer_probability(scene, suspect):.2f}"


def _days_of(drafts: Sequence[Draft], days: Sequence[Day]) -> Iterator[str]:
    """How likely each event without a day is of each day that stands near enough."""
    many = len({day.text for day in days})
    for draft, day in product(drafts, days):
        first = draft.reports[0]
        if not best_date(draft) and may_be_of(day, first):
            likely = day_probability(day, first, many)
            traits = weightiest("days", day_traits(day, first, many))
            yield f"judged {_words_of(first)} as of {day.text!r}: {likely:.2f}"
            yield "  " + ", ".join(f"{trait} {weight:+.1f}" for trait, weight in traits)
            yield ""


def _words_of(report: Report) -> str:
    """The word that tells of an event, and in which sentence: ``'met' in sentence 1``."""
    return f"{report.word!r} in sentence {report.sentence + 1}"


def _parse_lines(sentence: ParsedSentence) -> Iterator[str]:
    yield sentence.text
    width = max((len(token.text) for token in sentence.tokens), default=0)
    for token in sentence.tokens:
        head = sentence.tokens[token.head].text if token.head != token.i else ""
        place = f"{token.start}-{token.end}"
        yield f"  {place:<9}{token.text:<{width}}  {token.tag:<6}{token.dep:<13}{head}".rstrip()
    for entity in sentence.entities:
        words = sentence.tokens[entity.start : entity.end]
        yield f"  {entity.label:<9}{sentence.text[words[0].start : words[-1].end]}"
    yield ""
