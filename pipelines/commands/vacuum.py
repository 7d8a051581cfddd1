"""`communique vacuum`."""

import argparse
from collections.abc import Sequence

from pipelines.commands.listing import add_format, print_rows, refuse_empty
from pipelines.commands.settings import checked
from pipelines.logs import tell

HELP = "remove what crashed runs left in a lake"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = "Run the slices that broke off again, rather before than after."
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--dry_run", action="store_true", help="only list what would be removed")
    keep = "also manifests older than that, but for the last one of each slice"
    add("--keep_days", type=int, metavar="N", help=keep)
    wait = "how long to wait for runs that work on the lake; default: 600"
    add("--wait", type=float, default=600, metavar="SECONDS", help=wait)
    add_format(parser)


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Clean up, and print what is gone."""
    from pipelines.files import root
    from pipelines.options import VacuumOptions
    from pipelines.vacuum import vacuum

    names = VacuumOptions.model_fields
    given = {name: value for name, value in vars(options).items() if name in names}
    settings = checked(VacuumOptions, given | {"lake": root(options.lake)})
    refuse_empty(settings.lake)
    removed, slices = vacuum(settings)
    print_rows(removed, options.format)
    for slice_id in slices:
        tell(f"communique: slice {slice_id} broke off, and may be half written: run it again")
    return 0
