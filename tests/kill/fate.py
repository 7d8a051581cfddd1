"""What befalls a process at its n-th change of the files below a folder: death, or an error.

Python announces each opening, renaming and removing to audit hooks before it is done; so this sees
every change, whoever makes it. Writing is announced to nobody: that files come half-written is
seen to by handles of our own, put under Beam's local file system.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

from apache_beam.io.localfilesystem import LocalFileSystem

_CHANGES = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Deed = Callable[[str], None]


def die(change: str) -> None:
    """Kill this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(code: int, *changes: str) -> Deed:
    """Fail at changes of these kinds with this error of the operating system."""

    def raise_error(change: str) -> None:
        if change in changes:
            raise OSError(code, os.strerror(code))

    return raise_error


DISK_FULL = refuse(errno.ENOSPC, "open", "write", "os.mkdir")
PERMISSION_LOST = refuse(errno.EACCES, "open", *_CHANGES)
RENAME_FAILS = refuse(errno.EIO, "os.rename")


class Fate:
    """Counts the changes below *folder* and, from the one numbered *at* on, does the deed."""

    def __init__(self, folder: str, at: int, deed: Deed = die) -> None:
        self._folder, self._at, self._deed = f"{folder}/", at, deed
        self._seen, self._lock = 0, Lock()

    @property
    def seen(self) -> int:
        """How many changes there were."""
        return self._seen

    def befall(self) -> None:
        """Watch this process from now on; there is no way back."""
        create = LocalFileSystem.create

        def create_torn(system: Any, path: str, *rest: Any, **others: Any) -> Any:
            handle = create(system, path, *rest, **others)
            return _Torn(handle, self) if path.startswith(self._folder) else handle

        LocalFileSystem.create = create_torn  # type: ignore
        sys.addaudithook(self._hear)

    def meet(self, change: str) -> None:
        """Count a change, and do the deed if its time has come."""
        with self._lock:
            self._seen += 1
            due = self._at <= self._seen
        if due:
            self._deed(change)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            is_change = bool(set(mode or "") & set("wax+")) or bool((flags or 0) & _WRITING)
        else:
            path, is_change = args[0] if args else None, event in _CHANGES
        if is_change and isinstance(path, str) and f"{path}/".startswith(self._folder):
            self.meet(event)


class _Torn:
    """A handle that meets its fate before the first byte, in the middle, and before the last."""

    def __init__(self, handle: Any, fate: Fate) -> None:
        self._handle, self._fate = handle, fate

    def write(self, content: bytes) -> int:
        for part in (content[: len(content) // 2], content[len(content) // 2 :]):
            self._fate.meet("write")
            self._handle.write(part)
            self._handle.flush()
        return len(content)

    def __enter__(self) -> "_Torn":
        return self

    def __exit__(self, *_: object) -> None:
        self._fate.meet("close")
        self._handle.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handle, name)
