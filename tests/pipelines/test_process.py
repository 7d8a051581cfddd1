import platform
import subprocess
import sys

import pytest

_GROWTH = """
import os
from pathlib import Path
from pipelines.process import prepare_process

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20

if {prepared}:
    prepare_process()
_ = b"." * (16 << 20)  # from which glibc learns to put pieces as large into a heap
del _
before = resident()
pieces = [(b"." * (2 << 20), b"." * 100_000) for _ in range(40)]
pins = [small for _, small in pieces]
del pieces
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is freed")
def test_memory_that_is_freed_goes_back_although_little_pieces_stay() -> None:
    kept, gone = (
        int(subprocess.check_output([sys.executable, "-c", _GROWTH.format(prepared=prepared)]))
        for prepared in (False, True)
    )
    assert kept > 70  # megabytes; else this shows nothing
    assert gone < 10
