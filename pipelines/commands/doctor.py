"""`communique doctor`."""

import argparse
import sys
from collections.abc import Sequence

from pipelines.colours import Style, painted
from pipelines.commands.listing import add_format, print_rows
from pipelines.errors import EXIT_FAILED

HELP = "check installation, model, runner and lake"
COLOURS: dict[str, Style] = {"ok": "green", "note": "yellow", "FAIL": "red"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--lake", metavar="DIR", help="a lake to look into as well")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add_format(parser)


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what is well and what is not."""
    from pipelines.doctor import checks
    from pipelines.patience import patience

    out = sys.stdout
    with patience() as say:
        say("trying model, runner and lake")
        findings = list(checks(options.lake, options.language_model))
    if options.format == "json":
        print_rows(findings, "json")
    else:
        for each in findings:
            mark = painted(f"{each.state:4}", COLOURS[each.state], out)
            print(f"{mark} {each.subject}: {each.detail}")
    return EXIT_FAILED if any(finding.state == "FAIL" for finding in findings) else 0
