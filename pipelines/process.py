"""How each process of ours begins, before Beam and numpy are imported."""

import os

from pipelines.logs import prepare_logs


def prepare_process() -> None:
    """Settle log lines and threads; safe to call twice."""
    prepare_logs()
    # One thread per process: results do not hang on the number of cores, workers do not crowd.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
