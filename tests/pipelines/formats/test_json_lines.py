from pathlib import Path

import pytest

from pipelines.formats.json_lines import begins
from schemas.failure import Failure
from tests.factories import write_lines
from tests.pipelines.formats.reading import faults, read, texts


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.ndjson", "in.jl"])
def test_bad_lines_are_failures_and_the_lines_around_them_are_read(
    tmp_path: Path, name: str
) -> None:
    lines: list[bytes | str] = [
        '\ufeff{"text": "One."}',
        "",
        "{broken",
        b'{"text": "\xff"}',
        "[1]",
        "[" * 99999,
    ]
    path = write_lines(tmp_path / name, [*lines, {"text": "Two."}])
    assert texts(path) == ["One.", "Two."]
    malformed = "MalformedJson"
    assert faults(path) == [
        (3, malformed),
        (4, "InvalidUtf8"),
        (5, "WrongType"),
        (6, malformed),
    ]


def test_a_failure_says_where_in_the_line_what_may_help_and_keeps_the_line(tmp_path: Path) -> None:
    [failure] = read(write_lines(tmp_path / "in.jsonl", [b'{"text": "\xff"}']))
    assert isinstance(failure, Failure)
    assert failure.message.startswith("0xff at byte 11 is not UTF-8; --input_encoding")
    assert failure.payload == '{"text": "\ufffd"}'
    assert failure.source_uri == str(tmp_path / "in.jsonl")


def test_an_array_called_lines_says_how_to_read_it(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", ['[{"text": "One."}]'])
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "--input_format json" in failure.message
    assert texts(path, "json") == ["One."]


@pytest.mark.parametrize(
    ("head", "expected"),
    [(b'{"a": 1}\n{"a"', True), (b'{"a": "cut', True), (b"[1]\n", False), (b'{\n "a": 1', False)],
)
def test_lines_show_in_the_first_one(head: bytes, expected: bool) -> None:
    assert begins(head) is expected
