"""Measure, and write the figures.

    python -m tests.bench NEWS OUT [--parts PART ...] [--articles N] [--rounds N] [--growth N ...]

NEWS is a folder of corpora (*.jsonl.gz, with id and text), OUT a folder for samples, lakes and
result.json. Where contestants are compared they take turns, and the medians over the rounds are of
processor time, so that a busy machine disturbs little. *cores* alone is told in seconds that pass.
"""

import argparse
import json
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from pipelines.process import prepare_process

prepare_process()  # before numpy is imported: one thread each

from tests.bench import contestants, costs, streams  # noqa: E402
from transforms.extract import Extractor  # noqa: E402

Result = dict[str, object]
PARTS = ("race", "loss", "stages", "start", "growth", "memory", "cores")


def main() -> None:
    """Measure the parts asked for, print the figures and keep them in OUT/result.json."""
    parser = argparse.ArgumentParser("tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS[:4])
    parser.add_argument("--articles", type=int, default=4000, help="of the sample")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--many", type=int, default=20_000, help="articles for cores")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    result: Result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
    }
    for part, figures in measured(options, streams.corpus(options.news)):
        print(json.dumps({part: figures}), flush=True)
        result[part] = figures
        (options.out / "result.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")


def measured(
    options: argparse.Namespace, everything: list[streams.Record]
) -> Iterator[tuple[str, Result]]:
    """Each part asked for, with its figures."""
    out, rounds = options.out, options.rounds
    sample = everything[: options.articles]
    stream = streams.write(out / "sample.jsonl", sample)
    quiet: list[streams.Record] = []
    if {"race", "growth"} & {*options.parts}:
        quiet = list(streams.turned_away(sample, Extractor()))
    if "race" in options.parts:
        away = streams.write(out / "away.jsonl", quiet)
        yield "race", race(stream, len(sample), away, len(quiet), out, rounds)
    if "loss" in options.parts:
        yield "loss", loss(stream, out)
    if "stages" in options.parts:
        yield "stages", {**costs.stage_shares(lambda: contestants.run_ours(stream, out / "lake"))}
    if "start" in options.parts:
        codes = {"start": costs.START, "help": costs.HELP}
        yield (
            "start",
            {
                name: round(median(costs.seconds_of(code) for _ in range(rounds)), 2)
                for name, code in codes.items()
            },
        )
    if "growth" in options.parts:
        yield "growth", {str(size): growth(quiet, size, out) for size in options.growth}
    if "memory" in options.parts:
        whole = streams.write(out / "all.jsonl", everything)
        files = {len(sample): stream, len(everything): whole}
        yield (
            "memory",
            {str(n): costs.whole_run(str(f), str(out / f"{n}"), 2) for n, f in files.items()},
        )
    if "cores" in options.parts:
        many = streams.write(out / "many.jsonl", everything[: options.many])
        runs = {n: costs.whole_run(str(many), str(out / f"cores{n}"), n) for n in (1, 2)}
        ratio = round(runs[1]["seconds"] / runs[2]["seconds"], 2)
        yield "cores", {"ratio": ratio, **{f"{n} workers": run for n, run in runs.items()}}


def race(stream: Path, size: int, away: Path, few: int, out: Path, rounds: int) -> Result:
    """Medians of articles a second, the contestants taking turns, and our ratios to the others.

    The share of the floor holds the start of each run; what one article more takes does not.
    """
    nlp = contestants.shipped_pipeline()
    few_away = streams.head(away, few // 4)
    runs: dict[str, tuple[int, Callable[[], None]]] = {
        "script": (size, lambda: contestants.run_user_script(nlp, stream)),
        "ours": (size, lambda: contestants.run_ours(stream, out / "on")),
        "floor": (size, lambda: contestants.run_floor(stream, out / "floor")),
        "ours_away": (few, lambda: contestants.run_ours(away, out / "away")),
        "floor_away": (few, lambda: contestants.run_floor(away, out / "floor_away")),
        "ours_quarter": (few // 4, lambda: contestants.run_ours(few_away, out / "quarter")),
        "floor_quarter": (few // 4, lambda: contestants.run_floor(few_away, out / "floor_quarter")),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, (_, work) in runs.items():
            seconds[name].append(timed(work))
    rates = {name: size / median(seconds[name]) for name, (size, _) in runs.items()}
    marginal = {
        name: (median(seconds[f"{name}_away"]) - median(seconds[f"{name}_quarter"])) / (few * 0.75)
        for name in ("ours", "floor")
    }
    return {
        "articles_per_second": {name: round(rate, 1) for name, rate in rates.items()},
        "times_the_script": round(rates["ours"] / rates["script"], 2),
        "share_of_floor": round(rates["ours"] / rates["floor"], 3),
        "share_of_floor_when_turned_away": round(rates["ours_away"] / rates["floor_away"], 3),
        "microseconds_more_for_one_turned_away": {n: round(s * 1e6) for n, s in marginal.items()},
    }


def loss(stream: Path, out: Path) -> Result:
    """What the gate loses and adds, against every sentence parsed."""
    if not (out / "on").exists():  # the race leaves it
        contestants.run_ours(stream, out / "on")
    contestants.run_ours(stream, out / "off", gate="off")
    on, off = ([*contestants.mentions_in(out / name)] for name in ("on", "off"))
    lost, added = contestants.unmatched(off, on), contestants.unmatched(on, off)
    same = {row[0] for row in on} & {row[0] for row in off}
    return {
        "mentions": {"gate on": len(on), "gate off": len(off), "same id": len(same)},
        "mentions_kept": round(1 - lost / max(1, len(off)), 4),
        "mentions_added": added,
    }


def growth(quiet: list[streams.Record], size: int, out: Path) -> float:
    """Articles that are turned away, in a second, over a stream of so many."""
    stream = streams.write(out / "growth.jsonl", streams.repeated(quiet, size))
    return round(size / timed(lambda: contestants.run_ours(stream, out / "growth")), 1)


def timed(work: Callable[[], None]) -> float:
    """Seconds of processor time that it takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
