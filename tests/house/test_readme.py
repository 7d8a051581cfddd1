"""What the README, the Makefile, the docs and the samples promise is there."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SAMPLES = sorted((ROOT / "pipelines" / "samples").glob("*.jsonl"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_names_only_targets_and_files_that_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z-]+)`", text)) | set(
        re.findall(r"^make ([\w-]+)", text, re.M)
    )
    assert named <= TARGETS
    rooms = r"`((?:schemas|transforms|pipelines|training|tests|docs)/[\w./]*)`"
    assert [path for path in re.findall(rooms, text) if not (ROOT / path).exists()] == []
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text


def test_every_target_is_phony_and_has_a_line_of_help() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == TARGETS
    assert set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)) == TARGETS


def test_pins_name_every_dependency_once() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==")[0].lower() for line in lines if not line.startswith("#")]
    assert len(pins) == len(set(pins))
    assert {"apache-beam", "duckdb", "pyarrow", "pydantic", "spacy"} <= set(pins)


def test_samples_are_articles_with_distinct_ids() -> None:
    lines = [line for path in SAMPLES for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows) >= 25
    for row in rows:
        assert set(row) == {"id", "url", "source", "title", "date", "text"}
        assert 75 <= len(row["text"].split()) <= 350
        assert ".example/" in row["url"]


def test_the_container_recipe_has_the_beam_that_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    recipe = (ROOT / "docs" / "worker.Dockerfile").read_text(encoding="utf-8")
    pinned = re.search(r"^apache-beam==(\S+)$", pins, re.MULTILINE)
    used = re.search(r"^FROM apache/beam_python3\.\d+_sdk:(\S+)$", recipe, re.MULTILINE)
    assert pinned
    assert used
    assert used[1] == pinned[1]
