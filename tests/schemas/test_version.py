import tomllib
from pathlib import Path

from schemas.version import PIPELINE_VERSION


def test_rows_carry_the_version_of_the_distribution() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    assert project["version"] == PIPELINE_VERSION
