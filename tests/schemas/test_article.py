from datetime import UTC, datetime, timedelta, timezone
from itertools import chain

import pytest
from pydantic import ValidationError

from schemas.article import FIELD_ALIASES, Article
from tests.factories import make_article


def test_moments_are_kept_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))
    article = make_article(published_at=datetime(2024, 5, 15, 3, tzinfo=tokyo))
    assert article.published_at == datetime(2024, 5, 14, 18, tzinfo=UTC)
    assert article.published_at.tzinfo is UTC


@pytest.mark.parametrize(
    "moment",
    [datetime(2024, 5, 15), datetime(3020, 1, 1, tzinfo=UTC), datetime(9, 1, 1, tzinfo=UTC)],
)
def test_a_moment_without_zone_or_of_an_absurd_year_is_refused(moment: datetime) -> None:
    with pytest.raises(ValidationError):
        make_article(published_at=moment)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_article_without_text_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="needs a text"):
        make_article(text)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        make_article(colour="blue")


def test_articles_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_article().text = "Other words."  # type: ignore[misc]


def test_aliases_are_distinct_lower_case_and_cover_every_field() -> None:
    names = list(chain.from_iterable(FIELD_ALIASES.values()))
    assert len(names) == len(set(names))
    assert all(name == name.lower() and "-" not in name for name in names)
    assert set(FIELD_ALIASES) == set(Article.model_fields) - {"published_from"}
