"""The list of formats as the command line shows it."""

from collections.abc import Iterator

from pipelines.formats.registry import EXTRA, FORMATS, missing_modules
from pipelines.formats.shape import Format
from pipelines.packing import PACKINGS


def listing() -> str:
    """A line per format: its name, what its files hold, their endings."""
    rows = [(each.name, each.holds, " ".join(_endings(each))) for each in FORMATS.values()]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"{name:<{widths[0]}}  {holds:<{widths[1]}}  {ends}" for name, holds, ends in rows]
    return "\n".join([*lines, "", *_notes()])


def _endings(each: Format) -> Iterator[str]:
    yield from each.endings
    yield from (f"{ending}*" for ending in each.shared_endings)


def _notes() -> Iterator[str]:
    yield "* if the file begins as this format does. Other names: what the first bytes tell."
    yield f"Each also packed: {' '.join(PACKINGS)}"
    lacking = [each.name for each in FORMATS.values() if missing_modules(each)]
    if lacking:
        yield f"Not installed for {', '.join(lacking)}: pip install 'communique[{EXTRA}]'"
