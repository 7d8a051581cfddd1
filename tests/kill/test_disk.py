"""A disk that is really full, a lake that is really not ours: one line, and the old data intact."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from tempfile import gettempdir

import pytest

from pipelines.__main__ import main
from pipelines.errors import EXIT_LAKE, EXIT_USAGE
from tests.factories import write_lines
from tests.kill.scenes import extract_words, snapshot, write_news

AS_NOBODY = """
import os, sys
from pipelines.__main__ import main
warm, *words = sys.argv[1:]
assert main([word if word != words[words.index("--lake") + 1] else warm for word in words]) == 0
if os.getuid() == 0:
    os.setuid(65534)
sys.exit(main(words))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a quarter of a megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    mounted = subprocess.run(command, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_costs_nothing_that_was_there(
    small_disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = small_disk / "lake"
    first = write_news(tmp_path / "first.jsonl", slice(0, 2), bad=0)
    assert main(extract_words(lake, first, "d1")) == 0
    before = snapshot(lake)
    capsys.readouterr()
    many = [
        {
            "id": f"a{n}",
            "date": f"2024-{n % 12 + 1:02d}-{n // 12 + 1:02d}",  # a day each, so a file each
            "text": f"Chad and Libya signed accord {n}.",
        }
        for n in range(24)
    ]
    news = write_lines(tmp_path / "many.jsonl", many)
    assert main(extract_words(lake, news, "d2")) == EXIT_LAKE
    [complaint] = capsys.readouterr().err.splitlines()
    assert "No space left on device; every file that was there is whole" in complaint
    after = snapshot(lake)
    assert {name: after[name] for name in before} == before
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert main(extract_words(lake, news, "d2")) == 0
    assert not [name for name in snapshot(lake) if name.startswith(".writing")]


def test_a_lake_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    lake, warm = tmp_path / "lake", tmp_path / "warm"
    news = write_news(tmp_path / "news.jsonl", slice(0, 2), bad=0)
    assert main(extract_words(lake, news, "d1")) == 0
    before = snapshot(lake)
    folders = [lake, *(path for path in lake.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    ours = takewhile(lambda folder: folder != Path(gettempdir()), (tmp_path, *tmp_path.parents))
    for folder in ours:  # let others come this far
        folder.chmod(folder.stat().st_mode | 0o055)
    words = [sys.executable, "-c", AS_NOBODY, str(warm), *extract_words(lake, news, "d1")]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "HOME": "/"})
    for folder in folders:
        folder.chmod(0o755)
    assert done.returncode == EXIT_USAGE, done.stderr
    [complaint] = done.stderr.splitlines()
    assert "cannot be written" in complaint
    assert "Permission denied" in complaint
    assert snapshot(lake) == before
