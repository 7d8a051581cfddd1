"""Files of any file system that Beam knows: listed, opened, written aside and moved into place.

The only room that writes: whatever changes a lake goes through here.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from typing import IO, cast
from uuid import uuid4

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import PipelineOptions

from pipelines.errors import LakeError
from schemas.manifest import InputFile

WRITING = ".writing"
"""Folder of the lake for files that are not yet whole; readers never look into it."""

_CHUNK = 1 << 20
_EXTRAS = {"s3": "s3", "gs": "gs"}  # address of a file → what installs its file system


FileSystems.set_options(PipelineOptions([]))  # S3 cannot do without any


def use_options(options: PipelineOptions) -> None:
    """Give these to the file systems, some of which take credentials from them."""
    FileSystems.set_options(options)


def root(path: str) -> str:
    """The path without trailing slash; a local one in full, as workers may stand elsewhere."""
    return path.rstrip("/") if "://" in path else os.path.abspath(path)


def matching(pattern: str) -> list[str]:
    """The files that match, sorted; a name that exists as it is stands for itself."""
    if os.path.isfile(pattern):
        return [pattern]
    try:
        [result] = FileSystems.match([pattern])
    except (BeamIOError, ValueError) as error:
        extra = _EXTRAS.get(pattern.partition("://")[0]) if isinstance(error, ValueError) else None
        hint = f"install communique[{extra}] to read {extra}://" if extra else error
        raise FileNotFoundError(f"{pattern}: {hint}") from error
    return sorted(found.path for found in result.metadata_list)


@contextmanager
def opened_raw(uri: str) -> Iterator[IO[bytes]]:
    """The file's bytes as they are stored."""
    handle = FileSystems.open(uri, compression_type=CompressionTypes.UNCOMPRESSED)
    with handle as raw:
        yield cast(IO[bytes], raw)


def account(uri: str) -> InputFile:
    """Size and checksum of the file as it is stored; a pipe or a device is not opened."""
    digest, size = sha256(), 0
    if "://" not in uri and os.path.exists(uri) and not os.path.isfile(uri):
        return InputFile(uri=uri, size_bytes=0, sha256="")
    with opened_raw(uri) as raw:
        while piece := raw.read(_CHUNK):
            digest.update(piece)
            size += len(piece)
    return InputFile(uri=uri, size_bytes=size, sha256=digest.hexdigest())


def put(lake: str, path: str, content: bytes, by: str = "") -> None:
    """Write a whole file under the lake: first aside, then moved, so that no reader sees half.

    A file of another name than its slice's is written *by* a slice: if the run is killed, the next
    one of the slice knows by that what it left.
    """
    with putting(lake, path, by) as handle:
        handle.write(content)


@contextmanager
def putting(lake: str, path: str, by: str = "") -> Iterator[IO[bytes]]:
    """The same for a file that is written piece by piece; it is moved when the block ends."""
    aside = _aside(lake, path, by)
    with _refusals_of(path, aside):
        with _create(aside) as handle:
            yield handle
        move(aside, path)


def put_locked(lake: str, path: str, content: bytes) -> IO[bytes] | None:
    """Like `put`, but the file is locked until the handle is closed, or the process ends.

    There is no handle where files cannot be locked, as in an object store.
    """
    if "://" in path:
        put(lake, path, content)
        return None
    aside = _aside(lake, path)
    with _refusals_of(path, aside), ExitStack() as stack:
        handle = stack.enter_context(_create(aside))
        is_locked = _lock(handle, fcntl.LOCK_EX)
        handle.write(content)
        handle.flush()
        move(aside, path)
        if is_locked:
            stack.pop_all()
            return handle
    return None


def is_locked(path: str) -> bool | None:
    """Whether a living process holds the file; None where files cannot be locked."""
    if "://" in path:
        return None
    with open(path, "rb") as handle:
        free = _lock(handle, fcntl.LOCK_SH)
        return None if free is None else not free


def last_changed(path: str) -> float:
    """When the file was last written, in seconds since 1970, by the clock of its file system."""
    return float(FileSystems.last_updated(path))


def move(old: str, new: str) -> None:
    """Give the file another name; one that is there already is replaced."""
    _make_folder(os.path.dirname(new))
    with _refusals_of(new):
        FileSystems.rename([old], [new])


def remove(paths: list[str]) -> None:
    """Delete these files."""
    if paths:
        with _refusals_of(paths[0] if len(paths) == 1 else f"{len(paths)} files"):
            FileSystems.delete(paths)


def sweep(lake: str) -> None:
    """Remove the folder for files that are not yet whole, unless another run has one there."""
    if "://" not in lake:  # elsewhere there are no folders that could be empty
        remove_empty_folders(f"{lake}/{WRITING}")


def remove_empty_folders(top: str) -> list[str]:
    """Remove the folder and those below it that hold nothing; which those were."""
    removed = []
    for folder, _, _ in os.walk(top, topdown=False):
        with suppress(OSError):  # it holds something
            os.rmdir(folder)
            removed.append(folder)
    return removed


def _lock(handle: IO[bytes], kind: int) -> bool | None:
    """Whether the file could be locked; None if its file system has no locks."""
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _aside(lake: str, path: str, by: str = "") -> str:
    part, name = path.removeprefix(f"{lake}/").partition("/")[0], os.path.basename(path)
    return f"{lake}/{WRITING}/{part}/{by}{'-' if by else ''}{name}.{uuid4().hex}"


def _create(path: str) -> IO[bytes]:
    for _ in range(3):
        _make_folder(os.path.dirname(path))
        with suppress(FileNotFoundError):  # another run has swept the empty folder away just now
            handle = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
            return cast(IO[bytes], handle)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def _make_folder(folder: str) -> None:
    with suppress(OSError):  # it may be there already, or be made by another worker just now
        if not FileSystems.exists(folder):
            FileSystems.mkdirs(folder)


@contextmanager
def _refusals_of(path: str, aside: str | None = None) -> Iterator[None]:
    """Turn what the file system refuses into a `LakeError`, and clear away what was begun."""
    try:
        yield
    except OSError as error:
        if aside:
            with suppress(OSError):
                FileSystems.delete([aside])
        if isinstance(error, LakeError):
            raise
        raise LakeError(f"{path} cannot be changed: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    """The first plain reason: Beam wraps it into another error, and its own into a dictionary."""
    details = getattr(error, "exception_details", None) or {}
    inner = next(iter(details.values()), None) or next(iter(error.args), None)
    if isinstance(inner, OSError):
        return _reason(inner)
    return error.strerror or str(error)
