"""The command line. Nothing heavy is imported before a command needs it, so that help is quick."""

import argparse
import sys
from collections.abc import Sequence

from pipelines.errors import UsageError
from pipelines.options import DEFAULT_SLICE, RunOptions
from pipelines.process import prepare_process
from schemas.version import PIPELINE_VERSION

EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all went well, 1 if too much failed, 2 if it could not begin."""
    prepare_process()
    parser = make_parser()
    options, rest = parser.parse_known_args(argv)
    if "command" not in options:
        parser.print_help(sys.stderr)
        return EXIT_USAGE
    if rest and options.command is not extract:
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
    add("--slice", default=DEFAULT_SLICE, metavar="ID", help="what a later run replaces")
    add("--runner", metavar="R", help="a runner of Beam; default: local")
    add("--workers", type=int, default=1, metavar="N", help="processes of the local runner")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")
    add("--fail_fast", action="store_true", help="stop at the first unexpected error")
    add("--max_bad", type=float, default=0.5, metavar="SHARE", help="bad records tolerated, 0 to 1")
    add("--quiet", action="store_true", help="no progress and no summary")
    parser.set_defaults(command=extract)


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
    from pydantic import ValidationError

    from pipelines.files import root
    from pipelines.run import run, summary, verdict
    from pipelines.runners import chosen_runner

    try:
        settings = RunOptions(
            inputs=tuple(options.inputs),
            lake=root(options.lake),
            slice_id=options.slice,
            runner=chosen_runner(options.runner, beam_options),
            workers=options.workers,
            language_model=options.language_model,
            fail_fast=options.fail_fast,
            max_bad=options.max_bad,
            quiet=options.quiet,
            beam_options=tuple(beam_options),
        )
    except ValidationError as error:
        [first, *_] = error.errors()
        raise UsageError(f"--{first['loc'][0]} {first['input']}: {first['msg']}") from error
    manifest = run(settings)
    if not settings.quiet:
        print(f"{summary(manifest)}\nlake: {settings.lake}", file=sys.stderr)
    if complaint := verdict(manifest, settings.max_bad):
        print(f"communique: error: {complaint}", file=sys.stderr)
        return EXIT_FAILED
    return 0


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
