"""Reading a Kafka topic without end as a Beam transform, for runners that can: messages → records.

Beam's own reader does the work. It is written in Java and reached through an expansion service.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PBegin, PCollection, TaggedOutput

from pipelines.kafka import Topic, message_record, settings_in
from schemas.failure import Failure
from transforms.parse import SourceRecord
from transforms.stages import COUNTERS, FAILURES


class TopicMessage(NamedTuple):
    """One message, and where it stands; its timestamp is the moment of its arrival."""

    uri: str
    offset: int
    value: bytes | None


@dataclass
class ReadTopic(beam.PTransform):
    """Begin -> PCollection[TopicMessage], without end unless *until_records* says how many."""

    topic: Topic
    expansion_service: str | None = None
    until_records: int | None = None

    def expand(self, begin: PBegin) -> PCollection[TopicMessage]:
        """Ask for the messages from the first on, with their places."""
        from apache_beam.io.kafka import ReadFromKafka

        consumer = {
            "bootstrap.servers": self.topic.servers,
            "auto.offset.reset": "earliest",
            **settings_in(self.topic.config),
        }
        read = ReadFromKafka(
            consumer_config=consumer,
            topics=[self.topic.name],
            with_metadata=True,
            max_num_records=self.until_records,
            timestamp_policy=ReadFromKafka.create_time_policy,
            expansion_service=self.expansion_service,
        )
        place = beam.Map(_placed_message, self.topic.uri_of(0).rpartition("/")[0])
        return begin | "Kafka" >> read | "Place" >> place.with_output_types(TopicMessage)


def _placed_message(record: Any, topic_uri: str) -> TopicMessage:
    return TopicMessage(f"{topic_uri}/{record.partition}", record.offset, record.value)


@dataclass
class ToRecords(beam.PTransform):
    """PCollection[TopicMessage] -> (records: PCollection[SourceRecord], failures)."""

    def expand(self, messages: PCollection[TopicMessage]) -> Any:
        """Each message is a JSON object, or a failure."""
        return messages | "Json" >> beam.ParDo(_ToRecord()).with_outputs(FAILURES, main="records")


@beam.typehints.with_output_types(SourceRecord, failures=Failure)
class _ToRecord(beam.DoFn):
    def process(self, message: TopicMessage) -> Iterator[Any]:
        Metrics.counter(COUNTERS, "records_in").inc()
        read = message_record(message.uri, message.offset, message.value)
        if isinstance(read, Failure):
            Metrics.counter(COUNTERS, "failures_in_read").inc()
            yield TaggedOutput(FAILURES, read)
        else:
            yield read
