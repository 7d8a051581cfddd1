from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.formats.shape import Read
from pipelines.kafka import (
    OffsetShare,
    Topic,
    TopicUnreadable,
    read_messages,
    settings_in,
    shares_of_offsets,
)
from schemas.failure import Failure
from schemas.manifest import OffsetRange
from tests.broker import broker, produce
from transforms.parse import SourceRecord


@pytest.fixture(scope="module")
def servers() -> Iterator[str]:
    with broker() as address:
        yield address


def read(servers: str, topic: str, first: int, until: int) -> list[Read]:
    uri = Topic(servers, topic).uri_of(0)
    return list(read_messages(OffsetShare(OffsetRange(uri=uri, first=first, until=until))))


def test_a_range_of_offsets_is_read_as_often_as_one_likes(servers: str) -> None:
    produce(servers, "plain", [(0, b'{"text": "%d"}' % n) for n in range(1200)])
    for _ in range(2):
        records = [one for one in read(servers, "plain", 7, 1107) if isinstance(one, SourceRecord)]
        assert [one.position for one in records] == list(range(7, 1107))
        assert [one.values["text"] for one in records] == [str(n) for n in range(7, 1107)]
    assert records[0].source_uri == f"kafka://{servers}/plain/0"


def test_a_message_that_is_no_record_is_a_failure_and_those_around_it_are_read(
    servers: str,
) -> None:
    values = [b'{"text": "One."}', b"{broken", b'{"text": "\xff"}', None, b"[]", b'{"text": "Two"}']
    produce(servers, "bad", [(0, value) for value in values])
    found = read(servers, "bad", 0, 6)
    faults = [(one.position, one.error) for one in found if isinstance(one, Failure)]
    kinds = ["MalformedJson", "InvalidUtf8", "EmptyMessage", "WrongType"]
    assert faults == list(enumerate(kinds, 1))
    assert [one.position for one in found if isinstance(one, SourceRecord)] == [0, 5]


def test_what_is_available_is_told_by_partition(servers: str) -> None:
    produce(servers, "parts", [(0, b"{}"), (1, b"{}"), (1, b"{}")])
    there = Topic.of(f"kafka://{servers}/parts").available()
    assert {one.uri: one.messages for one in there if one.messages} == {
        f"kafka://{servers}/parts/0": 1,
        f"kafka://{servers}/parts/1": 2,
    }


def test_a_long_range_is_shared_among_workers() -> None:
    whole = OffsetRange(uri="kafka://b:1/t/0", first=10, until=4500)
    shares = [share.offsets for share in shares_of_offsets(whole)]
    assert [(one.first, one.until) for one in shares] == [(10, 2010), (2010, 4010), (4010, 4500)]


@pytest.mark.parametrize("uri", ["kafka://host:1", "kafka:///topic", "kafka://host:1/a/b"])
def test_a_topic_that_is_named_wrongly_is_refused(uri: str) -> None:
    with pytest.raises(UsageError, match="kafka://host:port/topic"):
        Topic.of(uri)


def test_a_broker_that_is_not_there_is_an_error_that_may_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.kafka.PATIENCE", 0.2)
    with pytest.raises(TopicUnreadable, match=r"127\.0\.0\.1:9"):
        Topic.of("kafka://127.0.0.1:9/news").available()


def test_settings_of_the_client_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "client.properties"
    file.write_text("# who we are\nsasl.password = a=b \n\nsecurity.protocol=SASL_SSL\n")
    assert settings_in(str(file)) == {"sasl.password": "a=b", "security.protocol": "SASL_SSL"}
    file.write_text("sasl.password\n")
    with pytest.raises(UsageError, match="line 1"):
        settings_in(str(file))


def test_a_setting_that_the_client_does_not_know_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "client.properties"
    file.write_text("no.such.setting=1\n")
    with pytest.raises(UsageError, match=r"no\.such\.setting"):
        Topic.of("kafka://127.0.0.1:9/news", str(file)).available()
