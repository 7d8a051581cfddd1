"""The options of a command, from the words of the command line to a checked model."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel

from pipelines.errors import UsageError
from pipelines.options import EngineOptions

Options = TypeVar("Options", bound=EngineOptions)
Model = TypeVar("Model", bound=BaseModel)


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """What every command that writes to a lake takes besides."""
    wait = "how long to wait for a run that needs the lake for itself; default: 600"
    parser.add_argument("--wait", type=float, default=600, metavar="SECONDS", help=wait)
    by = "who starts it, such as the scheduler's run id: kept in the manifest, and in JSON lines"
    parser.add_argument("--started_by", metavar="TEXT", help=by)


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """What every command that reads files of articles takes besides."""
    add = parser.add_argument
    add("--input_format", metavar="NAME", help="format of all files; default: each file's own")
    add("--input_encoding", metavar="NAME", help="of texts that are not UTF-8, such as cp1252")
    add_languages(parser)
    add(
        "--keep_articles",
        nargs="?",
        const="facts",
        choices=("facts", "text"),
        help="keep a table of all articles in the lake; with `text`, their texts too",
    )


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Which articles are read."""
    languages_help = "read texts in these only: en, or en,fr, or any; default: en"
    parser.add_argument("--languages", default="en", metavar="CODES", help=languages_help)


def settings_of(
    kind: type[Options], options: argparse.Namespace, beam_options: Sequence[str]
) -> Options:
    """The options of a run, checked; `UsageError` names what is wrong."""
    from pipelines.files import root
    from pipelines.runners import chosen_runner

    given = {name: value for name, value in vars(options).items() if name in kind.model_fields}
    given |= {"lake": root(options.lake), "beam_options": tuple(beam_options)}
    given["runner"] = chosen_runner(options.runner, beam_options)
    return checked(kind, given)


def checked(kind: type[Model], given: Mapping[str, object]) -> Model:
    """The options as a checked model; `UsageError` names what is wrong."""
    from pydantic import ValidationError

    try:
        return kind.model_validate(given)
    except ValidationError as error:
        [first, *_] = error.errors()
        raise UsageError(f"--{first['loc'][0]} {first['input']}: {first['msg']}") from error
