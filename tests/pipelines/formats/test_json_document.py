import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.json_document import array_items, begins, listed
from schemas.failure import DataError, Failure
from tests.pipelines.formats.reading import faults, read, texts

ARTICLE = {"title": "Talks", "text": "They met."}


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_an_array_an_object_and_an_answer_are_read(tmp_path: Path) -> None:
    for name, document in {
        "array": [ARTICLE, ARTICLE],
        "one": ARTICLE,
        "answer": {"status": "ok", "totalResults": 1, "articles": [ARTICLE]},
        "deep": {"response": {"status": "ok", "results": [ARTICLE]}},
    }.items():
        path = write(tmp_path / f"{name}.json", json.dumps(document, indent=1))
        assert set(map(str, texts(path))) == {"They met."}, name


def test_what_is_no_object_is_a_failure_between_the_others(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '\ufeff[{"text": "One."}, 7, null, {"text": "Two."}]')
    assert texts(path) == ["One.", "Two."]
    assert faults(path) == [(2, "WrongType"), (3, "WrongType")]


@pytest.mark.parametrize(
    "rest", ['{"text": }]', '{"text": "Two."', "", ' {"text": "Two."}]', "] []", '{"text": "x" 1}]']
)
def test_a_broken_array_gives_the_items_before_and_a_failure(tmp_path: Path, rest: str) -> None:
    comma = "" if rest.startswith(("]", " ")) else ", "
    path = write(tmp_path / "a.json", f'[{{"text": "One."}}{comma}{rest}')
    assert texts(path)[0] == "One."
    [(position, error)] = faults(path)
    assert (position, error) == (2, "MalformedJson")


def test_bytes_that_are_no_text_cost_their_item_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", b'[{"text": "\xe9"}, {"text": "Two."}]')
    assert texts(path) == ["Two."]
    [failure] = [one for one in read(path) if isinstance(one, Failure)]
    assert (failure.position, failure.error) == (1, "InvalidUtf8")
    assert "--input_encoding" in failure.message
    assert [one for one in read(path, encoding="latin-1") if isinstance(one, Failure)] == []


def test_not_a_number_is_read_as_python_writes_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "One.", "score": NaN}]')
    assert texts(path) == ["One."]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


class Drops(io.BytesIO):
    """A file that gives few bytes at a time, so that letters and values are cut."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(3)


@given(st.lists(JSON))
def test_items_are_those_of_the_array_however_it_is_cut(values: list[object]) -> None:
    raw = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if b"\xed" in raw:  # lone surrogates are no UTF-8
        raw = json.dumps(values).encode()
    assert list(array_items(raw[:1], Drops(raw[1:]))) == values


def test_an_array_without_end_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no comma or bracket"):
        list(array_items(b"[1 2]", io.BytesIO()))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'[{"text"', True),
        (b'{\n "title": "Talks"', True),
        (b'{"status": "ok", "articles": [{"title"', True),
        (b'{"articles": [{"title": "A"}]}\n', True),
        (b'{"title": "A"}\n{"title": "B"}\n', False),
        (b'{"title": "A", "text": "cut', False),
        (b"text", False),
    ],
)
def test_a_document_shows_in_its_first_bytes(head: bytes, expected: bool) -> None:
    assert begins(head) is expected


def test_an_article_with_a_list_of_words_is_no_answer() -> None:
    article = {"title": "A", "items": ["fish", "nets"]}
    assert listed(article) == [article]
