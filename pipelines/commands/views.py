"""`communique views`."""

import argparse
from collections.abc import Sequence

from pipelines.logs import tell

HELP = "the views as SQL, for DuckDB without Communiqué"
EXAMPLES = (
    "communique views --lake lake > views.sql",
    "duckdb -init views.sql",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    where = "the lake as DuckDB shall find it; default: lake, beside where DuckDB is started"
    parser.add_argument("--lake", default="lake", metavar="DIR", help=where)


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print the SQL."""
    from pipelines.database import script
    from pipelines.query import is_empty

    print(script(options.lake), end="")
    if is_empty(options.lake):
        tell(f"communique: no run has written anything to {options.lake}: these views stay empty")
    return 0
