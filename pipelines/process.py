"""How each process of ours begins, before Beam and numpy are imported."""

import ctypes
import os
import sys
from collections.abc import Callable

from pipelines.logs import prepare_logs

_HEAPS = {
    -8: 2,  # M_ARENA_MAX: as many at most, not one for each thread
    -3: 1 << 20,  # M_MMAP_THRESHOLD: bytes from which on a piece is in none of them
    -1: 16 << 20,  # M_TRIM_THRESHOLD: free bytes at the end of one that are kept
}
"""Options of glibc's mallopt with their values."""


def prepare_process() -> None:
    """Settle log lines, threads and memory; safe to call twice."""
    prepare_logs()
    # One thread per process: results do not hang on the number of cores, workers do not crowd.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _bound_heaps()


def give_memory_back() -> None:
    """Let the system have what is free between pieces in use, before the next run of a process."""
    if trim := _of_glibc("malloc_trim"):
        trim(0)


def _bound_heaps() -> None:
    """Let what is freed go back to the system.

    Left to itself, glibc makes a heap for each of Beam's threads, and learns to put pieces of up to
    32 MB into them; so a process stays as large as it ever was, and heaps full of holes grow.
    """
    if mallopt := _of_glibc("mallopt"):
        for option, value in _HEAPS.items():
            mallopt(option, value)


def _of_glibc(name: str) -> Callable[..., int] | None:
    """Its function of this name; other C libraries do not have it, and do without."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
