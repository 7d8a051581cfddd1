"""How fast and in how much memory each format is read: `python -m tests.bench.reading MEGABYTES`.

Prints one line of JSON per format: megabytes of the file, articles, articles and megabytes of the
file per second of processor time from file to parsed article, and peak memory. With names behind
the number, only these formats; with `--run`, whole runs over them: what `communique extract` takes,
where no article tells of an event.

The articles are made up of random words, 2,400 characters each, and the files from them on the fly.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from backports import zstd

from tests.bench.processes import processor_seconds, resident_bytes
from tests.pipelines.formats import deliveries, newsroom
from tests.pipelines.formats.newsroom import Story

CHARS = 2_400
DAYS = 30
_WORDS = """the the the a a of of and and to to in in was for harvest market price farmer rain north
road school river town winter people morning season water paper garden window music letter bridge
summer old new long small"""

Maker = Callable[[Path, int], None]


def told(count: int) -> Iterator[Story]:
    """So many articles, no two of them alike."""
    rng = random.Random(9)
    for n in range(count):
        words = rng.choices(_WORDS.split(), k=CHARS // 6)
        sentences = [" ".join(words[i : i + 20]).capitalize() for i in range(0, len(words), 20)]
        paragraphs = (f"{'. '.join(sentences[i : i + 5])} {n}." for i in range(0, 20, 5))
        day = date(2025, 3, 1) + timedelta(n * DAYS // max(count, 1))
        yield Story(n, f"Report {n}", day, tuple(paragraphs))


def _lines(file: Any, count: int) -> None:
    for story in told(count):
        file.write(json.dumps(newsroom.plain(story)).encode() + b"\n")


def json_lines(path: Path, count: int) -> None:
    with path.open("wb") as file:
        _lines(file, count)


def json_lines_gz(path: Path, count: int) -> None:
    with gzip.open(path, "wb", 1) as file:
        _lines(file, count)


def json_lines_zst(path: Path, count: int) -> None:
    with zstd.open(path, "wb") as file:
        _lines(file, count)


def json_array(path: Path, count: int) -> None:
    with path.open("w") as file:
        for n, story in enumerate(told(count)):
            file.write(f"{',' if n else '['}{json.dumps(newsroom.plain(story))}\n")
        file.write("]")


def whole(content: Callable[[list[Story]], bytes]) -> Maker:
    """A file that is made in one piece."""

    def make(path: Path, count: int) -> None:
        path.write_bytes(content(list(told(count))))

    return make


def warc(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for story in told(count):
            page = _answer(story)
            file.write(gzip.compress(page, 1) if path.suffix == ".gz" else page)


def _answer(story: Story) -> bytes:
    """A page with as much around the article as pages have: some 40 kB of links and scripts."""
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(300))
    script = f"<script>var data = {json.dumps(list(range(3000)))};</script>"
    page = newsroom.page(story).replace("<nav><ul>", f"{script}<nav><ul>{links}")
    return newsroom.answer(story.url, page.encode())


def zipped(ending: str) -> Maker:
    """An archive with a file for each article."""

    def make(path: Path, count: int) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for story in told(count):
                archive.writestr(f"{story.id}{ending}", deliveries.FOLDERS[ending](story))

    return make


def mbox(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for story in told(count):
            letter = bytes(newsroom.message(story))
            file.write(b"From wire Mon Mar  3 12:00:00 2025\n" + letter + b"\n\n")


MAKERS: dict[str, Maker] = {
    "a.jsonl": json_lines,
    "a.jsonl.gz": json_lines_gz,
    "a.jsonl.zst": json_lines_zst,
    "a.json": json_array,
    "a.csv": whole(newsroom.table),
    "a.parquet": whole(newsroom.parquet),
    "a.warc": warc,
    "a.warc.gz": warc,
    "a.rss": whole(newsroom.rss),
    "feed.json": whole(newsroom.json_feed),
    "a.newsml": whole(newsroom.newsml),
    "a.mbox": mbox,
    "txt.zip": zipped(".txt"),
    "html.zip": zipped(".html"),
    "nitf.zip": zipped(".nitf"),
}
"""Name of a file → what makes it of so many articles."""

BYTES = {"a.warc": 37_000, "a.warc.gz": 10_000, "a.jsonl.gz": 700, "a.jsonl.zst": 700}
"""Of an article in the file, about, where it is not its text that counts."""

IN_ONE_PIECE = ("a.rss", "feed.json", "a.newsml", "txt.zip", "html.zip", "nitf.zip")
"""Those of which a large one makes no sense: at most 20 MB are made of them."""

_READ = """
import json, resource, sys, time
from pipelines.process import prepare_process
prepare_process()
from pipelines.inputs import shares_of
from pipelines.read import read_share
from schemas.manifest import InputFile
from transforms.parse import parse_record
began, count = time.process_time(), 0
for share in shares_of([InputFile(uri=sys.argv[1], size_bytes=0, sha256="")]):
    for record in read_share(share):
        parse_record(record, languages=frozenset({"en"}))
        count += 1
seconds = time.process_time() - began
print(json.dumps([count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""


def read(path: Path) -> dict[str, Any]:
    """What reading and parsing the file takes, in a process of its own."""
    command = [sys.executable, "-c", _READ, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    count, seconds, peak = json.loads(done.stdout)
    return {
        "articles": count,
        "articles_per_second": round(count / seconds),
        "megabytes_per_second": round(os.path.getsize(path) / seconds / 1e6, 1),
        "peak_mib": peak,
    }


def run(path: Path, lake: Path, workers: int = 2) -> dict[str, Any]:
    """What a whole run over the file takes."""
    words = ["--input", str(path), "--lake", str(lake), "--workers", str(workers), "--quiet"]
    began, used = time.monotonic(), processor_seconds()
    process = subprocess.Popen([sys.executable, "-m", "pipelines", "extract", *words])
    peaks: list[int] = []
    while process.poll() is None:
        peaks.append(resident_bytes(process.pid) >> 20)
        time.sleep(0.5)
    if process.returncode:
        raise RuntimeError(f"the run over {path.name} ended with {process.returncode}")
    manifest = json.loads(max(lake.glob("runs/*.json")).read_text())
    thirds = [max(peaks[n * len(peaks) // 3 : (n + 1) * len(peaks) // 3]) for n in range(3)]
    return {
        "articles": manifest["counts"]["articles"],
        "workers": workers,
        "seconds": round(time.monotonic() - began, 1),
        "processor_seconds": round(processor_seconds() - used, 1),
        "peak_mib_in_each_third": thirds,
    }


def main() -> None:
    """Make each file, measure it, remove it."""
    parser = argparse.ArgumentParser("tests.bench.reading", description=__doc__.partition("\n")[0])
    parser.add_argument("megabytes", type=int, help="of each file, about")
    parser.add_argument("names", nargs="*", default=list(MAKERS), help=f"of {', '.join(MAKERS)}")
    parser.add_argument("--run", action="store_true", help="whole runs")
    options = parser.parse_args()
    for name in options.names:
        megabytes = min(options.megabytes, 20) if name in IN_ONE_PIECE else options.megabytes
        with TemporaryDirectory(prefix="communique-bench-") as folder:
            path = Path(folder) / name
            MAKERS[name](path, megabytes * 1_000_000 // BYTES.get(name, CHARS))
            size = {"file": name, "megabytes": round(os.path.getsize(path) / 1e6)}
            found = run(path, Path(folder) / "lake") if options.run else read(path)
        print(json.dumps(size | found), flush=True)


if __name__ == "__main__":
    main()
