import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.encoding import in_utf8

LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\0"))


@given(LETTERS, st.sampled_from(["utf-16", "utf-32"]))
def test_marked_text_is_the_same_in_utf8(text: str, encoding: str) -> None:
    assert in_utf8(io.BytesIO(text.encode(encoding))).read().decode() == text


@given(st.binary())
def test_text_without_a_mark_stays_as_it_is(raw: bytes) -> None:
    marks = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
    if not raw.startswith(marks):
        assert in_utf8(io.BytesIO(raw)).read() == raw


def test_a_named_encoding_is_read_line_by_line() -> None:
    handle = in_utf8(io.BytesIO("é\nß\n".encode("latin-1")), "latin-1")
    assert [line.decode() for line in handle] == ["é\n", "ß\n"]


def test_bytes_that_the_encoding_lacks_stay_to_be_found() -> None:
    raw = in_utf8(io.BytesIO(b"a\x81b"), "cp1252").read()
    with pytest.raises(UnicodeDecodeError):
        raw.decode()
