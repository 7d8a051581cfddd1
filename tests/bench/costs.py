"""Where the time and the memory go: stages of a run by a profiler, processes by what they say."""

import cProfile
import pstats
import subprocess
import sys
import time
from collections.abc import Callable

from tests.bench import processes

STAGES = {
    "read": ("json_lines.py", "json_object"),
    "parse": ("parse.py", "parse_record"),
    "copies": ("copies.py", "sketch_of"),
    "gate": ("extract.py", "read"),
    "language": ("language.py", "_parse_batch"),
    "rules that look for context": ("extract.py", "_fires"),
    "rules": ("extract.py", "mentions"),
    "write": ("write.py", "write_file"),
}
"""Stage → file and name of the function that does it."""


def stage_shares(work: Callable[[], None]) -> dict[str, float]:
    """Share of the profiled time in each stage, largest first; the rest is Beam and the runner."""
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile)
    total: float = stats.total_tt  # type: ignore[attr-defined]
    spent = dict.fromkeys(STAGES, 0.0)
    for (path, _, name), values in stats.stats.items():  # type: ignore[attr-defined]
        for stage, (file, function) in STAGES.items():
            if name == function and path.rpartition("/")[2] == file:
                spent[stage] += values[3]
    spent["Beam and the rest"] = max(0.0, total - sum(spent.values()))
    ordered = sorted(spent.items(), key=lambda item: -item[1])
    return {stage: round(seconds / total, 4) for stage, seconds in ordered}


def whole_run(stream: str, lake: str, workers: int) -> dict[str, float]:
    """What `communique extract` over the stream takes, in processes of its own."""
    words = ["--input", stream, "--lake", lake, "--workers", str(workers), "--quiet"]
    began, used = time.perf_counter(), processes.processor_seconds()
    run = subprocess.Popen([sys.executable, "-m", "pipelines", "extract", *words])
    highest: dict[int, int] = {}
    while run.poll() is None:
        for pid, peak in processes.peaks(run.pid).items():
            highest[pid] = max(peak, highest.get(pid, 0))
        time.sleep(0.2)
    if run.returncode:
        raise RuntimeError(f"the run over {stream} ended with {run.returncode}")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "processor_seconds": round(processes.processor_seconds() - used, 1),
        "peak_mb_of_a_process": max(highest.values()) >> 20,
    }


def seconds_of(code: str) -> float:
    """How much processor time a fresh Python takes for this code."""
    used = processes.processor_seconds()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return processes.processor_seconds() - used


HELP = "from pipelines.__main__ import make_parser; make_parser().format_help()"
START = "import apache_beam, pipelines.run\nfrom transforms.extract import Extractor\nExtractor()"
