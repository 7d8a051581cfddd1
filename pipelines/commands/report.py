"""`communique report`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from pipelines.errors import UsageError

HELP = "one page of HTML: numbers, charts, events with their sentences"
EXAMPLES = (
    "communique report --lake lake --output report.html",
    "communique report --lake lake --since 2025-03-01 --until 2025-03-31 --output march.html",
)
NEEDED = ("altair", "vl_convert", "jinja2")


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("--lake", required=True, metavar="DIR", help="folder of the results, merged")
    add("--since", type=day, metavar="DATE", help="first day of news; default: the lake's first")
    add("--until", type=day, metavar="DATE", help="last day of news; default: the lake's last")
    add("--output", type=Path, required=True, metavar="FILE", help="the page, such as report.html")


def day(text: str) -> date:
    """A day as it is written in options."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it like 2025-03-07") from error


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Write the page."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise UsageError(
            f"the report needs {', '.join(missing)}, which are not installed: "
            "pip install 'communique[report]', or in a checkout: pip install -e '.[report]'"
        )
    if options.output.is_dir() or not options.output.absolute().parent.is_dir():
        raise UsageError(f"--output {options.output}: name a file in a folder that exists")

    from pipelines.patience import patience
    from pipelines.report.build import page

    with patience() as tell:
        text = page(options.lake, options.since, options.until, tell)
    options.output.write_text(text, encoding="utf-8")
    size = f"{len(text.encode()) / 1e6:.1f} MB"
    print(f"{options.output}: {size}; open it in a browser, no network is needed", file=sys.stderr)
    return 0
