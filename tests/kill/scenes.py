"""What is killed: a command, the lake that it finds, and what must be true of the lake at any time.

Each lake holds what makes the command's work hard: slices of an earlier day, an earlier version of
the same slice, files that were compacted, events that were merged.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.slices import pieces_of
from tests.factories import write_lines

Run = Callable[[list[str]], int]
Snapshot = dict[str, bytes]
Rows = set[tuple[str, str]]

_TOLD: tuple[tuple[str, str], ...] = (
    ("2024-05-14", "Kenya and Uganda signed a trade agreement in Nairobi."),
    ("2024-05-15", "Chad and Libya signed a border accord in Tripoli on Monday."),
    ("2024-05-15", "Peru and Chile signed a fishing treaty in Lima."),
    ("2024-05-16", "Ghana and Togo signed a border treaty in Accra on Tuesday."),
)


def write_news(path: Path, take: slice, bad: int = 1) -> Path:
    """Some of the invented articles, and lines that are none."""
    lines = [
        {"id": f"{path.stem} {n}", "date": day, "text": text}
        for n, (day, text) in enumerate(_TOLD[take])
    ]
    return write_lines(path, [*lines, *(f"{{broken {path.stem} {n}" for n in range(bad))])


@dataclass(frozen=True, slots=True)
class Scene:
    """A command; how its lake comes about; which rows no accident may cost."""

    name: str
    words: list[str]
    prepare: Callable[[Run, Path, Path], None]
    changing: str | None
    """The slice whose rows may be old or new; None if no row of a mention may be missing."""

    def command(self, lake: Path, news: Path) -> list[str]:
        """The command line, for this lake."""
        given = {"LAKE": str(lake), "NEWS": str(news)}
        return [given.get(word, word) for word in self.words]


def extract_words(lake: Path, news: Path, slice_id: str) -> list[str]:
    """The command line of a run of a slice."""
    words = ["--input", str(news), "--lake", str(lake), "--slice", slice_id, "--workers", "1"]
    return ["extract", "--quiet", "--max_bad", "1", *words]


def _some_slices(run: Run, lake: Path, folder: Path) -> None:
    for slice_id, take in (("d0", slice(0, 3)), ("d1", slice(1, 4)), ("d2", slice(1, 2))):
        news = write_news(folder / f"{slice_id}.jsonl", take)
        assert run(extract_words(lake, news, slice_id)) == 0


def _compacted(run: Run, lake: Path, folder: Path) -> None:
    _some_slices(run, lake, folder)
    assert run(["compact", "--quiet", "--lake", str(lake)]) == 0
    write_news(folder / "news.jsonl", slice(0, 2), bad=2)


def _merged(run: Run, lake: Path, folder: Path) -> None:
    _some_slices(run, lake, folder)
    assert run(["merge", "--quiet", "--lake", str(lake)]) == 0
    news = write_news(folder / "d3.jsonl", slice(0, 4))
    assert run(extract_words(lake, news, "d3")) == 0


def _compacted_in_part(run: Run, lake: Path, folder: Path) -> None:
    _compacted(run, lake, folder)
    news = write_news(folder / "d3.jsonl", slice(0, 3))
    assert run(extract_words(lake, news, "d3")) == 0
    assert run(extract_words(lake, news, "d1")) == 0


def _nothing(run: Run, lake: Path, folder: Path) -> None:
    lake.mkdir()
    write_news(folder / "news.jsonl", slice(0, 3), bad=2)


def _littered(run: Run, lake: Path, folder: Path) -> None:
    """What crashed runs leave: files that are not whole, and an empty folder."""
    news = write_news(folder / "d0.jsonl", slice(0, 2))
    assert run(extract_words(lake, news, "d0")) == 0
    for name in ("mentions/d1-000.parquet.x", "failures/d1-000.parquet.y", "known/merged-1.z"):
        path = lake / ".writing" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half a file")
    (lake / "mentions" / "event_type=treaty" / "published_date=2024-01-01").mkdir()


SCENES = (
    Scene("first extract", extract_words(Path("LAKE"), Path("NEWS"), "d1"), _nothing, "d1"),
    Scene("extract", extract_words(Path("LAKE"), Path("NEWS"), "d1"), _compacted, "d1"),
    Scene("merge", ["merge", "--quiet", "--lake", "LAKE"], _merged, None),
    Scene("compact", ["compact", "--quiet", "--lake", "LAKE"], _compacted_in_part, None),
    Scene("vacuum", ["vacuum", "--lake", "LAKE"], _littered, None),
)


def snapshot(lake: Path) -> Snapshot:
    """Every file of the lake but the manifests, which know the clock."""
    files = (path for path in sorted(lake.rglob("*")) if path.is_file())
    return {
        name: path.read_bytes()
        for path in files
        if not (name := str(path.relative_to(lake))).startswith("runs/")
    }


def counts(lake: Path) -> dict[str, object]:
    """What the last manifest of each slice counts."""
    manifests = [json.loads(path.read_text()) for path in sorted((lake / "runs").glob("*"))]
    return {manifest["slice_id"]: manifest["counts"] for manifest in manifests}


def harm(scene: Scene, lake: Path, before: Snapshot, rows: Rows, expected: Snapshot) -> str | None:
    """What an accident has done to the lake that it must not do; None if nothing."""
    for name, content in snapshot(lake).items():
        if name.startswith(".writing/"):
            continue
        if content not in (before.get(name), expected.get(name)):
            return f"{name} is neither as it was nor as it will be"
    lost = {row for row in rows - rows_of(lake) if row[0] != scene.changing}
    return f"rows are lost: {sorted(lost)}" if lost else None


def rows_of(lake: Path) -> Rows:
    """The slice and the id of each mention and each failure."""
    found = set()
    for path in (*lake.glob("mentions/**/*.parquet"), *lake.glob("failures/**/*.parquet")):
        for slice_id, table in pieces_of(str(path)):
            ids = table["mention_id" if "mention_id" in table.column_names else "payload"]
            found |= {(slice_id, row_id) for row_id in ids.to_pylist()}
    return found
