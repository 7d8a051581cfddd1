"""`communique compact`."""

import argparse
from collections.abc import Sequence

from pipelines.commands.listing import refuse_missing
from pipelines.commands.settings import add_engine_options, settings_of
from pipelines.logs import tell

HELP = "put the small files of each folder of the lake into one"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Slices stay replaceable: a compacted file knows whose rows it holds. "
        "Example: communique compact --lake lake"
    )
    parser.allow_abbrev = False
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    few = "leave folders with fewer files as they are; default: 2"
    add("--min_files", type=int, default=2, metavar="N", help=few)
    until = "only folders of days up to this one, as while `stream` writes newer ones"
    add("--until", metavar="DATE", help=until)
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    add("--workers", type=int, metavar="N", help="processes of the local runner; default: 1")
    add_engine_options(parser)
    add("--quiet", action="store_true", help="no summary")


def run(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Compact the lake."""
    from pipelines.compact import compact, summary
    from pipelines.options import CompactOptions
    from pipelines.patience import patience

    settings = settings_of(CompactOptions, options, beam_options)
    refuse_missing(settings.lake)
    with patience(shown=not settings.quiet) as say:
        say("putting small files together")
        manifest = compact(settings)
    if not settings.quiet:
        tell(summary(manifest), files_written=manifest.files_written)
    return 0
