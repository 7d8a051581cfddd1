"""What processes take: memory of one and its children, processor time of those that ended."""

import os
import re
import resource
from collections.abc import Iterator
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
_PROPORTIONAL = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


def processor_seconds() -> float:
    """Of all that this process has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident_bytes(pid: int) -> int:
    """Of a process and all that it has started; what they share is counted in each."""
    return sum(map(_resident, _family(pid)))


def proportional_bytes(pid: int) -> int:
    """Of a process and all that it has started; a page that several share counts once."""
    return sum(map(_proportional, _family(pid)))


def peaks(pid: int) -> dict[int, int]:
    """Peak memory so far, in bytes, of a process and of each that it has started."""
    return {each: _peak(each) for each in _family(pid)}


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


def _proportional(pid: int) -> int:
    try:
        found = _PROPORTIONAL.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) << 10 if found else 0


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM")), 0)
