"""The command line. Nothing heavy is imported before a command needs it, so that help is quick."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from pipelines.errors import EXIT_INTERRUPTED, EXIT_USAGE, UsageError
from pipelines.process import prepare_process
from schemas.version import PIPELINE_VERSION

COMMANDS = ("extract", "merge", "query", "explain", "formats", "doctor")
"""Modules of `pipelines/commands`, in the order of the help."""

PASS_ON = frozenset({"extract", "merge"})
"""Those that pass options which they do not know on to Beam."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if too much failed, 2 if it could not begin."""
    prepare_process()
    parser = make_parser()
    options, rest = parser.parse_known_args(argv)
    if options.command is None:
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    if rest and options.command not in PASS_ON:
        parser.error(f"unknown option: {' '.join(rest)}")
    try:
        return int(command_of(options.command).run(options, rest))
    except UsageError as error:
        print(f"communique: error: {error}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print(
            "communique: interrupted; what was not yet written is missing; run it again",
            file=sys.stderr,
        )
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
        return 0


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        "communique",
        description="News articles in, diplomatic meetings and treaty events out.",
        epilog="communique COMMAND --help tells more of each.",
    )
    parser.add_argument("--version", action="version", version=PIPELINE_VERSION)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")
    for name in COMMANDS:
        module = command_of(name)
        description = f"{module.HELP[0].upper()}{module.HELP[1:]}."
        module.add_options(commands.add_parser(name, help=module.HELP, description=description))
    return parser


def command_of(name: str) -> Any:
    """The module of a command: its `HELP`, `add_options` and `run`."""
    return import_module(f"pipelines.commands.{name}")


if __name__ == "__main__":
    sys.exit(main())
