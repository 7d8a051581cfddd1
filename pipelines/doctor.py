"""Is everything there that a run needs? Installation, language model, runner, lake."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import apache_beam as beam

from pipelines.database import connect
from pipelines.manifest import versions
from pipelines.options import LOCAL_RUNNER
from transforms.language import load_language


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_well: bool
    detail: str


def checks(lake: str | None = None, language_model: str | None = None) -> Iterator[Finding]:
    """The findings, one by one; nothing of the lake is changed."""
    yield _tried("installation", installation)
    yield _tried("language model", lambda: model(language_model))
    yield _tried("runner", runner)
    if lake is not None:
        yield _tried("lake", lambda: lake_state(lake))


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, True, look())
    except Exception as error:
        return Finding(subject, False, f"{type(error).__name__}: {error}")


def installation() -> str:
    """Versions of all that counts; raises if one is missing."""
    found = versions()
    if missing := [name for name, version in found.items() if version == "missing"]:
        raise RuntimeError(f"not installed: {', '.join(missing)}")
    return ", ".join(f"{name} {version}" for name, version in found.items())


def model(name: str | None) -> str:
    """The model's name, after it has parsed a sentence."""
    language = load_language(name)
    [sentence] = language.parse(["Chad and Libya signed a border accord."])
    return f"{language.name} parses: {len(sentence.tokens)} words"


def runner() -> str:
    """The local runner, after a graph of three elements has run."""
    with beam.Pipeline(runner=LOCAL_RUNNER) as pipeline:
        _ = pipeline | beam.Create([1, 2, 3]) | beam.Map(str)
    return f"{LOCAL_RUNNER} runs, Python {sys.version.split()[0]}, files in {tempfile.gettempdir()}"


def lake_state(lake: str) -> str:
    """How much the lake holds, read through its views."""
    with connect(lake) as connection:
        counts = [
            f"{connection.sql(f'select count(*) from {view}').fetchall()[0][0]:,} {view}"
            for view in ("mentions", "events", "failures", "runs")
        ]
    return f"{lake}: {', '.join(counts)}"
