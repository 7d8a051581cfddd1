"""`communique follow`."""

import argparse
import sys
from collections.abc import Sequence

from pipelines.commands.settings import add_reading_options, settings_of
from pipelines.commands.times import seconds_in
from pipelines.errors import EXIT_FAILED, EXIT_INTERRUPTED
from pipelines.options import DEFAULT_FOLLOWED

HELP = "a stream of articles → mentions and events, slice by slice"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Any further option of Apache Beam is passed through. "
        "Examples: communique follow --input news/ --lake lake --every 60s; "
        "communique follow --input kafka://localhost:9092/articles --lake lake"
    )
    parser.allow_abbrev = False
    add = parser.add_argument
    add(
        "--input",
        nargs="+",
        action="extend",
        required=True,
        metavar="INPUT",
        dest="inputs",
        help="folders, patterns of files, or one kafka://host:port/topic",
    )
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    stream_help = "name of the stream in the lake; default: follow"
    add("--stream", default=DEFAULT_FOLLOWED, metavar="NAME", help=stream_help)
    every_help = "time between looks, as 5s, 2m or 1h; default: 60s"
    add("--every", type=seconds_in, default=60.0, metavar="TIME", help=every_help)
    add("--once", action="store_true", help="do what waits, then end")
    add("--at_most", type=int, metavar="N", help="files or messages of one slice")
    add("--no_merge", action="store_false", dest="merged", help="make no events of the mentions")
    add("--kafka_config", metavar="FILE", help="settings of the Kafka client, name=value")
    add("--metrics_port", type=int, metavar="PORT", help="serve figures for Prometheus")
    add("--metrics_host", default="127.0.0.1", metavar="ADDRESS", help="where to serve them")
    add_reading_options(parser)
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    add("--workers", type=int, metavar="N", help="processes of the local runner")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add("--max_bad", type=float, default=0.5, metavar="SHARE", help="bad records tolerated, 0 to 1")
    add("--quiet", action="store_true", help="no line for each slice")


def run(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Follow until told to stop; 130 if a slice was abandoned, 1 if too much of `--once` failed."""
    from pipelines.arrivals import arrivals_of
    from pipelines.files import root
    from pipelines.follow import prepare
    from pipelines.options import FollowOptions
    from pipelines.screen import Screen

    options.inputs = [root(name) for name in options.inputs]  # for the next start, too
    settings = settings_of(FollowOptions, options, beam_options)
    arrivals = arrivals_of(
        settings.inputs,
        settings.lake,
        settings.at_most,
        settings.kafka_config,
        settings.input_format,
    )
    follower = prepare(settings, arrivals, Screen(sys.stderr, settings.quiet))
    with follower.stop.on_signals():
        done = follower.follow()
    left = follower.ledger.open_slice
    follower.screen.show(f"stopped after {done:,} slices")
    if left is not None:
        return EXIT_INTERRUPTED
    return EXIT_FAILED if settings.once and follower.bad else 0
