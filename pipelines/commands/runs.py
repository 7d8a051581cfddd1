"""`communique runs`."""

import argparse
from collections.abc import Sequence

from pipelines.commands.listing import add_format, print_rows, refuse_empty
from pipelines.commands.settings import checked

HELP = "list the runs that a lake has seen, the newest at the end"

COLUMNS = ("run_id", "state", "records", "failures", "mentions", "events", "seconds")
"""What the table shows; the run id holds the slice and the moment of the start."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    of_slice = "only those of a slice; `merged` and `compacted` for merges and compactions"
    add("--slice", dest="slice_id", metavar="ID", help=of_slice)
    add("--last", type=int, default=20, metavar="N", help="how many; default: 20")
    add_format(parser)


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print the list."""
    from pipelines.files import root
    from pipelines.options import RunsOptions
    from pipelines.runs import runs_of

    lake = root(options.lake)
    refuse_empty(lake)
    given = {"lake": lake, "slice_id": options.slice_id, "last": options.last}
    print_rows(runs_of(checked(RunsOptions, given)), options.format, COLUMNS)
    return 0
