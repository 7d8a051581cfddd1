from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.files import account, matching
from pipelines.inputs import find_files, kind_of, shares_of
from pipelines.packing import Opening
from pipelines.shares import BYTES_PER_SHARE, MAX_SHARES, Share
from schemas.failure import DataError
from schemas.manifest import InputFile


def names(paths: list[str]) -> list[str]:
    return [Path(path).name for path in paths]


def make_files(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")


def test_a_folder_stands_for_the_files_below_it_that_can_be_read(tmp_path: Path) -> None:
    make_files(tmp_path, "b.jsonl", "deep/a.txt", "deep/er/c.csv.gz", "README.md", ".hidden.jsonl")
    make_files(tmp_path, "_tmp/d.jsonl", "e.zip")
    found = names(find_files([str(tmp_path)]))
    assert found == ["b.jsonl", "a.txt", "c.csv.gz", "e.zip"]


def test_with_a_format_named_a_folder_stands_for_all_its_files(tmp_path: Path) -> None:
    make_files(tmp_path, "b.log", "deep/a", ".hidden")
    assert names(find_files([str(tmp_path)], input_format="text")) == ["b.log", "a"]


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
        ("strange", r"a\.docx: neither its name nor its first bytes tell a format"),
    ],
)
def test_a_pattern_without_files_stops_the_run(tmp_path: Path, pattern: str, message: str) -> None:
    base = tmp_path / "empty" if not pattern else tmp_path
    (tmp_path / "empty").mkdir()
    make_files(tmp_path, "strange/a.docx")
    with pytest.raises(UsageError, match=message):
        find_files([str(base / pattern) if pattern else str(base)])


def test_a_file_in_no_known_format_stops_the_run(tmp_path: Path) -> None:
    make_files(tmp_path, "a.docx")
    with pytest.raises(UsageError, match="communique formats"):
        kind_of(str(tmp_path / "a.docx"), Opening())
    file = InputFile(uri=str(tmp_path / "a.docx"), size_bytes=1, sha256="")
    assert [share.kind for share in shares_of([file], [], "text")] == ["text"]


def test_a_file_that_begins_as_none_of_its_formats_does_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset></urlset>")
    with pytest.raises(DataError, match="begins with '<urlset>"):
        kind_of(str(tmp_path / "sitemap.xml"), Opening())


def test_shares_of_a_file_hold_every_record_once() -> None:
    shares = [Share("a.jsonl", "json_lines", index, 3) for index in range(3)]
    for position in range(1, 500):
        assert sum(share.holds(position) for share in shares) == 1


def test_big_files_are_shared_and_documents_are_not() -> None:
    size = 99 * BYTES_PER_SHARE
    uris = ("a.jsonl", "b.html", "c.warc")
    shares = list(shares_of(InputFile(uri=uri, size_bytes=size, sha256="") for uri in uris))
    assert [share.uri for share in shares] == ["a.jsonl"] * MAX_SHARES + ["b.html"] + ["c.warc"] * 8


def files_of(*sizes: int, ending: str = ".html") -> list[InputFile]:
    names = (f"{n:03d}{ending}" for n in range(len(sizes)))
    return [InputFile(uri=u, size_bytes=n, sha256="") for u, n in zip(names, sizes, strict=True)]


def test_small_files_of_one_kind_share_a_share() -> None:
    shares = list(shares_of([*files_of(*[9] * 70), *files_of(9, 9, ending=".nitf")]))
    assert [(share.uri, len(share.more)) for share in shares] == [
        ("000.html", 63),
        ("064.html", 5),
        ("000.nitf", 1),
    ]


def test_files_that_together_are_large_have_shares_of_their_own() -> None:
    half = BYTES_PER_SHARE // 2
    shares = list(shares_of(files_of(half, half, half, 3 * BYTES_PER_SHARE, 9)))
    assert [1 + len(share.more) for share in shares] == [2, 1, 1, 1]
    lines = list(shares_of(files_of(9, 2 * BYTES_PER_SHARE, 9, ending=".jsonl")))
    assert [(share.uri[:3], share.of) for share in lines] == [
        ("000", 1),
        *[("001", 3)] * 3,
        ("002", 1),
    ]


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
