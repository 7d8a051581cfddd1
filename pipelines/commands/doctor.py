"""`communique doctor`."""

import argparse
import sys
from collections.abc import Sequence

from pipelines.colours import painted
from pipelines.errors import EXIT_FAILED

HELP = "check installation, model, runner and lake"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--lake", metavar="DIR", help="a lake to look into as well")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what is well and what is not."""
    from pipelines.doctor import checks

    out = sys.stdout
    findings = list(checks(options.lake, options.language_model))
    for finding in findings:
        mark = painted("ok  ", "green", out) if finding.is_well else painted("FAIL", "red", out)
        print(f"{mark} {finding.subject}: {finding.detail}")
    return 0 if all(finding.is_well for finding in findings) else EXIT_FAILED
