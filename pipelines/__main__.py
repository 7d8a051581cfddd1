"""The command line. Nothing heavy is imported before a command needs it, so that help is quick."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from pipelines.colours import painted
from pipelines.errors import (
    EXIT_BUSY,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_LAKE,
    EXIT_USAGE,
    BusyError,
    UnknownOptionError,
    UsageError,
    lake_trouble,
)
from pipelines.logs import FORMATS, bind, is_json, prepare_logs, tell
from pipelines.process import prepare_process
from pipelines.words import Parser
from schemas.version import PIPELINE_VERSION

COMMANDS = (
    *("extract", "merge", "follow", "stream", "compact", "query", "report", "views", "explain"),
    *("formats", "check", "runs", "vacuum", "doctor", "completion"),
)
"""Modules of `pipelines/commands`, in the order of the help."""

PASS_ON = frozenset({"extract", "merge", "follow", "stream", "compact"})
"""Those that pass options which they do not know on to Beam."""

EXAMPLES = (
    "communique extract --input 'news/*.jsonl.gz' --lake lake --merge",
    "communique query --lake lake headlines",
    "communique report --lake lake --output report.html",
    'communique explain "Fiji and Tonga signed a treaty on Friday." --published 2025-03-07',
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code, as `docs/operations.md` lists them."""
    prepare_process()
    parser, commands = make_parsers()
    if "_ARGCOMPLETE" in os.environ:  # the shell asks what could stand here
        complete(parser)
    options, rest = parser.parse_known_args(sys.argv[1:] if argv is None else argv)
    if options.command is None:
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    command = commands[options.command]
    if rest and options.command not in PASS_ON:
        command.error(f"unknown option: {' '.join(rest)}{command.meant(rest[0])}")
    prepare_logs(options.log_format)
    bind(command=options.command)
    try:
        return int(command_of(options.command).run(options, rest))
    except BusyError as error:
        return _ended(str(error), EXIT_BUSY)
    except UnknownOptionError as error:
        return _ended(f"{error}{command.meant(error.option)}", EXIT_USAGE)
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
    mark = "communique: error:"
    mark = mark if is_json() else painted(mark, "red", sys.stderr)
    tell(f"{mark} {complaint}", logging.ERROR, exit=code)
    return code


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    return make_parsers()[0]


def make_parsers() -> tuple[Parser, dict[str, Parser]]:
    """The parser of the command line, and those of its commands."""
    parser = Parser(
        "communique",
        usage="communique COMMAND [OPTION ...]",
        description="News articles in, diplomatic meetings and treaty events out.",
        examples=EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=PIPELINE_VERSION)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    parsers = {}
    for name in COMMANDS:
        module = command_of(name)
        parsers[name] = commands.add_parser(
            name,
            prog=f"communique {name}",
            help=module.HELP,
            description=f"{module.HELP[0].upper()}{module.HELP[1:]}.",
            examples=getattr(module, "EXAMPLES", ()),
        )
        module.add_options(parsers[name])
        log_help = "lines of standard error; default: text"
        parsers[name].add_argument("--log_format", choices=FORMATS, default="text", help=log_help)
    parser.epilog = f"{parser.epilog}\n\ncommunique COMMAND --help tells more of each."
    return parser, parsers


def complete(parser: Parser) -> None:
    """Answer the shell and end the process."""
    import argcomplete

    argcomplete.autocomplete(parser)


def command_of(name: str) -> Any:
    """The module of a command: its `HELP`, `add_options` and `run`."""
    return import_module(f"pipelines.commands.{name}")


if __name__ == "__main__":
    sys.exit(main())
