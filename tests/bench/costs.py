"""Where the time and the memory go: stages of a run by a profiler, processes by what they say."""

import cProfile
import pstats
import subprocess
import sys
import time
from collections.abc import Callable

STAGES = {
    "read": ("json_lines.py", "json_object"),
    "parse": ("parse.py", "parse_record"),
    "copies": ("stages.py", "copy_keys"),
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


_PEAK = (
    "import resource, sys; from pathlib import Path\n"
    "from pipelines.process import prepare_process\n"
    "prepare_process()\n"
    "from tests.bench.contestants import run_ours\n"
    "run_ours(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
)


def peak_megabytes(stream: str, lake: str) -> int:
    """Peak memory of a process that does the whole run."""
    command = [sys.executable, "-c", _PEAK, stream, lake]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def seconds_of(code: str) -> float:
    """How long a fresh Python takes for this code."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - began


HELP = "from pipelines.__main__ import make_parser; make_parser().format_help()"
START = "import apache_beam, pipelines.run\nfrom transforms.extract import Extractor\nExtractor()"
