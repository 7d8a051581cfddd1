"""`communique check`."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.commands.listing import add_format, print_rows, refuse_empty
from pipelines.commands.settings import checked
from pipelines.errors import EXIT_FAILED
from pipelines.table import shown

if TYPE_CHECKING:
    from pipelines.gates import Verdict

HELP = "quality gates: is the lake fit to be read today?"

COLUMNS = ("gate", "state", "measured", "allowed")
"""What the table shows; below it stands what was found, in lines that no column cuts."""
SHOWN = 5
"""Of what a gate has found, how much is shown to people."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.epilog = (
        "Ends with 0 if all is well, 1 if a gate fails, 2 if there is no lake to look at. "
        "Example: communique check --lake lake --date 2025-03-05"
    )
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--date", metavar="DATE", help="day of publication to judge; default: the newest")
    volume = "of what is usual for the weekday; default:"
    add("--min_volume", type=float, metavar="TIMES", help=f"{volume} 0.5")
    add("--max_volume", type=float, metavar="TIMES", help=f"{volume} 2")
    add("--max_failures", type=float, metavar="SHARE", help="failed records; default: 0.05")
    add("--max_undated", type=float, metavar="SHARE", help="articles without date; default: 0.1")
    add("--max_undated_events", type=float, metavar="SHARE", help="default: 0.75")
    add("--max_duplicates", type=float, metavar="SHARE", help="mentions; default: 0.01")
    add("--strict", action="store_true", help="warnings fail, too")
    add_format(parser)


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print the verdicts."""
    from pipelines.gates import judge
    from pipelines.options import CheckOptions
    from pipelines.patience import patience

    given = {name: value for name, value in vars(options).items() if value is not None}
    settings = checked(
        CheckOptions, {k: given[k] for k in given.keys() & CheckOptions.model_fields}
    )
    refuse_empty(settings.lake)
    with patience() as say:
        say("judging the lake")
        verdicts = judge(settings)
    print_rows(verdicts, options.format, COLUMNS)
    if options.format == "table":
        for verdict in verdicts:
            if verdict.remedy:
                print(explained(verdict))
    bad = {"FAIL", "warn"} if options.strict else {"FAIL"}
    return EXIT_FAILED if any(verdict.state in bad for verdict in verdicts) else 0


def explained(verdict: "Verdict") -> str:
    """What to do about a verdict, and the pieces that it is about, a line each."""
    left_out = len(verdict.found) - SHOWN
    lines = [f"\n{verdict.state}  {verdict.gate}: {verdict.remedy}"]
    lines += [f"      {shown(piece)}" for piece in verdict.found[:SHOWN]]
    return "\n".join([*lines, *([f"      and {left_out:,} more"] if left_out > 0 else [])])
