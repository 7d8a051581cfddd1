"""The shape of the house: short files, one paragraph per package, no rooms for odds and ends."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for package in ("schemas", "transforms", "pipelines", "training")
    for path in (ROOT / package).rglob("*.py")
)
NO_ROOMS = {"utils", "helpers", "common", "base", "misc"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_has_at_most_300_lines_and_a_name_that_says_something(path: Path) -> None:
    assert lines_of(path) <= 300
    assert path.stem not in NO_ROOMS


def test_median_module_has_at_most_150_lines() -> None:
    assert median(map(lines_of, MODULES)) <= 150


@pytest.mark.parametrize("package", ["schemas", "transforms", "pipelines"])
def test_package_init_is_one_docstring(package: str) -> None:
    tree = ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert len(tree.body) == 1
