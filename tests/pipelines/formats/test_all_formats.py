"""The same fifty invented articles in every format say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.inputs import find_files
from schemas.article import Article
from tests.pipelines.formats.deliveries import FILES, FOLDERS, write_all
from tests.pipelines.formats.newsroom import Story, stories
from tests.pipelines.formats.reading import records
from transforms.extract import Extractor, Mention
from transforms.parse import parse_record

TOLD = stories()
NAMES = [*FILES, *FOLDERS, "mail.mbox"]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_all(tmp_path_factory.mktemp("news"), TOLD)


def articles_of(path: Path) -> Iterator[Article]:
    for file in find_files([str(path)]):
        for record in records(Path(file)):
            yield parse_record(record, languages=frozenset({"en"})).found.article


def said(mention: Mention) -> tuple[object, ...]:
    """All of a mention but what names the article and its moment of publication."""
    apart = {"mention_id", "article_id", "url", "source", "published_at", "published_from"}
    return tuple(sorted((k, str(v)) for k, v in mention.model_dump(exclude=apart).items()))


def by_title(story: Story) -> str:
    return story.title


@pytest.fixture(scope="module")
def expected(extractor: Extractor) -> list[tuple[object, ...]]:
    given = [
        Article(article_id=s.id, title=s.title, text=s.text, published_at=s.noon) for s in TOLD
    ]
    found = [said(each) for _, mentions in extractor.extract(given) for each in mentions]
    assert len(found) >= 33  # two of three stories tell of an event
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_same_articles_give_the_same_mentions(
    name: str,
    written: dict[str, Path],
    extractor: Extractor,
    expected: list[tuple[object, ...]],
) -> None:
    articles = list(articles_of(written[name]))
    assert sorted(a.title or "" for a in articles) == sorted(map(by_title, TOLD))
    days = {a.title: a.published_at.date() for a in articles if a.published_at}
    assert days == {story.title: story.day for story in TOLD}
    found = [said(each) for _, mentions in extractor.extract(articles) for each in mentions]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("name", NAMES)
def test_evidence_stands_in_the_text_that_was_read(
    name: str, written: dict[str, Path], extractor: Extractor
) -> None:
    articles = list(articles_of(written[name]))[:6]
    spans = [
        (article.text[span.char_start : span.char_end], span.text)
        for article, mentions in extractor.extract(articles)
        for mention in mentions
        for span in mention.evidence
    ]
    assert spans
    assert all(cut == text for cut, text in spans)
