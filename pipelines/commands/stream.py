"""`communique stream`."""

import argparse
import sys
from collections.abc import Sequence

from pipelines.commands.settings import add_languages, settings_of
from pipelines.commands.times import seconds_in
from pipelines.options import DEFAULT_STREAM

HELP = "a Kafka topic without end → mentions, on an engine such as Flink"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Any further option of Apache Beam is passed through. Example: communique stream "
        "--input kafka://broker:9092/articles --lake s3://lake --runner FlinkRunner "
        "--flink_master jobmanager:8081 --checkpointing_interval 60000. "
        "On one machine, without an engine: communique follow."
    )
    parser.allow_abbrev = False
    add = parser.add_argument
    add("--input", nargs=1, required=True, metavar="TOPIC", dest="inputs", help="kafka://…/topic")
    add("--lake", required=True, metavar="DIR", help="folder of the results, for all workers alike")
    stream_help = "name of the stream in the lake; default: stream"
    add("--stream", default=DEFAULT_STREAM, metavar="NAME", help=stream_help)
    for name, default, text in (
        ("window", "24h", "length of the windows of publication"),
        ("lateness", "72h", "how long after publication an article may arrive"),
        ("memory", "168h", "how long ids and texts are remembered, to know copies"),
        ("every", "60s", "how long mentions wait for others before they are written"),
    ):
        default_help = f"{text}; default: {default}"
        add(
            f"--{name}",
            type=seconds_in,
            default=seconds_in(default),
            metavar="TIME",
            help=default_help,
        )
    add("--kafka_config", metavar="FILE", help="settings of the Kafka client, name=value")
    add("--expansion_service", metavar="ADDRESS", help="Beam's service for Java transforms")
    add("--runner", required=True, metavar="R", help="a runner of Beam, such as FlinkRunner")
    add_languages(parser)
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add("--fail_fast", action="store_true", help="stop at the first unexpected error")
    add("--no_wait", action="store_true", help="hand the job over and end")
    add("--quiet", action="store_true", help="no summary")


def run(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Hand the graph to the engine, and wait until it ends, as it does when somebody stops it."""
    from pipelines.options import StreamOptions
    from pipelines.run import counters_of
    from pipelines.stream import start

    settings = settings_of(StreamOptions, options, beam_options)
    result = start(settings)
    if not options.no_wait:
        result.wait_until_finish()
        if not settings.quiet:
            counted = sorted(counters_of(result).items())
            print("\n".join(f"{name}: {number:,}" for name, number in counted), file=sys.stderr)
    return 0
