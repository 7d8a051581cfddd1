"""Whole articles: what they give stands beside them; `make golden` rewrites it for review."""

from pathlib import Path

import pytest

from tests.golden.outcome import CASES, expected, outcome, record_of
from transforms.extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_article_gives_what_was_reviewed(case: Path, extractor: Extractor) -> None:
    assert outcome(record_of(case), extractor) == expected(case)


def test_there_are_stories_of_meetings_of_treaties_and_of_bad_records() -> None:
    rows = [expected(case) for case in CASES]
    kinds = {mention["event_type"] for found in rows for mention in found["mentions"]}
    assert kinds == {"meeting", "treaty"}
    assert any(found["failures"] for found in rows)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_evidence_is_cut_from_the_article(case: Path) -> None:
    text = record_of(case).get("text") or record_of(case).get("body")
    for mention in expected(case)["mentions"]:
        for span in mention["evidence"]:
            assert isinstance(text, str)
            assert span["text"] == text[span["char_start"] : span["char_end"]]
