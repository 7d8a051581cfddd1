"""`communique merge`."""

import argparse
from collections.abc import Sequence

from pipelines.commands.listing import refuse_missing
from pipelines.commands.settings import add_engine_options, settings_of
from pipelines.logs import tell
from schemas.manifest import Manifest

HELP = "mentions → events: one row per event, across articles"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Any further option of Apache Beam is passed through. "
        "Example: communique merge --lake lake --since 2025-03-01 --until 2025-03-07"
    )
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--since", metavar="DATE", help="first day of publication; default: the first there is")
    add("--until", metavar="DATE", help="last day of publication; default: the last there is")
    of_slice = "instead: the days whose mentions the runs of this slice have changed"
    add("--slice", dest="of_slice", metavar="ID", help=of_slice)
    add("--window_days", type=int, default=45, metavar="N", help="days between compared mentions")
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    add("--workers", type=int, metavar="N", help="processes of the local runner; default: 1")
    add_engine_options(parser)
    add("--quiet", action="store_true", help="no summary")


def run(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Put the mentions of the lake together."""
    from pipelines.merge import merge as merge_days
    from pipelines.options import MergeOptions
    from pipelines.patience import patience

    settings = settings_of(MergeOptions, options, beam_options)
    refuse_missing(settings.lake)
    with patience(shown=not settings.quiet) as say:
        manifest = merge_days(settings, say=say)
    tell_of_merge(manifest, settings.quiet)
    return 0


def tell_of_merge(manifest: Manifest, quiet: bool) -> None:
    """One line on the terminal, unless it shall be quiet."""
    from pipelines.merge import summary

    if not quiet:
        tell(summary(manifest), counts=manifest.counts.model_dump())
