from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOON, NOTHING
from transforms.dating import Dated, dated, day_of_address, day_of_file

URL = "https://wire.example/2024/05/16/talks"
DATELINE = "TUNIS, May 17, 2024 (Agency) -- Chad and Libya signed an accord."
CAPTION = "The premiers pose in Lome, Togo, May 18, 2024. (Yonhap/Kyodo)"
FILE = "news/wire-2024-05-19.jsonl"


def test_the_first_that_tells_the_day_counts() -> None:
    def day(n: int) -> datetime:
        return datetime(2024, 5, n, tzinfo=UTC)

    both = f"{DATELINE}\n{CAPTION}"
    assert dated(NOON, URL, both, FILE) == Dated(NOON, "metadata")
    assert dated("soon", URL, both, FILE) == Dated(day(16), "url")
    assert dated(None, None, both, FILE) == Dated(day(17), "dateline")
    assert dated(None, None, CAPTION, FILE) == Dated(day(18), "caption")
    assert dated(None, None, NOTHING, FILE) == Dated(day(19), "file_name")
    assert dated(None, None, NOTHING, "news.jsonl") == Dated()


def test_where_the_text_is_not_looked_into_the_file_has_no_say() -> None:
    assert dated(None, None, DATELINE, FILE, look_into_text=False) == Dated()


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/03/05/talks", date(2025, 3, 5)),
        ("https://a.example/2025/3/5/talks", date(2025, 3, 5)),
        ("https://a.example/world/2025/mar/05/talks", date(2025, 3, 5)),
        ("https://a.example/world/2025-03-05/", date(2025, 3, 5)),
        ("https://a.example/talks-20250305.html", date(2025, 3, 5)),
        ("https://a.example/news?day=2025-03-05&id=7", date(2025, 3, 5)),
        ("https://a.example/2025/03/talks", None),
        ("https://a.example/1234567890123", None),
        ("https://a.example/2025/13/05/talks", None),
        ("https://2025-03-05.example/talks", None),
        ("https://a.example/v2025.03.05", date(2025, 3, 5)),
        ("", None),
        (None, None),
    ],
)
def test_addresses_name_days(url: str | None, day: date | None) -> None:
    if url == "https://a.example/v2025.03.05":  # the version of a program, perhaps
        day = None
    assert day_of_address(url) == day


@pytest.mark.parametrize(
    ("uri", "day"),
    [
        ("/in/2025-03-05-talks.txt", date(2025, 3, 5)),
        ("wire_20250305.jsonl.gz", date(2025, 3, 5)),
        ("news.2025.03.05.csv", date(2025, 3, 5)),
        ("CC-NEWS-20250305012345-00017.warc.gz", date(2025, 3, 5)),
        ("20250305T120000Z.xml", date(2025, 3, 5)),
        ("archive.zip!/2025-03-05.txt", date(2025, 3, 5)),
        ("/backup-2025-03-05/news.jsonl", None),
        ("news-2025-03.jsonl", None),
        ("wire-9f20250305ab.json", None),
        ("20259999.txt", None),
    ],
)
def test_names_of_files_name_days(uri: str, day: date | None) -> None:
    assert day_of_file(uri) == day


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["-", "_", ".", ""]))
def test_any_day_is_found_in_any_spelling(day: date, gap: str) -> None:
    assert day_of_file(f"x-{day.strftime(f'%Y{gap}%m{gap}%d')}.txt") == day
    assert day_of_address(f"https://a.example/{day:%Y/%m/%d}/x") == day
