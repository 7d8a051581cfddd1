"""What is timed: our run, the script that a user would write instead, and mere reading."""

import json
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

import apache_beam as beam
import pyarrow as pa
import pyarrow.dataset as ds
from apache_beam.io.parquetio import WriteToParquet
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from spacy import load
from spacy.language import Language

from pipelines.options import RunOptions
from pipelines.run import run

Row = tuple[str, str, str, frozenset[int]]
"""Of a mention: its id, article, type and where its evidence begins."""


def shipped_pipeline() -> Language:
    """The shipped model as spaCy alone loads it, nothing of ours around it."""
    with as_file(files("transforms").joinpath("language_model")) as path:
        return load(path)


def run_user_script(nlp: Language, stream: Path) -> None:
    """`nlp.pipe` over whole articles, and nothing else."""
    lines = stream.read_text("utf-8").splitlines()
    for _ in nlp.pipe(json.loads(line)["text"] for line in lines):
        pass


def run_ours(stream: Path, lake: Path, gate: Literal["on", "off"] = "on", workers: int = 1) -> None:
    """JSON lines to Parquet through Beam, as `communique extract` does it."""
    run(RunOptions(inputs=(str(stream),), lake=str(lake), gate=gate, workers=workers, quiet=True))


def run_floor(stream: Path, out: Path) -> None:
    """The same runner: JSON lines read and parsed, one row of an id each written as Parquet."""
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        _ = (
            pipeline
            | beam.io.ReadFromText(str(stream))
            | beam.Map(_row_of)
            | WriteToParquet(str(out), pa.schema([("id", pa.string())]))
        )


def _row_of(line: str) -> dict[str, str]:
    return {"id": str(json.loads(line)["id"])}


def mentions_in(lake: Path) -> Iterator[Row]:
    """The mentions of a lake."""
    columns = ["mention_id", "article_id", "event_type", "evidence"]
    table = ds.dataset(lake / "mentions", format="parquet", partitioning="hive").to_table(columns)
    for row in table.to_pylist():
        starts = frozenset(span["char_start"] for span in row["evidence"])
        yield row["mention_id"], row["article_id"], row["event_type"], starts


def unmatched(rows: list[Row], others: list[Row]) -> int:
    """How many of *rows* have no fellow of their article and type with a sentence in common."""
    by_article: dict[tuple[str, str], set[int]] = {}
    for _, article, kind, starts in others:
        by_article.setdefault((article, kind), set()).update(starts)
    return sum(starts.isdisjoint(by_article.get((a, k), set())) for _, a, k, starts in rows)
