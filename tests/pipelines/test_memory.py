from hashlib import sha256
from pathlib import Path

import pytest

from pipelines.memory import Memory, fold_keys, key_numbers, read_keys, write_keys
from tests.factories import make_article
from transforms.parse import FoundArticle


def leave(folder: Path, number: int, *keys: int) -> None:
    write_keys(keys, str(folder.parent), f"{folder}/news_{number:08d}.keys")


def known(folder: Path, number: int) -> list[int]:
    return list(read_keys(Memory.of(str(folder.parent), str(folder), f"news_{number:08d}").earlier))


def test_a_slice_remembers_those_before_it_and_not_itself(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        leave(tmp_path / "news", number, number)
    assert known(tmp_path / "news", 2) == [1]
    assert known(tmp_path / "news", 4) == [1, 2, 3]


def test_a_folded_memory_is_the_same_memory(tmp_path: Path) -> None:
    leave(tmp_path / "news", 1, 5, 3, 5)
    fold_keys(str(tmp_path), str(tmp_path / "news"))
    leave(tmp_path / "news", 2, 7)
    assert known(tmp_path / "news", 3) == [3, 5, 7]
    fold_keys(str(tmp_path), str(tmp_path / "news"))
    assert known(tmp_path / "news", 3) == [3, 5, 7]


def test_the_oldest_are_forgotten_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.memory.KEPT", 2)
    for number in (1, 2, 3):
        leave(tmp_path / "news", number, 9 - number)
    fold_keys(str(tmp_path), str(tmp_path / "news"))
    assert known(tmp_path / "news", 4) == [7, 6]


def test_articles_are_alike_by_id_or_by_text() -> None:
    one, other = (
        key_numbers(FoundArticle(make_article(**fields)))
        for fields in ({"article_id": "x"}, {"article_id": "y"})
    )
    assert one[0] != other[0]
    assert one[1] == other[1]
    assert max(one) < 2**63  # what Beam can carry


def test_what_earlier_versions_remembered_is_still_known() -> None:
    [by_id, _] = key_numbers(FoundArticle(make_article(article_id="x")))
    assert by_id == int(sha256(b"x").hexdigest()[:15], 16)
