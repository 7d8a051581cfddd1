import re
from pathlib import Path

import pytest

from pipelines.query import answer

PAGE = Path(__file__).parents[2] / "docs" / "own-pipeline.md"


def test_the_example_of_the_page_runs_and_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 12
    monkeypatch.chdir(tmp_path)
    exec(compile(code, str(PAGE), "exec"), {"__name__": "example"})
    assert "Tripoli" in answer("lake", "select parties, place from treaties", "csv")
