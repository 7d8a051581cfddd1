"""The command line. Nothing heavy is imported before a command needs it, so that help is quick."""

import argparse
import sys
from collections.abc import Sequence
from typing import TypeVar

from pipelines.errors import UsageError
from pipelines.options import DEFAULT_SLICE, EngineOptions
from pipelines.process import prepare_process
from schemas.manifest import Manifest
from schemas.version import PIPELINE_VERSION

Options = TypeVar("Options", bound=EngineOptions)

EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if too much failed, 2 if it could not begin."""
    prepare_process()
    parser = make_parser()
    options, rest = parser.parse_known_args(argv)
    if "command" not in options:
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    if rest and options.command not in (extract, merge):
        parser.error(f"unknown option: {' '.join(rest)}")
    try:
        return int(options.command(options, rest))
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
    commands = parser.add_subparsers(metavar="COMMAND")
    for add, help_text in (
        (_add_extract, "articles → mentions, as Parquet in a lake"),
        (_add_merge, "mentions → events: one row per event, across articles"),
        (_add_query, "ask the lake, in SQL or by the name of a view"),
        (_add_explain, "show what is found in a sentence, and why"),
        (_add_doctor, "check installation, model, runner and lake"),
    ):
        name = add.__name__.removeprefix("_add_")
        add(commands.add_parser(name, help=help_text, description=help_text.capitalize() + "."))
    return parser


def _add_extract(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Any further option of Apache Beam is passed through. "
        "Example: communique extract --input 'news/*.jsonl.gz' --lake lake --slice 20250305"
    )
    parser.allow_abbrev = False
    add = parser.add_argument
    add(
        "--input",
        nargs="+",
        action="extend",
        required=True,
        metavar="GLOB",
        dest="inputs",
        help="files or folders: .jsonl .csv .tsv .parquet .txt, also packed (.gz .bz2 .xz)",
    )
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add(
        "--slice",
        default=DEFAULT_SLICE,
        metavar="ID",
        dest="slice_id",
        help="what a later run replaces",
    )
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    workers_help = "processes of the local runner; default: what cores and input size suggest"
    add("--workers", type=int, metavar="N", help=workers_help)
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add("--fail_fast", action="store_true", help="stop at the first unexpected error")
    add("--max_bad", type=float, default=0.5, metavar="SHARE", help="bad records tolerated, 0 to 1")
    add("--merge", action="store_true", help="merge the days that were written, too")
    add("--quiet", action="store_true", help="no progress and no summary")
    parser.set_defaults(command=extract)


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Any further option of Apache Beam is passed through. "
        "Example: communique merge --lake lake --since 2025-03-01 --until 2025-03-07"
    )
    parser.allow_abbrev = False
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--since", metavar="DATE", help="first day of publication; default: the first there is")
    add("--until", metavar="DATE", help="last day of publication; default: the last there is")
    add("--window_days", type=int, default=45, metavar="N", help="days between compared mentions")
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    add("--workers", type=int, metavar="N", help="processes of the local runner; default: 1")
    add("--quiet", action="store_true", help="no summary")
    parser.set_defaults(command=merge)


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Start with the view `digest`. "
        'Example: communique query --lake lake "select party_a, party_b, mentions from dyads"'
    )
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results")
    add("--format", choices=("table", "csv", "json"), default="table", help="default: table")
    add("question", metavar="SQL|VIEW", help="SQL of DuckDB, or the name of a view")
    parser.set_defaults(command=query)


def _add_explain(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("text", metavar="SENTENCE", help="one sentence or more, in quotes")
    add("--published", metavar="DATE", help="day that 'on Friday' is seen from: 2025-03-07")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    parser.set_defaults(command=explain)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--lake", metavar="DIR", help="a lake to look into as well")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    parser.set_defaults(command=doctor)


def extract(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Do the main job."""
    from pipelines.merge import merge_after, slice_days
    from pipelines.options import RunOptions
    from pipelines.run import run, summary, verdict

    settings = settings_of(RunOptions, options, beam_options)
    before = slice_days(settings) if settings.merge else frozenset()
    manifest = run(settings)
    if not settings.quiet:
        print(f"{summary(manifest)}\nlake: {settings.lake}", file=sys.stderr)
    if settings.merge:
        tell_of_merge(merge_after(settings, before), settings.quiet)
    if complaint := verdict(manifest, settings.max_bad):
        print(f"communique: error: {complaint}", file=sys.stderr)
        return EXIT_FAILED
    return 0


def merge(options: argparse.Namespace, beam_options: Sequence[str]) -> int:
    """Put the mentions of the lake together."""
    from pipelines.merge import merge as merge_days
    from pipelines.options import MergeOptions

    settings = settings_of(MergeOptions, options, beam_options)
    tell_of_merge(merge_days(settings), settings.quiet)
    return 0


def settings_of(
    kind: type[Options], options: argparse.Namespace, beam_options: Sequence[str]
) -> Options:
    """The options of a run, checked; `UsageError` names what is wrong."""
    from pydantic import ValidationError

    from pipelines.files import root
    from pipelines.runners import chosen_runner

    given = {name: value for name, value in vars(options).items() if name in kind.model_fields}
    given |= {"lake": root(options.lake), "beam_options": tuple(beam_options)}
    given["runner"] = chosen_runner(options.runner, beam_options)
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        [first, *_] = error.errors()
        raise UsageError(f"--{first['loc'][0]} {first['input']}: {first['msg']}") from error


def tell_of_merge(manifest: Manifest, quiet: bool) -> None:
    """One line on the terminal, unless it shall be quiet."""
    from pipelines.merge import summary

    if not quiet:
        print(summary(manifest), file=sys.stderr)


def query(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what the lake answers."""
    from pipelines.query import answer, is_empty

    print(answer(options.lake, options.question, options.format))
    if is_empty(options.lake):
        print(f"communique: no run has written anything to {options.lake}", file=sys.stderr)
    return 0


def explain(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what is found in a sentence, and why."""
    from pipelines.explain import explanation

    print(explanation(options.text, options.published, options.language_model))
    return 0


def doctor(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what is well and what is not."""
    from pipelines.doctor import checks

    findings = list(checks(options.lake, options.language_model))
    for finding in findings:
        print(f"{'ok  ' if finding.is_well else 'FAIL'} {finding.subject}: {finding.detail}")
    return 0 if all(finding.is_well for finding in findings) else EXIT_FAILED


if __name__ == "__main__":
    sys.exit(main())
