import bz2
import gzip
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.packing import Opening, is_archive, is_packed, members, unpacked_name
from schemas.failure import DataError
from tests.pipelines.formats.deliveries import FILES, FOLDERS
from tests.pipelines.formats.newsroom import stories
from tests.pipelines.formats.reading import faults, read, texts

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
TOLD = stories(3)


@pytest.mark.parametrize("packing", PACK)
@pytest.mark.parametrize("name", ["news.jsonl", "news.parquet", "news.warc", "feed.xml"])
def test_every_packing_of_a_file_is_read(tmp_path: Path, packing: str, name: str) -> None:
    path = tmp_path / f"{name}{packing}"
    path.write_bytes(PACK[packing](FILES[name](TOLD)))
    assert texts(path) == [story.text for story in TOLD]


@pytest.mark.parametrize("packing", PACK)
def test_files_packed_in_pieces_are_one_file(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.txt{packing}"
    path.write_bytes(PACK[packing](b"They ") + PACK[packing](b"met."))
    with Opening() as opening, opening.file(str(path)) as handle:
        assert handle.read() == b"They met."


@pytest.mark.parametrize("packing", PACK)
def test_a_packed_file_that_breaks_off_is_a_failure(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"a.jsonl{packing}"
    path.write_bytes(PACK[packing](FILES["news.jsonl"](stories()))[:-40])
    assert [error for _, error in faults(path)] == ["UnreadableFile"]


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def test_an_archive_stands_for_the_files_in_it_that_can_be_read(tmp_path: Path) -> None:
    files = {f"in/{story.id}.txt": FOLDERS[".txt"](story) for story in TOLD}
    more = {"b.jsonl.gz": gzip.compress(b'{"text": "They met."}\n'), "README.md": b"#"}
    path = archive(tmp_path / "a.zip", {**files, **more, "__MACOSX/in/x.txt": b"no"})
    found = [str(text).strip() for text in texts(path)]
    assert found == ["They met.", *(story.text for story in TOLD)]
    assert read(path)[0].source_uri == f"{path}!/b.jsonl.gz"


def test_an_archive_without_such_a_file_or_broken_is_a_failure(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.docx": b"x"})
    assert faults(path) == [(1, "EmptyFile")]
    path = archive(tmp_path / "b.zip", {"a.txt": b"They met. " * 99})
    path.write_bytes(path.read_bytes()[:-30])
    assert faults(path) == [(1, "UnreadableFile")]


def test_a_damaged_file_in_an_archive_is_a_failure_beside_the_others(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"They met. " * 99, "b.txt": b"It rained."})
    raw = bytearray(path.read_bytes())
    raw[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(raw))
    assert texts(path) == ["It rained."]
    assert [error for _, error in faults(path)] == ["UnreadableFile"]


def test_an_archive_with_a_password_is_a_failure(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.txt": b"They met."})
    raw = path.read_bytes()
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag that a file is encrypted, in both heads
        at = raw.index(sign) + (6 if sign == b"PK\x03\x04" else 8)
        raw = raw[:at] + b"\x01" + raw[at + 1 :]
    path.write_bytes(raw)
    with Opening() as opening, pytest.raises(DataError, match="password"):
        opening.file(f"{path}!/a.txt").__enter__()


def test_names_tell_the_packing() -> None:
    assert unpacked_name("a/b.JSONL.GZ") == "a/b.JSONL"
    assert unpacked_name("b.parquet") == "b.parquet"
    assert unpacked_name("n.zip!/a.csv.bz2") == "n.zip!/a.csv"
    assert is_packed("a.zst")
    assert is_packed("n.zip!/a.csv")
    assert not is_packed("a.csv")
    assert is_archive("N.ZIP")
    assert not is_archive("n.zip!/a.csv")


def test_files_in_an_archive_have_their_own_sizes(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"b.txt": b"xy", "a.txt": b"x" * 9})
    assert members(str(path)) == {f"{path}!/a.txt": 9, f"{path}!/b.txt": 2}
