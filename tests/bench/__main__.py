"""Measure everything and write the figures.

    python -m tests.bench NEWS OUT [--articles N] [--rounds N] [--growth N ...] [--memory] [--cores]

NEWS is a folder of corpora (*.jsonl.gz, with id and text), OUT a folder for samples, lakes and
result.json. Ratios are of medians over the rounds of one run, in which the contestants take turns,
so that a busy machine disturbs all alike.
"""

import argparse
import json
import os
import platform
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pipelines.process import prepare_process

prepare_process()  # before numpy is imported: one thread each

from tests.bench import contestants, costs, streams  # noqa: E402
from transforms.extract import Extractor  # noqa: E402

Result = dict[str, object]


def main() -> None:
    """Run the parts asked for, print the figures and keep them in OUT/result.json."""
    parser = argparse.ArgumentParser("tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--memory", action="store_true", help="peak over the sample and over all")
    parser.add_argument("--cores", action="store_true", help="one worker against two")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    everything = streams.corpus(options.news)
    sample = everything[: options.articles]
    stream = streams.write(options.out / "sample.jsonl", sample)
    quiet = list(streams.turned_away(sample, Extractor()))
    away = streams.write(options.out / "away.jsonl", quiet)
    result: Result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "articles": len(sample),
        "turned_away": len(quiet),
        "rounds": options.rounds,
        **race(stream, len(sample), away, len(quiet), options.out, options.rounds),
        **loss(stream, options.out),
        "stages": costs.stage_shares(
            lambda: contestants.run_ours(stream, options.out / "profiled")
        ),
        "start_seconds": median(costs.seconds_of(costs.START) for _ in range(options.rounds)),
        "help_seconds": median(costs.seconds_of(costs.HELP) for _ in range(options.rounds)),
        "growth": {size: growth(everything, size, options.out) for size in options.growth},
    }
    if options.memory:
        whole = streams.write(options.out / "all.jsonl", everything)
        result["memory_mb"] = {
            len(sample): costs.peak_megabytes(str(stream), str(options.out / "few")),
            len(everything): costs.peak_megabytes(str(whole), str(options.out / "many")),
        }
    if options.cores:
        result["cores_ratio"] = cores(everything, options.out, options.rounds)
    text = json.dumps(result, indent=2)
    (options.out / "result.json").write_text(text + "\n", "utf-8")
    print(text)


def race(stream: Path, size: int, away: Path, few: int, out: Path, rounds: int) -> Result:
    """Medians of articles a second, the contestants taking turns, and our ratios to the others."""
    nlp = contestants.shipped_pipeline()
    runs: dict[str, tuple[int, Callable[[], None]]] = {
        "script": (size, lambda: contestants.run_user_script(nlp, stream)),
        "ours": (size, lambda: contestants.run_ours(stream, out / "on")),
        "floor": (size, lambda: contestants.run_floor(stream, out / "floor")),
        "ours_away": (few, lambda: contestants.run_ours(away, out / "away")),
        "floor_away": (few, lambda: contestants.run_floor(away, out / "floor_away")),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (_, work) in runs.items():
            seconds[name].append(timed(work))
    rates = {name: size / median(seconds[name]) for name, (size, _) in runs.items()}
    return {
        "articles_per_second": {name: round(rate, 1) for name, rate in rates.items()},
        "times_the_script": round(rates["ours"] / rates["script"], 2),
        "share_of_floor": round(rates["ours"] / rates["floor"], 3),
        "share_of_floor_when_turned_away": round(rates["ours_away"] / rates["floor_away"], 3),
    }


def loss(stream: Path, out: Path) -> Result:
    """What the gate loses and adds, against every sentence parsed."""
    contestants.run_ours(stream, out / "off", gate="off")
    on, off = ([*contestants.mentions_in(out / name)] for name in ("on", "off"))
    lost, added = contestants.unmatched(off, on), contestants.unmatched(on, off)
    same = {row[0] for row in on} & {row[0] for row in off}
    return {
        "mentions": {"gate on": len(on), "gate off": len(off), "same id": len(same)},
        "mentions_kept": round(1 - lost / max(1, len(off)), 4),
        "mentions_added": added,
    }


def growth(everything: list[streams.Record], size: int, out: Path) -> float:
    """Articles a second over a stream of this size."""
    stream = streams.write(out / "growth.jsonl", streams.repeated(everything, size))
    return round(size / timed(lambda: contestants.run_ours(stream, out / "growth")), 1)


def cores(everything: list[streams.Record], out: Path, rounds: int) -> float:
    """How many times as fast two workers are as one, over all articles."""
    stream = streams.write(out / "all.jsonl", everything)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for n, taken in seconds.items():
            taken.append(timed(lambda n=n: contestants.run_ours(stream, out / "cores", workers=n)))  # type: ignore[misc]
    return round(median(seconds[1]) / median(seconds[2]), 2)


def timed(work: Callable[[], None]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
