"""`communique query`."""

import argparse
from collections.abc import Sequence

from pipelines.logs import tell

HELP = "ask the lake, in SQL or by the name of a view"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Start with the view `digest`. "
        'Example: communique query --lake lake "select party_a, party_b, mentions from dyads"'
    )
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--format", choices=("table", "csv", "json"), default="table", help="default: table")
    add("question", metavar="SQL|VIEW", help="SQL of DuckDB, or the name of a view")


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what the lake answers."""
    from pipelines.query import answer, is_empty

    print(answer(options.lake, options.question, options.format))
    if is_empty(options.lake):
        tell(f"communique: no run has written anything to {options.lake}")
    return 0
