from hypothesis import given
from hypothesis import strategies as st

from schemas.identity import ID_DIGITS, stable_id

PARTS = st.lists(st.none() | st.text() | st.integers(), max_size=4)


def test_an_id_never_changes() -> None:
    assert stable_id("url", "https://example.org/a") == "8d534b9db0e13a77526a4d20"


@given(PARTS)
def test_ids_are_hexadecimal_and_of_one_length(parts: list[str | int | None]) -> None:
    assert len(stable_id(*parts)) == ID_DIGITS
    assert int(stable_id(*parts), 16) >= 0


@given(st.text(), st.text())
def test_the_border_between_parts_counts(a: str, b: str) -> None:
    assert stable_id(a, b) != stable_id(a + b)
    assert stable_id(a, None) != stable_id(a, "")
