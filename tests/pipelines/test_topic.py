import apache_beam as beam
from apache_beam.coders.typecoders import registry
from apache_beam.testing.util import assert_that, equal_to

from pipelines.topic import TopicMessage, ToRecords
from tests.factories import make_pipeline


def test_messages_become_records_or_failures_with_their_place() -> None:
    uri = "kafka://b:1/news/3"
    values = [b'{"text": "One."}', b"{broken", None]
    messages = [TopicMessage(uri, offset, value) for offset, value in enumerate(values, 7)]
    with make_pipeline() as pipeline:
        read = pipeline | beam.Create(messages) | ToRecords()
        records = read.records | beam.Map(lambda r: (r.source_uri, r.position, r.values["text"]))
        assert_that(records, equal_to([(uri, 7, "One.")]))
        failures = read.failures | beam.Map(lambda f: (f.source_uri, f.position, f.error))
        expected = [(uri, 8, "MalformedJson"), (uri, 9, "EmptyMessage")]
        assert_that(failures, equal_to(expected), label="failures")


def test_messages_cross_between_languages_as_rows() -> None:
    message = TopicMessage("kafka://b:1/news/3", 7, b"{}")
    coder = registry.get_coder(TopicMessage)
    assert coder.decode(coder.encode(message)) == message
