"""`python -m tests.bench.merging COUNT...`: merges so many synthetic mentions with two workers.

Prints one line of JSON per count: mentions, events, seconds, seconds of processors, microseconds of
processors per mention, and the greatest memory of all processes together: the sum of their
proportional set sizes, in which a page that several of them share counts once. The time that it
takes to make the mentions is not counted.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.processes import processor_seconds, proportional_bytes
from tests.bench.synthetic import write_lake


def measured(count: int, workers: int = 2) -> dict[str, float]:
    """What a merge of about so many mentions took."""
    with TemporaryDirectory(prefix="communique-bench-") as folder:
        mentions = write_lake(count, Path(folder))
        words = ["merge", "--quiet", "--lake", folder, "--workers", str(workers)]
        began, used = time.monotonic(), processor_seconds()
        process = subprocess.Popen([sys.executable, "-m", "pipelines", *words])
        peak = 0
        while process.poll() is None:
            peak = max(peak, proportional_bytes(process.pid))
            time.sleep(0.2)
        if process.returncode:
            raise RuntimeError(f"the merge of {count} mentions ended with {process.returncode}")
        seconds, processors = time.monotonic() - began, processor_seconds() - used
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


if __name__ == "__main__":
    for words in sys.argv[1:]:
        print(json.dumps(measured(int(words))), flush=True)
