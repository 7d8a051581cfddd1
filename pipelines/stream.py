"""One stream from options to a running job: check what can be checked, build, hand over."""

import apache_beam as beam
from apache_beam.options.pipeline_options import StandardOptions
from apache_beam.runners.runner import PipelineResult

from pipelines.errors import UsageError
from pipelines.kafka import Topic, TopicUnreadable
from pipelines.options import StreamOptions
from pipelines.run import check_lake, check_language_model
from pipelines.runners import beam_options, runner_of
from pipelines.stream_events import build
from pipelines.topic import ReadTopic

WITHOUT_STREAMS = {
    "FnApiRunner": "it reads a stream without ever closing a window, so nothing would be written",
    "SparkRunner": "Beam's portable runner for Spark works in batches only",
}
"""Runners that cannot do this, and why."""


def start(options: StreamOptions) -> PipelineResult:
    """Hand the graph to the runner; `UsageError` for what cannot be begun."""
    refuse_runner(options.runner)
    topic = Topic.of(options.inputs[0], options.kafka_config)
    settings = beam_options(options)
    settings.view_as(StandardOptions).streaming = True
    check_language_model(options.language_model)
    check_lake(options.lake)
    check_topic(topic)
    pipeline = beam.Pipeline(runner=runner_of(options), options=settings)
    build(pipeline | "Topic" >> ReadTopic(topic, options.expansion_service), options)
    return pipeline.run()


def check_topic(topic: Topic) -> None:
    """Raise `UsageError` for a topic without partitions: the engine would fail out of sight."""
    try:
        there = topic.available()
    except TopicUnreadable as error:
        raise UsageError(f"--input: {error}") from error
    if not there:
        raise UsageError(f"--input: topic {topic.name} of {topic.servers} does not exist yet")


def refuse_runner(name: str) -> None:
    """Raise `UsageError` for a runner that cannot work off a stream."""
    if reason := WITHOUT_STREAMS.get(name):
        raise UsageError(
            f"--runner {name} is refused for streams: {reason}. Use FlinkRunner or DataflowRunner; "
            "on one machine, communique follow"
        )
