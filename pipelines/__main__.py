"""The command line. Nothing heavy is imported before a command needs it, so that help is quick."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from pipelines.errors import (
    EXIT_BUSY,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_LAKE,
    EXIT_USAGE,
    BusyError,
    UsageError,
    lake_trouble,
)
from pipelines.logs import FORMATS, bind, prepare_logs, tell
from pipelines.process import prepare_process
from schemas.version import PIPELINE_VERSION

COMMANDS = (
    "extract",
    "merge",
    "compact",
    "check",
    "runs",
    "vacuum",
    "query",
    "explain",
    "doctor",
)
"""Modules of `pipelines/commands`, in the order of the help."""

PASS_ON = frozenset({"extract", "merge", "compact"})
"""Those that pass options which they do not know on to Beam."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code, as `docs/operations.md` lists them."""
    prepare_process()
    parser = make_parser()
    options, rest = parser.parse_known_args(argv)
    if options.command is None:
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    if rest and options.command not in PASS_ON:
        parser.error(f"unknown option: {' '.join(rest)}")
    prepare_logs(options.log_format)
    bind(command=options.command)
    try:
        return int(command_of(options.command).run(options, rest))
    except BusyError as error:
        return _ended(str(error), EXIT_BUSY)
    except UsageError as error:
        return _ended(str(error), EXIT_USAGE)
    except KeyboardInterrupt:
        tell("communique: interrupted; what was not yet written is missing; run it again")
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stderr.close()
        return 0
    except Exception as error:
        if trouble := lake_trouble(error):
            return _ended(f"{trouble}; every file that was there is whole; run it again", EXIT_LAKE)
        if options.log_format == "text":
            raise
        logging.getLogger("pipelines").exception("the run broke off", extra={"exit": EXIT_FAILED})
        return EXIT_FAILED


def _ended(complaint: str, code: int) -> int:
    """Tell why it came to nothing; the exit code."""
    tell(f"communique: error: {complaint}", logging.ERROR, exit=code)
    return code


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
        command = commands.add_parser(name, help=module.HELP, description=description)
        module.add_options(command)
        log_help = "lines of standard error; default: text"
        command.add_argument("--log_format", choices=FORMATS, default="text", help=log_help)
    return parser


def command_of(name: str) -> Any:
    """The module of a command: its `HELP`, `add_options` and `run`."""
    return import_module(f"pipelines.commands.{name}")


if __name__ == "__main__":
    sys.exit(main())
