"""The commands of the docs work: some print what the page says, all are understood."""

import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.__main__ import PASS_ON, make_parsers
from pipelines.listing import listing_in_markdown
from schemas.version import PIPELINE_VERSION
from tests.house.console import BLOCK, ROOT, commands_of, make_lake, run, settled
from tests.house.notebook import results, shown

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"(<!-- not run:[^>]*-->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(communique [^`]+)`")
PLACES = {"/data/lake": "lake", "mylake": "lake", "DIR": "lake", "LAKE": "lake"}
"""Names of lakes in the docs, all of them the lake of the samples here."""


def told(page: Path) -> Iterator[str]:
    """Every command of ours that a page tells readers to enter, without what it prints."""
    text = page.read_text(encoding="utf-8")
    for unrun, kind, block in FENCED.findall(text):
        if kind in ("", "sh", "console") and not unrun:
            joined = re.sub(r"^\$ ", "", block.replace("\\\n", ""), flags=re.MULTILINE)
            yield from re.findall(
                r"^(?:\.venv/bin/)?(communique .*(?:\n  .*)*)", joined, re.MULTILINE
            )
    yield from INLINE.findall(FENCED.sub("", text))


ELSEWHERE = re.compile(r"s3://|gs://|hdfs://|kafka|--runner")
"""What needs more than this machine: such commands are only understood, not run."""

ON_A_LAKE = ("query", "merge", "extract", "views", "check", "runs", "vacuum", "compact")

COMMANDS = sorted({command for page in PAGES for command in told(page)})


def words_of(command: str) -> list[str]:
    """The words behind the program's name, up to where the shell takes what is printed."""
    words = shlex.split(command)[1:]
    return words[: words.index(">")] if ">" in words else words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a lake of the samples and a few articles in `news/`."""
    made = tmp_path_factory.mktemp("docs")
    make_lake(made)
    for news in (made / "news", made / "news" / "2025-03-05"):
        news.mkdir()
        shutil.copy(ROOT / "pipelines" / "samples" / "nothing.jsonl", news / "1.jsonl")
        run(f"gzip --keep {news}/1.jsonl", made)
    return made


def test_docs_have_commands() -> None:
    assert len(COMMANDS) > 20


@pytest.mark.parametrize("command", [c for c in COMMANDS if "…" not in c])
def test_every_command_of_the_docs_is_understood(command: str) -> None:
    _, commands = make_parsers()
    name, *words = words_of(command)
    if name.startswith("--"):
        return
    if not words:
        return  # a mere name
    options, rest = commands[name].parse_known_args(words)
    assert name in PASS_ON or rest == []
    assert vars(options)


@pytest.mark.parametrize(
    "command",
    [c for c in COMMANDS if c.split()[1] in ON_A_LAKE and not ELSEWHERE.search(c)],
)
def test_commands_that_need_a_lake_work_on_that_of_the_samples(folder: Path, command: str) -> None:
    if "--" not in command:
        return  # a mere name
    for place, lake in PLACES.items():
        command = re.sub(rf"(?<=--lake ){place}\b", lake, command)
    command = command.replace("EXAMPLE", "runs").replace("--workers 2", "--workers 1")
    command = re.sub(r"--output \S+", "--output out", command)
    run(command, folder)


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_commands_print_what_the_page_says(folder: Path, name: str) -> None:
    blocks = BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    assert blocks
    for command, printed in (each for block in blocks for each in commands_of(block)):
        found = settled(run(command, folder))
        assert found == printed, f"{command}: python -m tests.house.console {name}"


def test_the_cells_of_the_notebook_give_what_stands_below_them(folder: Path) -> None:
    page = ROOT / "docs" / "tutorial.ipynb"
    for cell, value in results(json.loads(page.read_text("utf-8")), folder):
        printed = shown(value, with_picture=False)
        stored = [output["data"]["text/plain"] for output in cell["outputs"]]
        assert stored == ([printed["text/plain"]] if printed else []), (
            "python -m tests.house.notebook docs/tutorial.ipynb"
        )


def test_a_rule_is_added_as_the_page_says(tmp_path: Path) -> None:
    for package in ("schemas", "transforms", "pipelines"):
        shutil.copytree(ROOT / package, tmp_path / package)
    page = (ROOT / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
    word, groups, pattern, *_ = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    by_word, by_pattern = re.findall(r"^communique (explain .*)$", page, re.MULTILINE)

    def explained() -> list[str]:
        """What the two commands print, with the rules as they are in the copy."""
        asked = [shlex.split(command) for command in (by_word, by_pattern)]
        code = f"from pipelines.__main__ import main\nfor w in {asked}: print('@'); main(w)"
        return run(f"{sys.executable} -c {shlex.quote(code)}", tmp_path).split("@\n")[1:]

    before = explained()
    assert before[0].startswith("no event")
    assert " host " not in before[1]
    words = tmp_path / "transforms" / "lexicons" / "words.toml"
    text = words.read_text(encoding="utf-8")
    text = re.sub(r'\[\[group\]\]\nid = "talk"\n.*?\n\n', f"{word}\n", text, flags=re.DOTALL)
    words.write_text(f"{text}\n{groups}", encoding="utf-8")
    meetings = tmp_path / "transforms" / "patterns" / "meeting.toml"
    meetings.write_text(f"{meetings.read_text('utf-8')}\n{pattern}", encoding="utf-8")
    after = explained()
    first, rule = re.findall(r"answers `(.*?)` with `rule (.*?)`", page)[0]
    assert after[0].startswith(first)
    assert re.search(rf"rule +{rule}\n", after[0])
    assert re.search(r"host +King, Faris, JOR\n", after[1])
    assert re.search(r"visitor +Foreign Minister, Salim Nasr, OMN\n", after[1])


def test_citations_name_this_version() -> None:
    for name in ("CITATION.cff", "docs/citing.md"):
        assert PIPELINE_VERSION in (ROOT / name).read_text(encoding="utf-8")


def test_every_view_and_macro_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "views.md").read_text(encoding="utf-8")
    assert listing_in_markdown() in text, "communique query --list --format markdown"
