"""The graph of the main job, on one screen: articles in, mentions and failures out."""

from collections.abc import Iterable
from dataclasses import replace

import apache_beam as beam

from pipelines.articles import KeepFacts, KeepTexts
from pipelines.copies import DropCopies, FindCopies
from pipelines.kafka import OffsetShare
from pipelines.memory import KnownCopies, Memory
from pipelines.options import RunOptions
from pipelines.progress import Tally
from pipelines.read import ReadRecords
from pipelines.shares import Share
from pipelines.write import WriteHive
from transforms.stages import ExtractMentions, ParseArticles


def build(
    pipeline: beam.Pipeline,
    options: RunOptions,
    shares: Iterable[Share | OffsetShare],
    folder: str | None = None,
    memory: Memory | None = None,
) -> None:
    """Lay out the run that *options* ask for; tallies of its progress go to *folder*.
    A slice of a stream knows the articles of earlier ones by its *memory*.

    The input is read twice, once to find copies by their hashes and once for the work. So no
    article's text ever waits, is sorted, or crosses from one worker to another.
    """
    shares, lake, slice_id = tuple(shares), options.lake, options.slice_id
    languages = frozenset(options.languages) if options.languages else None
    parse = ParseArticles(fail_fast=options.fail_fast, languages=languages)

    first_read = pipeline | "ReadFirst" >> ReadRecords(shares, counted=False)
    first_parsed = first_read.records | "ParseFirst" >> replace(parse, counted=False)
    seen = first_parsed.articles | "TallyRecords" >> Tally("records", folder)
    copies = seen | "FindCopies" >> FindCopies()
    if memory:
        known = seen | "KnownCopies" >> KnownCopies(memory)
        copies = (copies, known) | "AllCopies" >> beam.Flatten()

    read = pipeline | "Read" >> ReadRecords(shares, fail_fast=options.fail_fast)
    parsed = read.records | "Parse" >> parse
    unique = parsed.articles | "DropCopies" >> DropCopies(copies)
    articles = unique | "TallyArticles" >> Tally("articles", folder)
    extracted = articles | "Extract" >> ExtractMentions(
        options.language_model, options.fail_fast, gated=options.gate == "on"
    )
    mentions = extracted.mentions | "TallyMentions" >> Tally("mentions", folder)
    failed = (read.failures, parsed.failures, extracted.failures) | "Failed" >> beam.Flatten()
    failures = failed | "TallyFailures" >> Tally("failures", folder)

    _ = mentions | "WriteMentions" >> WriteHive(lake, "mentions", slice_id)
    _ = failures | "WriteFailures" >> WriteHive(lake, "failures", slice_id)
    if options.keep_articles:
        kept = parsed.articles | "KeepFacts" >> KeepFacts(copies)
        facts = (kept, parsed.skipped) | "Facts" >> beam.Flatten()
        _ = facts | "WriteArticles" >> WriteHive(lake, "articles", slice_id)
    if options.keep_articles == "text":
        _ = pipeline | "KeepTexts" >> KeepTexts(shares, lake, slice_id, languages)
