"""The notebook of the tutorial, run without Jupyter: its cells are Python, and one follows another.

`python -m tests.house.notebook docs/tutorial.ipynb` writes anew what its cells give. They run in a
folder of their own, beside a lake of the sample articles.
"""

import ast
import json
import os
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import altair as alt
import vl_convert

from tests.house.console import make_lake


def results(notebook: dict[str, Any], folder: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each cell of code with the value of its last expression; run in a folder with a lake."""
    names: dict[str, Any] = {}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with patch.dict(os.environ, {"PATH": path}), chdir(folder):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                yield cell, _value_of("".join(cell["source"]), names)


def _value_of(source: str, names: dict[str, Any]) -> Any:
    *statements, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        statements, last = [*statements, last], ast.Expr(ast.Constant(None))
    exec(compile(ast.Module(statements, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def shown(value: Any, with_picture: bool = True) -> dict[str, Any] | None:
    """What stands below a cell: a table as text, a chart as a picture, or nothing."""
    if value is None:
        return None
    if isinstance(value, alt.TopLevelMixin):
        [rows] = value.to_dict()["datasets"].values()
        text = {"text/plain": [f"a chart of {len(rows)} rows"]}
        if not with_picture:
            return text
        return text | {"image/png": b64encode(vl_convert.vegalite_to_png(value.to_json())).decode()}
    return {"text/plain": str(value).splitlines(keepends=True)}


def rewritten(notebook: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The notebook with what its cells give now."""
    for count, (cell, value) in enumerate(results(notebook, folder), start=1):
        data = shown(value)
        output = {"output_type": "execute_result", "execution_count": count, "metadata": {}}
        cell["execution_count"] = count
        cell["outputs"] = [output | {"data": data}] if data else []
    return notebook


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with TemporaryDirectory() as folder:
            make_lake(Path(folder))
            made = rewritten(json.loads(page.read_text("utf-8")), Path(folder))
        page.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
