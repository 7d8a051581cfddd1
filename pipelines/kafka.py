"""Articles from a Kafka topic: which offsets there are, and the messages of a range of them.

A range is read by `confluent-kafka` in the workers, like a file, and can be read again: as often as
it is asked for, it gives the same records. No consumer group is used; the offsets that are done
stand in the ledger of the stream.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pipelines.errors import UsageError
from pipelines.formats.json_lines import json_record
from pipelines.formats.shape import STAGE, Read
from schemas.failure import DataError
from schemas.manifest import OffsetRange
from transforms.parse import SourceRecord

if TYPE_CHECKING:
    from confluent_kafka import Consumer, Message

SCHEME = "kafka://"
SHARE_MESSAGES = 2000
"""Messages of a partition that one worker reads at a time."""

PATIENCE = 30.0
"""Seconds in which a broker has to answer."""

_AT_ONCE = 500


class TopicUnreadable(Exception):
    """The broker cannot be reached, or does not give what it should; trying again may help."""


@dataclass(frozen=True, slots=True)
class OffsetShare:
    """A range of offsets to read, and the file with settings of the client, if there is one."""

    offsets: OffsetRange
    config: str | None = None
    index: int = 0

    @property
    def uri(self) -> str:
        """The partition."""
        return self.offsets.uri


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a Kafka cluster."""

    servers: str
    name: str
    config: str | None = None

    @classmethod
    def of(cls, uri: str, config: str | None = None) -> "Topic":
        """The topic that `kafka://host:port[,host:port]/topic` names."""
        servers, _, name = uri.removeprefix(SCHEME).partition("/")
        if not uri.startswith(SCHEME) or not servers or not name or "/" in name:
            raise UsageError(f"--input {uri}: a topic is named as kafka://host:port/topic")
        settings_in(config)
        return cls(servers, name, config)

    def uri_of(self, partition: int) -> str:
        """The name of a partition in the lake."""
        return f"{SCHEME}{self.servers}/{self.name}/{partition}"

    def available(self) -> list[OffsetRange]:
        """For each partition, the offsets that the broker has now."""
        from confluent_kafka import KafkaException, TopicPartition

        consumer = consumer_of(self.servers, self.config)
        try:
            found = consumer.list_topics(self.name, timeout=PATIENCE).topics[self.name]
            if found.error is not None:
                raise TopicUnreadable(f"topic {self.name} of {self.servers}: {found.error.str()}")
            ranges = []
            for partition in sorted(found.partitions):
                where = TopicPartition(self.name, partition)
                low, high = consumer.get_watermark_offsets(where, timeout=PATIENCE)
                uri = self.uri_of(partition)
                ranges.append(OffsetRange(uri=uri, first=max(low, 0), until=max(high, 0)))
        except KafkaException as error:
            raise TopicUnreadable(f"{self.servers}: {error.args[0].str()}") from error
        finally:
            consumer.close()
        return ranges


def shares_of_offsets(offsets: OffsetRange, config: str | None = None) -> Iterator[OffsetShare]:
    """The range in pieces that workers read side by side."""
    for first in range(offsets.first, offsets.until, SHARE_MESSAGES):
        until = min(first + SHARE_MESSAGES, offsets.until)
        yield OffsetShare(OffsetRange(uri=offsets.uri, first=first, until=until), config)


def read_messages(share: OffsetShare) -> Iterator[Read]:
    """The records of the messages in a range; the position is the offset."""
    from confluent_kafka import TopicPartition

    servers, name, partition = share.uri.removeprefix(SCHEME).split("/")
    consumer = consumer_of(servers, share.config)
    try:
        consumer.assign([TopicPartition(name, int(partition), share.offsets.first)])
        for message in _messages(consumer, share):
            yield message_record(share.uri, _offset(message), message.value())
    finally:
        consumer.close()


def _messages(consumer: "Consumer", share: OffsetShare) -> Iterator["Message"]:
    """The messages whose offsets lie in the range; offsets without a message are passed over."""
    from confluent_kafka import KafkaError

    offset, until = share.offsets.first, share.offsets.until
    while offset < until:
        # A tail that is asked for in full waits until the time is over: so never for more than is.
        batch = consumer.consume(min(_AT_ONCE, until - offset), timeout=PATIENCE)
        if not batch:
            raise TopicUnreadable(f"{share.uri}: nothing came from offset {offset} in {PATIENCE} s")
        for message in batch:
            if (error := message.error()) is not None:
                if error.code() == KafkaError._PARTITION_EOF:  # what is missing was compacted away
                    return
                raise TopicUnreadable(f"{share.uri}, offset {offset}: {error.str()}")
            offset = _offset(message) + 1
            if offset <= until:
                yield message


def message_record(uri: str, offset: int, raw: bytes | None) -> Read:
    """The record that the value of a message holds, or what is wrong with it."""
    if raw is None:
        fault = DataError("EmptyMessage", "the message has no value")
        return SourceRecord(uri, offset, raw=b"").failure(STAGE, fault)
    return json_record(uri, offset, raw)


def _offset(message: "Message") -> int:
    return cast(int, message.offset())  # only a message that was never sent has none


def consumer_of(servers: str, config: str | None = None) -> "Consumer":
    """A client that reads what it is told to, and remembers nothing at the broker."""
    try:
        from confluent_kafka import Consumer, KafkaException
    except ImportError as error:
        raise UsageError(
            "kafka:// needs the package confluent-kafka: pip install 'communique[stream]'"
        ) from error
    settings: dict[str, Any] = {
        "group.id": "communique",
        "enable.auto.commit": False,
        "auto.offset.reset": "error",
        "enable.partition.eof": True,
        "log_level": 2,
        **settings_in(config),
    }
    try:
        return Consumer(settings | {"bootstrap.servers": servers})
    except KafkaException as error:
        raise UsageError(f"--kafka_config {config}: {error.args[0].str()}") from error


def settings_in(config: str | None) -> dict[str, str]:
    """The settings of a file with a `name=value` in each line, as Kafka's own tools take them."""
    if config is None:
        return {}
    try:
        lines = Path(config).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"--kafka_config {config}: {error.strerror}") from error
    pairs = {}
    for number, line in enumerate(lines, 1):
        if (stripped := line.strip()) and not stripped.startswith("#"):
            name, equals, value = stripped.partition("=")
            if not equals:
                raise UsageError(f"--kafka_config {config}: line {number} is no name=value")
            pairs[name.strip()] = value.strip()
    return pairs
