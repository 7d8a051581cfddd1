"""The graph without end, on one screen: messages in, mentions and failures out, pane by pane.

Its stages are those of `pipelines/extract_events.py`; only what a stream needs is added. Two times
matter: that of arrival, which the messages bring and the engine's watermark follows, and that of
publication, in whose windows the mentions are written.
"""

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.options import StreamOptions
from pipelines.panes import AtPublication, WritePanes
from pipelines.seen import DropSeen, RefuseLate
from pipelines.topic import TopicMessage, ToRecords
from transforms.stages import ExtractMentions, ParseArticles


def build(messages: PCollection[TopicMessage], options: StreamOptions) -> None:
    """Lay out the stream that *options* ask for."""
    read = messages | "Read" >> ToRecords()
    languages = frozenset(options.languages) if options.languages else None
    parse = ParseArticles(fail_fast=options.fail_fast, languages=languages)
    parsed = read.records | "Parse" >> parse
    timely = parsed.articles | "RefuseLate" >> RefuseLate(options.lateness)
    unique = timely.articles | "DropCopies" >> DropSeen(options.memory)
    extracted = unique | "Extract" >> ExtractMentions(options.language_model, options.fail_fast)
    mentions = extracted.mentions | "AtPublication" >> AtPublication()
    found = (read.failures, parsed.failures, timely.failures, extracted.failures)
    failures = found | "Failed" >> beam.Flatten()

    _ = mentions | "WriteMentions" >> panes_of("mentions", options)
    _ = failures | "WriteFailures" >> panes_of("failures", options)


def panes_of(dataset: str, options: StreamOptions) -> WritePanes:
    """The step that writes one dataset."""
    times = options.window, options.lateness + options.window, options.every
    return WritePanes(options.lake, dataset, options.stream, *times)
