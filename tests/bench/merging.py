"""`python -m tests.bench.merging COUNT...`: merges so many synthetic mentions with two workers.

Prints one line of JSON per count: mentions, events, seconds, seconds of processors, microseconds of
processors per mention, and the greatest memory of all processes together. The time that it takes to
make the mentions is not counted.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.synthetic import write_lake

PAGE = os.sysconf("SC_PAGE_SIZE")


def measured(count: int, workers: int = 2) -> dict[str, float]:
    """What a merge of about so many mentions took."""
    with TemporaryDirectory(prefix="communique-bench-") as folder:
        mentions = write_lake(count, Path(folder))
        words = ["merge", "--quiet", "--lake", folder, "--workers", str(workers)]
        began, used = time.monotonic(), _processor_seconds()
        process = subprocess.Popen([sys.executable, "-m", "pipelines", *words])
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            time.sleep(0.2)
        if process.returncode:
            raise RuntimeError(f"the merge of {count} mentions ended with {process.returncode}")
        seconds, processors = time.monotonic() - began, _processor_seconds() - used
        manifest = json.loads(max(Path(folder, "runs").glob("*.json")).read_text())
    return {
        "mentions": mentions,
        "events": manifest["counts"]["events"],
        "workers": workers,
        "seconds": round(seconds, 1),
        "processor_seconds": round(processors, 1),
        "microseconds_per_mention": round(1e6 * processors / mentions),
        "peak_mib": peak >> 20,
    }


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> Iterator[int]:
    """The process and all that it has started, and they."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it has ended meanwhile
        return


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


if __name__ == "__main__":
    for words in sys.argv[1:]:
        print(json.dumps(measured(int(words))), flush=True)
