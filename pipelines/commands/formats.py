"""`communique formats`."""

import argparse
from collections.abc import Sequence

HELP = "list the formats of input files"


def add_options(parser: argparse.ArgumentParser) -> None:
    """It takes nothing."""
    parser.epilog = "A file's name and first bytes tell its format, or --input_format NAME does."


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print name, endings and content of each format."""
    from pipelines.formats.listing import listing

    print(listing())
    return 0
