from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.table import cell_width, clipped, draw, shown


def test_all_rows_are_shown_and_counted() -> None:
    lines = draw(["n"], [[n] for n in range(1234)], 80).splitlines()
    assert lines[2:-2] == [f"{n:>4}" for n in range(1234)]
    assert lines[-1] == "1,234 rows"


def test_long_cells_are_wrapped_at_words_and_then_clipped() -> None:
    lines = draw(
        ["who", "n"], [["Ana Alvarez, Bo Berg, Cy Clark, Di Dahl, Ed Eck", 1]], 15
    ).splitlines()
    assert lines[2:5] == ["Ana Alvarez,  1", "Bo Berg, Cy", "Clark, Di D…"]


def test_columns_without_room_are_left_out_and_named_in_the_last_line() -> None:
    columns = [f"column_{n}" for n in range(9)]
    last = draw(columns, [["x" * 30] * 9], 60).splitlines()[-1]
    assert last.startswith("1 row; 3 of 9 columns have room here: select")


def test_numbers_stand_at_the_right_and_null_is_nothing() -> None:
    lines = draw(["sum", "mean"], [[1, Decimal("0.50")], [None, None]], 80).splitlines()
    assert lines[2:4] == ["  1  0.50", ""]


def test_nothing_is_a_head_and_no_rows() -> None:
    assert draw(["a"], [], 80).splitlines() == ["a", "─", "", "0 rows"]


def test_values_are_shown_as_people_write_them() -> None:
    assert shown(datetime(2024, 5, 15, 12, 0, 0, 5, tzinfo=UTC)) == "2024-05-15 12:00:00"
    assert shown(["TCD", "LBY"]) == "TCD, LBY"
    assert shown(True) == "true"
    assert shown("one\ntwo\x1b[31m") == "one two [31m"


def test_wide_letters_take_two_places() -> None:
    assert clipped("東京都", 5) == "東京…"
    assert cell_width("e\u0301") == 1


@given(st.lists(st.lists(st.text(max_size=40), min_size=4, max_size=4), max_size=4))
def test_no_line_is_wider_than_asked_for(rows: list[list[str]]) -> None:
    head_and_rows = draw(["a", "b", "c", "d"], rows, 60).splitlines()[:-1]
    assert all(cell_width(line) <= 60 for line in head_and_rows)
