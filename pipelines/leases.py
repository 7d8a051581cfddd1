"""Who works in a lake: a lease per run, so that runs that would harm each other take turns.

A lease is a small file in `.writing/leases/`; its name says who wants what and whether they may.
Whoever wants one puts it there first and looks at the others then: of two that come at the same
time, at least one sees the other, on any file system that shows what was written.

On a disk of this machine, or one that it shares by NFS, the file is locked, and the kernel opens
the lock when its process ends: a lease that nobody holds is a run that broke off. On other file
systems a lease is renewed every minute, and counts as left when it has not been for a while.
"""

import json
import os
import random
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event, Thread
from typing import IO, Literal

from pipelines.errors import BusyError, LakeError, UsageError
from pipelines.files import (
    WRITING,
    is_locked,
    last_changed,
    matching,
    move,
    opened_raw,
    put,
    put_locked,
    remove,
)
from pipelines.lake_version import mark, refuse_newer
from pipelines.logs import tell

LEASES = f"{WRITING}/leases"
RENEWED, LEFT = 60.0, 600.0
"""Seconds after which a lease is renewed, and after which one that was not counts as left."""
PAUSE = 0.5

_NAME = re.compile(
    r"(?P<run_id>\w+-\d{8}T\d{12}Z)\.(?P<scope>slice|lake)\.(?P<state>asked|granted)", re.ASCII
)

Scope = Literal["slice", "lake"]
"""What a lease keeps others from: the same slice, or the lake as a whole."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who wants what: runs of other slices may share a lake, unless one wants all of it."""

    lake: str
    run_id: str
    scope: Scope = "slice"
    is_granted: bool = False

    @property
    def slice_id(self) -> str:
        """The slice of the run."""
        return self.run_id.rpartition("-")[0]

    @property
    def started_at(self) -> datetime:
        """When the run began."""
        moment = self.run_id.rpartition("-")[2]
        return datetime.strptime(moment, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)

    @property
    def path(self) -> str:
        """The file of the lease."""
        state = "granted" if self.is_granted else "asked"
        return f"{self.lake}/{LEASES}/{self.run_id}.{self.scope}.{state}"

    @property
    def turn(self) -> tuple[str, str]:
        """Who asked first comes first: by the moment in the id of the run."""
        return self.run_id.rpartition("-")[2], self.run_id

    def clashes(self, other: "Lease") -> bool:
        """Whether the two cannot be granted at the same time."""
        return self.slice_id == other.slice_id or "lake" in (self.scope, other.scope)


@contextmanager
def leased(lake: str, run_id: str, scope: Scope = "slice", wait: float = 0) -> Iterator[None]:
    """Hold a lease inside; `BusyError` if another run has what this one wants.

    For a run that wants the whole lake, or keeps this one from it, this waits up to so many
    seconds; for one of the same slice never. What an earlier run of the slice left is removed. If
    the block raises, the lease stays as the trace of a run that broke off, until the next.
    """
    refuse_newer(lake)
    with _obtained(Lease(lake, run_id, scope), time.monotonic() + wait) as lease:
        mark(lake, by=lease.slice_id)
        remove(leftovers(lake, lease.slice_id))
        yield


def leftovers(lake: str, slice_id: str) -> list[str]:
    """What runs of the slice that broke off have left: leases, and files that are not whole."""
    left = [lease.path for lease in leases_of(lake) if _is_alive(lease) is False]
    found = matching(f"{lake}/{WRITING}/**/{slice_id}-*")
    leases = f"{lake}/{LEASES}/"
    return [path for path in found if (path in left) or not path.startswith(leases)]


def leases_of(lake: str) -> list[Lease]:
    """All leases of the lake, of the living and of runs that broke off."""
    found = []
    for path in matching(f"{lake}/{LEASES}/*"):
        if named := _NAME.fullmatch(path.rpartition("/")[2]):
            scope: Scope = "lake" if named["scope"] == "lake" else "slice"
            found.append(Lease(lake, named["run_id"], scope, named["state"] == "granted"))
    return found


def broken_off(lake: str) -> list[Lease]:
    """The leases of runs that ended without giving them back."""
    return [lease for lease in leases_of(lake) if lease.is_granted and _is_alive(lease) is False]


def at_work(lake: str) -> list[Lease]:
    """The leases of runs that go on now."""
    return [lease for lease in leases_of(lake) if lease.is_granted and _is_alive(lease)]


def told_of(lease: Lease) -> str:
    """Who holds the lease, for people."""
    try:
        with opened_raw(lease.path) as handle:
            who = json.load(handle)
        return f"run {lease.run_id} ({who['host']}, process {who['pid']})"
    except (OSError, ValueError, KeyError):  # it is gone by now, or was damaged
        return f"run {lease.run_id}"


@contextmanager
def _obtained(asked: Lease, deadline: float) -> Iterator[Lease]:
    handle: IO[bytes] | None = None
    is_there = is_told = False
    while True:
        if not is_there:
            handle, is_there = _put(asked), True
        if not (others := _in_the_way_of(asked)):
            break
        first = others[0]
        comes_first = first.is_granted or first.turn < asked.turn
        if comes_first and (first.slice_id == asked.slice_id or time.monotonic() > deadline):
            message = _busy(asked, first)
            _withdraw(asked, handle)
            raise BusyError(message)
        if comes_first and not is_told:
            tell(f"waiting for {told_of(first)}")
            is_told = True
        if comes_first and not first.is_granted:  # it may wait in turn until we are gone
            _withdraw(asked, handle)
            is_there = False
        time.sleep(PAUSE * random.uniform(0.5, 1.5))
    granted = replace(asked, is_granted=True)
    move(asked.path, granted.path)
    with handle or _renewed(granted):
        yield granted
        if handle:
            remove([granted.path])  # while it is locked: nobody shall take it for left
    if not handle:
        remove([granted.path])


def _put(lease: Lease) -> IO[bytes] | None:
    try:
        return put_locked(lease.lake, lease.path, _who(lease))
    except (LakeError, ValueError) as error:
        raise UsageError(f"--lake {lease.lake} cannot be written: {error}") from error


def _in_the_way_of(asked: Lease) -> list[Lease]:
    """The leases of the living that clash with this one: those granted first, then by turn."""
    clashing = (other for other in leases_of(asked.lake) if other.clashes(asked))
    others = [o for o in clashing if o.run_id != asked.run_id and _is_alive(o) is not False]
    return sorted(others, key=lambda other: (not other.is_granted, other.turn))


def _busy(asked: Lease, other: Lease) -> str:
    who = told_of(other)
    if asked.slice_id == other.slice_id:
        return f"slice {asked.slice_id} is being written by {who}: wait for it or stop it"
    what = "all of the lake" if other.scope == "lake" else f"slice {other.slice_id}"
    return f"{asked.lake} is busy: {who} works on {what}; --wait SECONDS waits longer"


def _withdraw(lease: Lease, handle: IO[bytes] | None) -> None:
    remove([lease.path])
    if handle:
        handle.close()


def _is_alive(lease: Lease) -> bool | None:
    """Whether its run goes on; None if the file has just been renamed or given back."""
    try:
        locked = is_locked(lease.path)
        return time.time() - last_changed(lease.path) < LEFT if locked is None else locked
    except OSError:
        return None


def _who(lease: Lease) -> bytes:
    who = {"run_id": lease.run_id, "host": socket.gethostname(), "pid": os.getpid()}
    return json.dumps(who).encode()


@contextmanager
def _renewed(lease: Lease) -> Iterator[None]:
    """Write the lease again and again, where the kernel cannot tell whether we live."""
    done = Event()

    def renew() -> None:
        while not done.wait(RENEWED):
            put(lease.lake, lease.path, _who(lease))

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
