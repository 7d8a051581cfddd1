"""Pages with commands and what they print: run, compared, or written anew.

`python -m tests.house.console docs/tutorial.md` writes what the commands of a page print now. The
commands run in a folder of their own, beside a lake of the sample articles.
"""

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pipelines.__main__ import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SAMPLES = "'{root}/pipelines/samples/*.jsonl' --lake lake --slice samples --merge --quiet"
WIDTH = "100"


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, and what the page says that it prints."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    for part in parts:
        command, _, printed = part.partition("\n")
        yield command, printed


def make_lake(folder: Path) -> None:
    """What `make run` makes: `lake/`, of the sample articles."""
    run(f"communique extract --input {SAMPLES.format(root=ROOT)}", folder)


def run(command: str, folder: Path) -> str:
    """What a command prints, on both of its channels; it must succeed.

    Ours run in this process, as long as they need no shell: starting Python anew, with Beam and the
    language model, would take most of the time.
    """
    command = command.removeprefix(".venv/bin/")
    words = shlex.split(command)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    with patch.dict(os.environ, settings), chdir(folder):
        if words[0] == "communique" and ">" not in words:
            code, printed = _run_here(words[1:])
        else:
            done = subprocess.run(command, stdout=-1, stderr=subprocess.STDOUT, shell=True)
            code, printed = done.returncode, done.stdout.decode()
    if code:
        raise RuntimeError(f"{command} ended with {code}:\n{printed}")
    return printed


def _run_here(words: list[str]) -> tuple[int, str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(out):
        code = main(words)
    return code, out.buffer.getvalue().decode()


def rewritten(text: str, folder: Path) -> str:
    """The page with what its commands print now; run in a folder that has a lake."""

    def anew(block: re.Match[str]) -> str:
        ran = ((command, run(command, folder)) for command, _ in commands_of(block[0]))
        return "".join(f"$ {command}\n{settled(printed)}" for command, printed in ran)

    return BLOCK.sub(anew, text)


def settled(printed: str) -> str:
    """What is printed, less what may differ: how large a page is, how long something took."""
    kept = [line.rstrip() for line in printed.splitlines() if not line.startswith("communique: ")]
    text = "\n".join(kept) + "\n" if kept else ""
    return re.sub(r"\d+\.\d MB", "1.1 MB", text)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with TemporaryDirectory() as folder:
            make_lake(Path(folder))
            page = Path(name)
            page.write_text(rewritten(page.read_text("utf-8"), Path(folder)), encoding="utf-8")
