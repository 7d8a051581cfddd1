"""No pickle is ever loaded from a file: a pickle is a program, and files come from anywhere."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for package in ("schemas", "transforms", "pipelines", "training")
    for path in (ROOT / package).rglob("*.py")
)
UNSAFE = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "joblib", "jsonpickle"}

LOADING = """
import sys
found = []
sys.addaudithook(lambda event, args: event == "pickle.find_class" and found.append(args))
from pipelines.process import prepare_process
prepare_process()
from pipelines.gates import judge
from pipelines.options import CheckOptions
from pipelines.database import connect
from transforms.language import load_language
from transforms.rulebook import rulebook
from transforms.gazetteer import load_gazetteer
found.clear()  # what the libraries do among themselves when they are imported
load_language(None)
rulebook()
load_gazetteer()
lake = sys.argv[1]
judge(CheckOptions(lake=lake))
with connect(lake) as connection:
    connection.sql("from mentions").fetchall()
print(found)
"""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_ours_imports_what_can_load_one(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported.isdisjoint(UNSAFE)


def test_model_rules_and_lake_are_read_without_one(tmp_path: Path) -> None:
    words = [sys.executable, "-c", LOADING, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
