"""Trials on a real cluster; each prints a line of JSON with its figures.

python -m tests.cluster out/cluster [--corpus DIR] [--articles N] [--trials batch,stream,...]

batch    extract on Flink, with one slot and with two = the lake of the local run, byte for byte
stream   out of order, late, malformed and doubled messages, a task manager killed: each mention
once latency  from the sending of an article to its readable row: on Flink, and with follow
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from subprocess import CalledProcessError, run
from typing import Any

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic  # type: ignore[attr-defined]

from tests.bench.streams import write
from tests.cluster.cluster import Cluster, timed
from tests.cluster.news import Record, articles, rows, traffic
from tests.cluster.pieces import MissingPiece, stage
from tests.streams.latency import lags, spread

COMMUNIQUE = [sys.executable, "-m", "pipelines"]


class Failed(Exception):
    """A trial gave another result than it must."""


def communique(*words: str) -> None:
    """Run a command to its end."""
    run([*COMMUNIQUE, *words], check=True)


def told(trial: str, **figures: Any) -> None:
    """Print what came of a trial."""
    rounded = {k: round(v, 2) if isinstance(v, float) else v for k, v in figures.items()}
    print(json.dumps({"trial": trial, **rounded}), flush=True)


def batch(cluster: Cluster, news: list[Record], folder: Path) -> None:
    """The bounded graph, locally and on the cluster."""
    source, took = str(write(folder / "batch.jsonl", news)), dict[str, float]()
    with timed("local", took):
        communique("extract", "--input", source, "--lake", str(folder / "local"), "--workers", "1")
    expected = contents(folder / "local")
    for slots in (1, 2):
        lake = folder / f"flink_{slots}"
        with timed(f"slots_{slots}", took):
            words = ["extract", "--input", source, "--lake", str(lake)]
            communique(*words, *cluster.options(slots))
        if contents(lake) != expected:
            raise Failed(f"batch: {lake} differs from {folder / 'local'}")
        took[f"job_{slots}"] = cluster.jobs()[0]["duration"] / 1000
    rate = {f"articles_per_s_{n}": len(news) / took[f"job_{n}"] for n in (1, 2)}
    told("batch", articles=len(news), mentions=len(rows(folder / "local")), **took, **rate)


def contents(lake: Path) -> dict[str, bytes]:
    """All rows, as they lie on disk."""
    return {str(p.relative_to(lake)): p.read_bytes() for p in lake.rglob("*.parquet")}


def make_topic(cluster: Cluster, topic: str) -> None:
    """A topic of two partitions."""
    client = AdminClient({"bootstrap.servers": cluster.broker})
    [made] = client.create_topics([NewTopic(topic, num_partitions=2)]).values()
    made.result(60)


def start_stream(cluster: Cluster, topic: str, lake: Path, slots: int = 2) -> str:
    """Hand the graph without end to the cluster; the id of the job."""
    make_topic(cluster, topic)
    words = ["stream", "--input", f"kafka://{cluster.broker}/{topic}", "--lake", str(lake)]
    service = f"localhost:{cluster.port['expansion']}"
    words += ["--every", "5s", "--expansion_service", service, "--no_wait"]
    flink = ["--checkpointing_interval=5000", "--max_bundle_time_mills=500"]
    flink += ["--number_of_execution_retries=20", "--execution_retry_delay=2000"]
    communique(*words, *cluster.options(slots), *flink)
    cluster.wait(lambda: cluster.jobs()[0]["state"] == "RUNNING", "the stream")
    return str(cluster.jobs()[0]["jid"])


def send(
    cluster: Cluster,
    topic: str,
    messages: Sequence[bytes],
    rate: float,
    midway: Callable[[], None] = lambda: None,
) -> dict[str, float]:
    """Send so many messages a second; when each article was sent, by its id."""
    producer = Producer({"bootstrap.servers": cluster.broker, "linger.ms": 5})
    began, sent = time.time(), dict[str, float]()
    for number, raw in enumerate(messages):
        time.sleep(max(0.0, began + number / rate - time.time()))
        if number == len(messages) // 2:
            midway()
        producer.produce(topic, value=raw)
        producer.poll(0)
        try:
            sent.setdefault(json.loads(raw)["id"], time.time())
        except ValueError:
            continue  # one that is meant to be malformed
    if left := producer.flush(60):
        raise Failed(f"{left} messages were not taken by the broker")
    return sent


def stream(cluster: Cluster, news: list[Record], folder: Path) -> None:
    """Unruly traffic and a killed task manager, against the bounded run of the same articles."""
    sent, lake = traffic(news, datetime.now(UTC)), folder / "stream"
    write(folder / "good.jsonl", sent.good)
    words = ["extract", "--input", str(folder / "good.jsonl"), "--lake", str(folder / "bounded")]
    communique(*words, "--workers", "1")
    expected = rows(folder / "bounded")
    job = start_stream(cluster, "unruly", lake)
    took: dict[str, float] = {}

    def kill() -> None:
        cluster.kill_task_manager(1)
        time.sleep(5)
        cluster.start_task_manager(1)

    with timed("seconds", took):
        send(cluster, "unruly", sent.messages, 20, kill)
        bad = sent.late + sent.malformed
        wait_for(lambda: (len(rows(lake)), len(rows(lake, "failures"))), (len(expected), bad))
    found, failed = rows(lake), rows(lake, "failures")
    faults = cluster.get(f"/jobs/{job}/exceptions")["exceptionHistory"]["entries"]
    cluster.cancel(job)
    if found != expected:
        missing, more = set(expected) - set(found), set(found) - set(expected)
        doubled = len(found) - len(set(found))
        raise Failed(f"stream: {len(missing)} missing, {len(more)} more, {doubled} doubled")
    late = sum('"error": "TooLate"' in row for row in failed)
    if (late, len(failed)) != (sent.late, bad):
        raise Failed(f"stream: {late} too late of {sent.late}, {len(failed)} failures of {bad}")
    figures = {"messages": len(sent.messages), "mentions": len(found), "recoveries": len(faults)}
    told("stream", **figures, late=late, malformed=sent.malformed, copies=sent.copies, **took)


def wait_for(now: Callable[[], Any], then: Any, patience: float = 300.0) -> None:
    """Wait until something is as it must be, or does not change for a long time."""
    last, since = now(), time.monotonic()
    while last != then and time.monotonic() - since < patience:
        time.sleep(2)
        if (seen := now()) != last:
            last, since = seen, time.monotonic()
    time.sleep(12)  # what comes now would be too much


def latency(cluster: Cluster, news: list[Record], folder: Path) -> None:
    """How long an article takes, at five a second."""
    sent = traffic(news[: max(30, len(news) // 8)], datetime.now(UTC))
    job = start_stream(cluster, "timed", folder / "timed")
    send(cluster, "timed", sent.messages[:9], 5)
    time.sleep(60)  # the workers start and load their models with the first articles
    times = send(cluster, "timed", sent.messages[9:], 5)
    time.sleep(30)
    cluster.cancel(job)
    told("latency", **spread(lags(folder / "timed", times)))


TRIALS = {"batch": batch, "stream": stream, "latency": latency}


def main(words: Sequence[str] | None = None) -> int:
    """Run the trials; 1 if one fails, or if a piece of the cluster is missing."""
    parser = argparse.ArgumentParser("python -m tests.cluster", description=__doc__)
    parser.add_argument("folder", type=Path, help="for the pieces, the logs and the lakes")
    parser.add_argument("--corpus", type=Path, help="folder of news as .jsonl.gz; default: samples")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--trials", default=",".join(TRIALS))
    options = parser.parse_args(words)
    work = options.folder.resolve() / "run"
    rmtree(work, ignore_errors=True)
    try:
        pieces = stage(options.folder)
        news = articles(options.corpus, options.articles)
        with Cluster(pieces, work / "logs") as cluster:
            for name in options.trials.split(","):
                TRIALS[name](cluster, news, work / name)
    except (MissingPiece, Failed, RuntimeError, TimeoutError, CalledProcessError) as error:
        print(f"cluster: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
