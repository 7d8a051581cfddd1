"""How long it takes from the sending of an article to its readable row, with `communique follow`.

    python -m tests.streams.latency 60

sends five sample articles a second to a broker of its own for so many seconds, once with a merge
after each slice and once without, and prints a line of JSON for each.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from tests.broker import broker, produce

SAMPLES = Path(__file__).parents[2] / "pipelines" / "samples"
RATE = 5


def lags(lake: Path, sent: dict[str, float]) -> list[float]:
    """Seconds from the sending of an article to the file of its mention, for each row."""
    found: list[float] = []
    for path in lake.glob("mentions/**/*.parquet"):
        written = path.stat().st_mtime
        names = pq.ParquetFile(path).read(["article_id"]).column("article_id").to_pylist()
        found += [written - sent[name] for name in names if name in sent]
    return sorted(found)


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """The median and the 99th percentile."""
    last = quantiles(seconds, n=100)[98]
    return {"rows": len(seconds), "median_s": round(median(seconds), 2), "p99_s": round(last, 2)}


def send(servers: str, number: int) -> dict[str, float]:
    """Send so many articles; when each was sent, by its id."""
    lines = [line for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.open()]
    began, sent = time.time(), dict[str, float]()
    for n in range(number):
        time.sleep(max(0.0, began + n / RATE - time.time()))
        record = json.loads(lines[n % len(lines)])
        record |= {"id": f"{n}", "text": f"{record['text']} This was report number {n} of the day."}
        sent[record["id"]] = time.time()
        produce(servers, "news", [(0, json.dumps(record).encode())])
    return sent


def trial(servers: str, lake: Path, seconds: int, *words: str) -> dict[str, float]:
    """Follow while articles come; how long they took."""
    source = ["--input", f"kafka://{servers}/news", "--lake", str(lake), "--every", "5s"]
    command = [sys.executable, "-m", "pipelines", "follow", *source, "--quiet", *words]
    produce(servers, "news", [(0, b"{}")])
    with subprocess.Popen(command) as process:
        time.sleep(15)  # it starts
        sent = send(servers, RATE * seconds)
        time.sleep(20)
        process.terminate()
    return spread(lags(lake, sent))


def main(words: Sequence[str]) -> int:
    """Measure with and without merges."""
    with TemporaryDirectory(prefix="communique-latency-") as folder:
        for more in ((), ("--no_merge",)):
            with broker() as servers:
                took = trial(servers, Path(folder) / f"lake{len(more)}", int(words[0]), *more)
            print(json.dumps({"options": " ".join(more), **took}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
