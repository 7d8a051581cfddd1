import pyarrow as pa
import pytest

from schemas.arrow import (
    ARTICLE_SCHEMA,
    FAILURE_SCHEMA,
    MENTION_FILE_SCHEMA,
    MENTION_SCHEMA,
    to_mention,
    to_table,
)
from schemas.mention import MeetingMention, TreatyMention
from schemas.version import SCHEMA_VERSION
from tests.factories import make_article, make_failure, make_meeting, make_treaty

STRINGS = pa.list_(pa.field("element", pa.string()))
CONTRACT = {
    "published_at": pa.timestamp("us", tz="UTC"),
    "event_type": pa.string(),
    "is_background": pa.bool_(),
    "parties": STRINGS,
    "latitude": pa.float64(),
    "longitude": pa.float64(),
    "event_date_start": pa.date32(),
    "event_date_end": pa.date32(),
    "duration_minutes": pa.int32(),
    "topics": STRINGS,
    "outcomes": STRINGS,
    "provisions": STRINGS,
    "cameo_code": pa.string(),
    "quad_class": pa.int8(),
    "goldstein": pa.float32(),
    "rules": STRINGS,
    "confidence": pa.float32(),
}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_have_the_types_of_the_contract(name: str) -> None:
    assert MENTION_SCHEMA.field(name).type == CONTRACT[name]


def test_participants_and_evidence_are_lists_of_structs() -> None:
    seat = MENTION_SCHEMA.field("participants").type.value_type
    assert [field.name for field in seat] == ["name", "title", "country", "organization", "role"]
    span = MENTION_SCHEMA.field("evidence").type.value_type
    assert [field.name for field in span] == ["text", "char_start", "char_end"]


def test_both_kinds_have_the_columns_of_the_schema_in_order() -> None:
    for kind in (MeetingMention, TreatyMention):
        assert list(kind.model_fields) == MENTION_SCHEMA.names


def test_partition_columns_stay_out_of_the_files() -> None:
    assert set(MENTION_SCHEMA.names) - set(MENTION_FILE_SCHEMA.names) == {"event_type"}


def test_files_carry_the_schema_version() -> None:
    assert MENTION_FILE_SCHEMA.metadata[b"schema_version"] == SCHEMA_VERSION.encode()


@pytest.mark.parametrize("mention", [make_meeting(), make_treaty(topics=("trade", "water"))])
def test_a_mention_comes_back_from_its_row(mention: MeetingMention | TreatyMention) -> None:
    [row] = to_table([mention], MENTION_SCHEMA).to_pylist()
    assert to_mention(row) == mention


def test_articles_and_failures_fit_their_schemas() -> None:
    assert to_table([make_article()], ARTICLE_SCHEMA).num_rows == 1
    assert to_table([make_failure()], FAILURE_SCHEMA).num_rows == 1
