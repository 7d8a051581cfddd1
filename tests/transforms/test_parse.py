from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import FIELD_ALIASES, Article
from schemas.failure import DataError
from tests.factories import NOTHING, SIGNED
from transforms.parse import (
    FoundArticle,
    ParsedRecord,
    SkippedRecord,
    SourceRecord,
    by_field,
    facts_of,
    parse_record,
)


def parsed(**values: Any) -> ParsedRecord:
    return parse_record(SourceRecord("in.jsonl", 3, {"text": NOTHING, **values}))


def article_of(**values: Any) -> Article:
    return parsed(**values).found.article


@pytest.mark.parametrize("alias", FIELD_ALIASES["text"])
def test_every_name_of_the_text_is_understood(alias: str) -> None:
    record = SourceRecord("in.jsonl", 1, {alias.upper(): SIGNED})
    assert parse_record(record).found.article.text == SIGNED


def test_a_crawlers_record_needs_no_conversion() -> None:
    values = {
        "maintext": SIGNED,
        "title": "An accord",
        "date_publish": "2024-05-15 08:00:00",
        "source_domain": "news.example",
        "url": "https://news.example/1",
        "image_url": None,
    }
    article = parse_record(SourceRecord("in.jsonl", 1, values)).found.article
    assert (article.source, article.title) == ("news.example", "An accord")
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-05-15T08:00:00+00:00"


def test_an_empty_field_gives_way_to_another_name_of_it() -> None:
    assert by_field({"title": " ", "headline": "Talks", "date": None}) == {"title": "Talks"}


def test_the_host_stands_for_a_missing_source() -> None:
    assert article_of(url="https://www.herald.example/a?b").source == "herald.example"
    assert article_of(url="http://[half").source is None
    assert article_of(source={"id": None, "name": "The Herald"}).source == "The Herald"


def test_ids_are_given_or_hashed_from_the_url_or_from_title_and_text() -> None:
    assert article_of(id=17).article_id == "17"
    by_url = article_of(url="https://a.example/1").article_id
    assert by_url == article_of(url="https://a.example/1", title="Changed").article_id
    assert article_of().article_id != article_of(title="Another").article_id
    assert article_of().article_id == article_of().article_id


def test_paragraphs_and_sections_become_one_text() -> None:
    assert article_of(text=["One.", "Two."]).text == "One.\nTwo."
    body = {"summary": [], "sections": [{"headline": ["Head"], "paragraphs": ["One.", "Two."]}]}
    assert article_of(text=None, body=body).text == "Head\nOne.\nTwo."


def test_the_text_stays_as_it_is() -> None:
    text = "  One. \r\n\r\n Two.\t"
    assert article_of(text=text).text == text


@pytest.mark.parametrize(
    ("values", "kind", "message"),
    [
        ({"text": None}, "MissingText", "no text"),
        ({"text": "  "}, "MissingText", "no text"),
        ({"text": ["", " "]}, "MissingText", "blank"),
        ({"text": "x" * 500_001}, "TextTooLong", "500,001 characters, more than 500,000"),
        ({"text": 5}, "WrongType", "text is a number"),
        ({"text": True}, "WrongType", "text is a truth value"),
        ({"text": {"html": "<p>"}}, "WrongType", "text is an object"),
        ({"title": ["A"]}, "WrongType", "title is a list"),
        ({"id": {"$oid": "1"}}, "WrongType", "article_id is an object"),
    ],
)
def test_bad_records_say_what_is_wrong(values: dict[str, Any], kind: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as raised:
        parsed(**values)
    assert raised.value.kind == kind


def test_an_absurd_date_is_lost_but_not_the_article() -> None:
    result = parsed(date="9999-99-99")
    assert (result.found.article.published_at, result.date_lost) == (None, True)
    assert result.found.article.published_from is None


def test_a_dateline_stands_in_for_a_missing_date() -> None:
    result = parsed(text="TUNIS, May 15, 2024 (Agency) -- Chad and Libya signed an accord.")
    article = result.found.article
    assert (article.published_from, result.date_lost) == ("dateline", False)
    assert str(article.published_at) == "2024-05-15 00:00:00+00:00"


def test_an_absurd_date_gives_way_to_that_of_the_address_and_counts_as_lost() -> None:
    result = parsed(date="9999-99-99", url="https://wire.example/2024/05/15/a")
    assert (result.found.article.published_from, result.date_lost) == ("url", True)


def test_texts_in_other_languages_are_skipped_with_what_is_known_of_them() -> None:
    german = "Die Minister der beiden Länder trafen sich am Montag und sprachen über den Handel."
    record = SourceRecord("in.jsonl", 7, {"text": german, "title": "Gespräche"})
    with pytest.raises(SkippedRecord) as skipped:
        parse_record(record, languages=frozenset({"en", "fr"}))
    facts = skipped.value.facts
    assert (facts.reason, facts.language, facts.title) == ("language de", "de", "Gespräche")
    assert (facts.outcome, facts.characters, facts.words) == ("skipped", len(german), 14)
    assert parse_record(record, languages=frozenset({"de"})).found.article.language == "de"
    assert parse_record(record).found.article.language is None


def test_of_too_short_a_text_the_metadata_tell_the_language() -> None:
    languages = frozenset({"en"})
    brief = SourceRecord("in.jsonl", 1, {"text": "Kohl trifft Li.", "language": "de-AT"})
    with pytest.raises(SkippedRecord):
        parse_record(brief, languages=languages)
    unsaid = SourceRecord("in.jsonl", 1, {"text": "Kohl trifft Li."})
    assert parse_record(unsaid, languages=languages).found.article.language is None


def test_what_a_format_skips_is_skipped_though_it_has_no_text() -> None:
    url = "https://www.wire.example/2024/05/15/a"
    record = SourceRecord("list.txt", 3, {"url": url}, skip="no_text")
    with pytest.raises(SkippedRecord) as skipped:
        parse_record(record)
    facts = skipped.value.facts
    assert (facts.reason, facts.source, facts.published_from) == ("no_text", "wire.example", "url")
    assert (facts.text_sha256, facts.characters, facts.position) == (None, 0, 3)


def test_facts_of_an_article_leave_its_text_out() -> None:
    facts = facts_of(parsed(id="a1", text="They met. Both spoke.").found, "read")
    assert (facts.article_id, facts.characters, facts.words) == ("a1", 21, 4)
    assert facts.text_sha256 == sha256(b"They met. Both spoke.").hexdigest()


def test_an_address_that_is_called_source_is_the_address() -> None:
    article = article_of(source="https://www.wire.example/a", sitename="")
    assert (article.url, article.source) == ("https://www.wire.example/a", "wire.example")


def test_fundus_keeps_addresses_with_the_page() -> None:
    page = {"responded_url": "https://wire.example/a", "requested_url": "https://wire.example/b"}
    assert article_of(html={**page, "content": "<html>"}).url == "https://wire.example/a"


def test_half_characters_are_replaced_and_offsets_stay() -> None:
    assert article_of(text="a\ud800b").text == "a\ufffdb"


def test_places_sort_as_the_records_stand() -> None:
    article = article_of()
    origins = [FoundArticle(article, "a.jsonl", n).origin for n in (2, 10, 100)]
    assert origins == sorted(origins)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from([alias for aliases in FIELD_ALIASES.values() for alias in aliases])


@given(st.dictionaries(NAMES, JSON, max_size=5))
def test_any_record_is_an_article_or_a_data_error(values: dict[str, object]) -> None:
    try:
        result = parse_record(SourceRecord("in.jsonl", 1, values))
    except DataError:
        return
    assert result.found.article.text.strip()


@pytest.mark.parametrize("name", ["id", "url", "title", "source", "language"])
def test_a_field_that_is_too_long_is_a_failure(name: str) -> None:
    values = {"text": "They met.", name: "x" * 10_001}
    with pytest.raises(DataError, match="10,001 characters, more than 10,000") as caught:
        parse_record(SourceRecord("in.jsonl", 1, values))
    assert caught.value.kind == "FieldTooLong"


def test_a_text_that_lies_deep_in_lists_is_a_failure() -> None:
    text: object = "They met."
    for _ in range(900):
        text = [text]
    with pytest.raises(DataError, match="more than 32 lists deep"):
        parse_record(SourceRecord("in.jsonl", 1, {"text": text}))
