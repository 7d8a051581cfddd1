"""A Kafka broker for tests: the one that comes with the client library, in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from confluent_kafka import Producer


@contextmanager
def broker() -> Iterator[str]:
    """The address of a broker that forgets everything when the block ends."""
    command = [sys.executable, "-m", "tests.broker"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def produce(servers: str, topic: str, messages: Sequence[tuple[int, bytes | None]]) -> None:
    """Send messages, each to its partition, in this order."""
    producer = Producer({"bootstrap.servers": servers, "linger.ms": 5})
    for partition, value in messages:
        producer.produce(topic, value=value, partition=partition)
    assert producer.flush(30) == 0


def main() -> None:
    """Be a broker until killed."""
    settings = {"bootstrap.servers": "none", "test.mock.num.brokers": 1, "log_level": 0}
    producer = Producer(settings)
    [found] = producer.list_topics(timeout=30).brokers.values()
    print(f"{found.host}:{found.port}", flush=True)
    time.sleep(3600)


if __name__ == "__main__":
    main()
