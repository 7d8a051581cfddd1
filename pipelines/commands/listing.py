"""What a command has found out, as a table for people or as JSON for machines."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import UsageError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def add_format(parser: argparse.ArgumentParser) -> None:
    """Let the user choose."""
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="default: table"
    )


def print_rows(rows: "Sequence[DataclassInstance]", form: str, columns: Sequence[str] = ()) -> None:
    """Print records of one kind, a line each; nothing where there are none to print in a table.

    A table has only these *columns*, if some are named.
    """
    import json
    import shutil
    from dataclasses import asdict

    from pipelines.answers import WIDE
    from pipelines.table import draw

    objects = [asdict(row) for row in rows]
    if form == "json":
        print(json.dumps(objects, ensure_ascii=False, default=str, indent=1))
    elif objects:
        width = shutil.get_terminal_size((WIDE, 0)).columns
        names = columns or [*objects[0]]
        cells = [[row[name] for name in names] for row in objects]
        print(draw(names, cells, width, more="--format json shows all"))


def refuse_empty(lake: str) -> None:
    """Raise `UsageError` if no run has written anything to the lake."""
    from pipelines.query import is_empty

    if is_empty(lake):
        raise UsageError(f"--lake {lake}: no run has written anything to it")


def refuse_missing(lake: str) -> None:
    """Raise `UsageError` if the lake is no folder here, as where its name is misspelt."""
    if "://" not in lake and not Path(lake).is_dir():
        raise UsageError(
            f"--lake {lake}: no run has written anything to it; there is no such folder"
        )
