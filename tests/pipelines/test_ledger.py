from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.ledger import FOLDED, Ledger
from schemas.manifest import InputFile, OffsetRange
from schemas.stream import StreamSlice


def make_slice(number: int, stream: str = "news") -> StreamSlice:
    file = InputFile(uri=f"in/{number}.jsonl", size_bytes=number, sha256="0" * 64)
    part = OffsetRange(uri="kafka://b:1/t/0", first=number - 1, until=number)
    return StreamSlice(stream=stream, number=number, files=(file,), offsets=(part,))


def ledger(lake: Path, *inputs: str) -> Ledger:
    return Ledger(str(lake), "news", inputs or ("in",))


def test_a_slice_that_was_not_committed_is_open_at_the_next_start(tmp_path: Path) -> None:
    ledger(tmp_path).record(make_slice(1))
    assert ledger(tmp_path).open_slice == make_slice(1)
    assert ledger(tmp_path).position.number == 0


def test_a_committed_slice_is_never_open_again(tmp_path: Path) -> None:
    first = ledger(tmp_path)
    first.record(make_slice(1))
    first.commit(make_slice(1))
    again = ledger(tmp_path)
    assert again.open_slice is None
    assert again.position == first.position
    assert again.position.offsets == {"kafka://b:1/t/0": 1}
    assert set(again.position.files) == {"in/1.jsonl"}


def test_a_commit_that_was_cut_short_after_its_word_counts(tmp_path: Path) -> None:
    first = ledger(tmp_path)
    first.record(make_slice(1))
    recorded = next(tmp_path.rglob("*.recorded.json"))
    kept = recorded.read_bytes()
    first.commit(make_slice(1))
    recorded.write_bytes(kept)  # as if it had been killed before it removed this
    assert ledger(tmp_path).open_slice is None
    assert not recorded.exists()


def test_many_slices_are_folded_into_one_file(tmp_path: Path) -> None:
    long = ledger(tmp_path)
    for number in range(1, FOLDED + 3):
        long.record(make_slice(number))
        long.commit(make_slice(number))
    assert len(list(tmp_path.rglob("*.committed.json"))) == 2
    assert ledger(tmp_path).position == long.position
    assert len(long.position.files) == FOLDED + 2


def test_another_input_needs_another_stream(tmp_path: Path) -> None:
    ledger(tmp_path)
    with pytest.raises(UsageError, match="--stream"):
        ledger(tmp_path, "elsewhere")
    assert Ledger(str(tmp_path), "other", ("elsewhere",)).open_slice is None
