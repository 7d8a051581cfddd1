from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.files import account, matching, unpacked_suffix
from pipelines.inputs import BYTES_PER_SHARE, MAX_SHARES, Share, find_files, shares_of
from schemas.manifest import InputFile


def names(paths: list[str]) -> list[str]:
    return [Path(path).name for path in paths]


def make_files(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")


def test_a_folder_stands_for_the_files_below_it_that_can_be_read(tmp_path: Path) -> None:
    make_files(tmp_path, "b.jsonl", "deep/a.txt", "deep/er/c.csv.gz", "README.md", ".hidden.jsonl")
    make_files(tmp_path, "_tmp/d.jsonl")
    assert names(find_files([str(tmp_path)])) == ["b.jsonl", "a.txt", "c.csv.gz"]


def test_the_lake_is_no_input_of_itself(tmp_path: Path) -> None:
    make_files(tmp_path, "a.jsonl", "lake/mentions/b.parquet", "lake2/c.jsonl")
    assert names(find_files([str(tmp_path)], str(tmp_path / "lake"))) == ["a.jsonl", "c.jsonl"]


def test_a_file_that_two_patterns_name_is_read_once(tmp_path: Path) -> None:
    make_files(tmp_path, "a.jsonl", "b.jsonl")
    found = find_files([str(tmp_path / "*.jsonl"), str(tmp_path / "a.jsonl")])
    assert names(found) == ["a.jsonl", "b.jsonl"]


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    make_files(tmp_path, "news[1].jsonl")
    assert names(find_files([str(tmp_path / "news[1].jsonl")])) == ["news[1].jsonl"]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "holds no file"),
        ("*.jsonl", "matches no file"),
        ("absent.jsonl", "matches no file"),
        ("strange/*", "ends in none of"),
        ("strange", "ends in none of"),
    ],
)
def test_a_pattern_without_files_stops_the_run(tmp_path: Path, pattern: str, message: str) -> None:
    base = tmp_path / "empty" if not pattern else tmp_path
    (tmp_path / "empty").mkdir()
    make_files(tmp_path, "strange/a.docx")
    with pytest.raises(UsageError, match=message):
        find_files([str(base / pattern) if pattern else str(base)])


def test_formats_show_in_the_name_below_the_packing() -> None:
    assert unpacked_suffix("a/b.JSONL.GZ") == ".jsonl"
    assert unpacked_suffix("b.parquet") == ".parquet"
    assert unpacked_suffix("b.gz") == ""


def test_shares_of_a_file_hold_every_record_once() -> None:
    shares = [Share("a.jsonl", "json_lines", index, 3) for index in range(3)]
    for position in range(1, 500):
        assert sum(share.holds(position) for share in shares) == 1


def test_big_files_are_shared_and_texts_are_not() -> None:
    size = 99 * BYTES_PER_SHARE
    files = [InputFile(uri=uri, size_bytes=size, sha256="") for uri in ("a.txt", "b.csv")]
    assert [share.uri for share in shares_of(files)] == ["a.txt"] + ["b.csv"] * MAX_SHARES


def test_files_are_accounted_for_as_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    file = account(str(tmp_path / "a.txt"))
    assert (file.size_bytes, file.sha256[:8]) == (3, "ba7816bf")
    assert matching(str(tmp_path / "absent/*")) == []


def test_glob_may_lead_through_parents_and_hidden_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_files(tmp_path, ".news/a.jsonl", ".news/b.jsonl", ".news/.c.jsonl")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = find_files(["../.news/*.jsonl"])
    assert [Path(name).name for name in found] == ["a.jsonl", "b.jsonl"]
