"""`communique extract`."""

import argparse
import logging
from collections.abc import Sequence

from pipelines.commands.merge import tell_of_merge
from pipelines.commands.settings import add_engine_options, add_reading_options, settings_of
from pipelines.errors import EXIT_FAILED
from pipelines.logs import tell
from pipelines.options import DEFAULT_SLICE

HELP = "articles → mentions, as Parquet in a lake"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Any further option of Apache Beam is passed through. "
        "Example: communique extract --input 'news/*.jsonl.gz' --lake lake --slice 20250305"
    )
    add = parser.add_argument
    add(
        "--input",
        nargs="+",
        action="extend",
        required=True,
        metavar="GLOB",
        dest="inputs",
        help="files, folders or, with --fetch, addresses; `communique formats` lists what is read",
    )
    add("--fetch", action="store_true", help="fetch addresses among --input, such as feeds")
    add_reading_options(parser)
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add(
        "--slice",
        default=DEFAULT_SLICE,
        metavar="ID",
        dest="slice_id",
        help="what a later run replaces",
    )
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    workers_help = "processes of the local runner; default: what cores and input size suggest"
    add("--workers", type=int, metavar="N", help=workers_help)
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add("--gate", choices=("on", "off"), default="on", help="off: parse every sentence; slow")
    add("--fail_fast", action="store_true", help="stop at the first unexpected error")
    add("--max_bad", type=float, default=0.5, metavar="SHARE", help="bad records tolerated, 0 to 1")
    add("--merge", action="store_true", help="merge the days that were written, too")
    add_engine_options(parser)
    add("--quiet", action="store_true", help="no progress and no summary")


def run(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Do the main job."""
    from pipelines.merge import merge_after
    from pipelines.options import RunOptions
    from pipelines.patience import patience
    from pipelines.run import run as run_graph
    from pipelines.run import summary, verdict

    settings = settings_of(RunOptions, options, beam_options)
    manifest = run_graph(settings)
    if not settings.quiet:
        tell(f"{summary(manifest)}\nlake: {settings.lake}", counts=manifest.counts.model_dump())
    if settings.merge:
        by = settings.started_by or manifest.run_id
        with patience(shown=not settings.quiet) as say:
            merging = settings.model_copy(update={"started_by": by})
            merged = merge_after(merging, manifest.days, say)
        tell_of_merge(merged, settings.quiet)
    if complaint := verdict(manifest, settings.max_bad):
        tell(f"communique: error: {complaint}", logging.ERROR, exit=EXIT_FAILED)
        return EXIT_FAILED
    return 0
