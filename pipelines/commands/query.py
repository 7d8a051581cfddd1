"""`communique query`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.commands.listing import refuse_missing
from pipelines.errors import UsageError
from pipelines.logs import tell as tell_operator

HELP = "ask the lake, in SQL or by the name of a view"
EXAMPLES = (
    "communique query --list",
    "communique query --lake lake headlines",
    "communique query --lake lake \"relations('EST', 'LVA')\"",
    'communique query --lake lake "select party_a, party_b, meetings from who_met_whom"',
    "communique query --lake lake --format parquet --output panel.parquet dyad_months",
)
FORMATS = ("table", "csv", "json", "markdown", "parquet")


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--lake", metavar="DIR", help="folder of the results")
    add("--list", action="store_true", help="show all views, with a question and an example each")
    add("--format", choices=FORMATS, default="table", help="default: table")
    add("--output", type=Path, metavar="FILE", help="write there; default: the terminal")
    add("question", nargs="?", metavar="SQL|VIEW", help="SQL of DuckDB, or the name of a view")


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what the lake answers, or what it can be asked."""
    if options.list:
        from pipelines.listing import listing, listing_in_markdown

        print(listing_in_markdown() if options.format == "markdown" else listing(sys.stdout))
        return 0
    if options.lake is None:
        raise UsageError("--lake is missing: the folder that `communique extract` wrote to")
    if options.question is None:
        raise UsageError("there is no question; `communique query --list` shows what can be asked")
    refuse_missing(options.lake)
    answer = answer_to(options)
    if options.format == "table" and options.output is None and answer:
        from pipelines.answers import emphasised

        answer = emphasised(answer, sys.stdout)
    write(answer, options.output, options.format)
    return 0


def answer_to(options: argparse.Namespace) -> bytes:
    """The answer in the form that was asked for; a word on stderr where the lake is empty."""
    from pipelines.patience import patience
    from pipelines.query import answer_bytes, is_empty

    with patience() as say:
        say("asking the lake")
        answer = answer_bytes(options.lake, options.question, options.format)
    if is_empty(options.lake):
        tell_operator(f"communique: no run has written anything to {options.lake}")
    return answer


def write(answer: bytes, output: Path | None, form: str) -> None:
    """Put the answer into a file, or onto the terminal if it can be read there."""
    if output is not None:
        try:
            output.write_bytes(answer)
        except OSError as error:
            raise UsageError(f"--output {output}: {error.strerror}") from error
        return
    if form == "parquet" and sys.stdout.isatty():
        raise UsageError("--format parquet is nothing for a terminal: say --output FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
