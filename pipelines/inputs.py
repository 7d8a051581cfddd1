"""What to read: patterns → files → shares of files that workers read side by side."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipelines.errors import UsageError
from pipelines.files import matching, root, unpacked_suffix
from schemas.failure import DataError
from schemas.manifest import InputFile
from transforms.stages import BLOCK

FORMATS = {
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json_lines",
    ".parquet": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
    ".txt": "text",
}
"""Ending of a file name → how the file is read."""

MAX_SHARES = 16
BYTES_PER_SHARE = 1 << 20


@dataclass(frozen=True, slots=True)
class Share:
    """Every n-th block of records of one file. All shares of a file together are the file.

    Each share reads the whole file and parses its own blocks only: that costs little beside the
    extraction, and it works for packed files, which cannot be entered in the middle.
    """

    uri: str
    kind: str
    index: int = 0
    of: int = 1
    fault: DataError | None = None

    def holds(self, position: int) -> bool:
        """Whether the record at this position (from 1) is one of this share."""
        return (position - 1) // BLOCK % self.of == self.index


def find_files(patterns: Iterable[str], lake: str | None = None) -> list[str]:
    """The files that the patterns name, each once, sorted; raises `UsageError` if one names none.

    A folder stands for all files below it whose ending is known. Hidden files are left out, and
    so are the files of the lake, which may lie in the same folder.
    """
    found: set[str] = set()
    for pattern in patterns:
        found.update(_files_of(pattern))
    own = f"{lake and root(lake)}/"
    kept = sorted(path for path in found if not root(path).startswith(own))
    if not kept:
        raise UsageError(f"--input names only files of --lake {lake}")
    return kept


def waiting_files(patterns: Iterable[str], lake: str) -> list[str]:
    """The readable files that the patterns name now, outside the lake; none is no fault."""
    found = {path for pattern in patterns for path in _listed(pattern)}
    known = (path for path in found if unpacked_suffix(path) in FORMATS)
    return sorted(path for path in known if not root(path).startswith(f"{root(lake)}/"))


def _listed(pattern: str) -> list[str]:
    """The files of a folder or a pattern, without those that tools hide."""
    is_folder = _is_folder(pattern)
    try:
        paths = matching(pattern.rstrip("/") + "/**" if is_folder else pattern)
    except FileNotFoundError as error:
        raise UsageError(f"--input {error}") from error
    if is_folder or len(paths) > 1:
        base = fixed_part(pattern.rstrip("/"))
        paths = [path for path in paths if not _is_hidden(path.removeprefix(base))]
    return paths


def _is_folder(pattern: str) -> bool:
    return pattern.endswith("/") or os.path.isdir(pattern)


def _files_of(pattern: str) -> list[str]:
    is_folder, paths = _is_folder(pattern), _listed(pattern)
    known = [path for path in paths if unpacked_suffix(path) in FORMATS]
    if not paths:
        what = "holds no file" if is_folder else "matches no file"
        raise UsageError(f"--input {pattern} {what}")
    if not known or not (is_folder or len(known) == len(paths)):
        strange = next(path for path in paths if path not in known)
        endings = " ".join(FORMATS)
        raise UsageError(f"--input {pattern}: {strange} ends in none of {endings} (or these .gz)")
    return known


def fixed_part(pattern: str) -> str:
    """The folders of a pattern before its first wildcard, which the user has named outright."""
    if os.path.isdir(pattern):
        return pattern
    return re.split(r"[*?\[]", pattern, maxsplit=1)[0].rpartition("/")[0]


def _is_hidden(path: str) -> bool:
    """Whether a folder or the file is one that tools hide; "." and ".." only lead the way."""
    parts = (part for part in PurePosixPath(path).parts if part not in (".", ".."))
    return any(part.startswith((".", "_")) for part in parts)


def refused(path: str, patterns: Iterable[str]) -> DataError | None:
    """Why a file that was found is not opened; None if it may be.

    Whoever can put files into a folder could lead us out of it by a link. A file that is named by
    itself is opened wherever it leads to.
    """
    patterns = [*patterns]
    if "://" in path or path in patterns:
        return None
    if not os.path.isfile(path):
        return DataError("NotAFile", "it is a pipe, a device, or a link to one")
    real = os.path.realpath(path)
    bases = (os.path.realpath(fixed_part(pattern) or ".") for pattern in patterns)
    if any(real.startswith(f"{base.rstrip('/')}/") for base in bases):
        return None
    return DataError("SymbolicLink", f"it leads to {real}, out of its folder; name it to read it")


def shares_of(files: Iterable[InputFile], patterns: Iterable[str] = ()) -> Iterator[Share]:
    """The shares of these files; how many depends on the size alone, not on the workers.

    A file that the *patterns* have led to and that is not to be opened is a share with that fault.
    """
    patterns = [*patterns]
    for file in files:
        kind = FORMATS[unpacked_suffix(file.uri)]
        if patterns and (fault := refused(file.uri, patterns)):
            yield Share(file.uri, kind, fault=fault)
            continue
        several = min(MAX_SHARES, file.size_bytes // BYTES_PER_SHARE + 1)
        of = 1 if kind == "text" else several
        for index in range(of):
            yield Share(file.uri, kind, index, of)
