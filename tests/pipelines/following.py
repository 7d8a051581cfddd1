"""Following in tests: a folder that fills, one pass over it, and what the lake holds then."""

import json
import os
import time
from io import StringIO
from pathlib import Path
from typing import Any

from pipelines.__main__ import main
from pipelines.arrivals import NewFiles
from pipelines.follow import Follower, prepare
from pipelines.options import FollowOptions
from pipelines.query import answer
from pipelines.screen import Screen
from tests.factories import SIGNED, write_lines


def follow(source: str, lake: Path, *words: str) -> int:
    return main(["follow", "--input", source, "--lake", str(lake), "--once", "--quiet", *words])


def rows(lake: Path, question: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(str(lake), question, "json"))
    return found


def lay(folder: Path, name: str, text: str = SIGNED) -> Path:
    folder.mkdir(exist_ok=True)
    path = write_lines(folder / name, [{"id": name, "date": "2024-05-15", "text": text}])
    os.utime(path, (time.time() - 60,) * 2)
    return path


def follower(folder: Path, lake: Path, **settings: Any) -> Follower:
    options = FollowOptions(inputs=(str(folder),), lake=str(lake), **settings)
    return prepare(options, NewFiles((str(folder),), str(lake)), Screen(StringIO()))


def said(of: Follower) -> str:
    assert isinstance(of.screen.out, StringIO)
    return of.screen.out.getvalue()
