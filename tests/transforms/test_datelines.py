"""Datelines, and the publication dates that texts show."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.datelines import find_dateline, published_from_text


@pytest.mark.parametrize(("sentence", "place", "day", "rest"), [
    ("TUNIS, March 3 (Reuters) - Chad and Libya met.", "TUNIS", "March 3", "Chad and"),
    ("LOME (Reuters) – Togo and Benin met.", "LOME", None, "Togo and"),
    ("LOME Togo and Benin met.", "LOME", None, "Togo and"),
    ("LOME/TUNIS The premiers met.", "LOME/TUNIS", None, "The premiers"),
    ("LOME, Aug 5 - The premiers met.", "LOME", "Aug 5", "The premiers"),
    ("By Ama Koffi LOME, Dec. 28 (Yonhap) -- Togo spoke.", "LOME", "Dec. 28", "Togo spoke"),
    ("LOME, Togo, Oct. 13, 2025 (AFP) — Leaders met.", "LOME", "Oct. 13, 2025", "Leaders met"),
    ("ADDIS ABABA — Ethiopia's premier left.", "ADDIS ABABA", None, "Ethiopia's"),
    ("LOME, Togo U.S. envoys arrived.", "LOME", None, "U.S. envoys"),
    ("ST. GEORGE, South Sudan Envoys arrived.", "ST. GEORGE", None, "Envoys"),
    ("LOME NATO allies met.", "LOME", None, "NATO allies"),
    ("LOME EU President Olu Ade spoke.", "LOME", None, "EU President"),
    ("Lome, July 5 (Xinhua) -- Togo spoke.", "Lome", "July 5", "Togo spoke"),
    ("MINSK, June 24. /TASS/. The envoys met.", "MINSK", "June 24", "The envoys"),
    ("(CNN) President Ade spoke.", "", None, "President Ade"),
    ("AP - Togo and Benin met.", "", None, "Togo and"),
])  # fmt: skip
def test_dateline_is_read(sentence: str, place: str, day: str | None, rest: str) -> None:
    dateline = find_dateline(sentence)
    assert dateline is not None
    assert (dateline.place, dateline.date_text) == (place, day)
    assert sentence[dateline.end :].startswith(rest)


@pytest.mark.parametrize("sentence", [
    "", "Chad and Libya met in Tunis.", "NATO Secretary-General Olu Ade spoke.",
    "OPEC Ministers agreed.", "U.S. President Olu Ade met Ama Koffi.",
    "FILE - Leaders meet in Lome.", "TOGO TO SIGN PACT WITH BENIN", "Ade - who met Koffi - left.",
    "MR. ADE: Good morning.",
    "G7 leaders met.", "A U.S. - China deal was signed.",
])  # fmt: skip
def test_other_openings_are_no_dateline(sentence: str) -> None:
    assert find_dateline(sentence) is None


CAPTION = "The premiers pose in Lome, Togo, July 10, 2024. (Yonhap/Kyodo)"


@pytest.mark.parametrize(("text", "day"), [
    (CAPTION, date(2024, 7, 10)),
    (f"{CAPTION}\nSEOUL, July 11 (Yonhap) -- They met.", date(2024, 7, 11)),
    ("SEOUL, Jan. 2 (Yonhap) -- They met.\nThey pose in Lome, Dec. 31, 2025. (Yonhap)",
     date(2026, 1, 2)),
    (f"They wave in Lome, July 9, 2024. (AP Photo/Ama Koffi)\n{CAPTION}", date(2024, 7, 10)),
    ("January 22, 2016\nThe two met.", date(2016, 1, 22)),
    ("Published: 3 May 2021\nThe two met.", date(2021, 5, 3)),
    ("GENEVA, July 3, 2014 (Xinhua) -- They met.", date(2014, 7, 3)),
])  # fmt: skip
def test_publication_day_is_read_from_the_text(text: str, day: date) -> None:
    shown = published_from_text(text)
    assert shown is not None
    assert shown.day == day
    assert shown.origin == ("caption" if text.endswith(CAPTION) else "dateline")


@pytest.mark.parametrize("text", [
    "", "SEOUL, Dec. 30 (Yonhap) -- They met.", "They met on July 10, 2024, in Lome.",
    "Reuters, 14/06 16:49 CET\nThey met.",
    "FILE - Leaders meet in Lome, July 10, 2014. (AP Photo/Ama Koffi, File)",
    "They will welcome him on July 10, 2024.",
])  # fmt: skip
def test_prose_and_archive_photos_show_no_publication_day(text: str) -> None:
    assert published_from_text(text) is None


@pytest.mark.parametrize("unit", ["A", "AB ", "By A", "A-", "(", "A. "])
def test_long_runs_take_linear_time(unit: str) -> None:
    find_dateline(unit * (1_000_000 // len(unit)))


@given(st.text(alphabet="ABcd ,.-/()3\n", max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    published_from_text(text)
    dateline = find_dateline(text)
    assert dateline is None or 0 < dateline.end <= len(text)
