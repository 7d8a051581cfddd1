"""What to read: patterns → files → shares of files that workers read side by side."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pipelines.errors import UsageError
from pipelines.files import matching, root
from pipelines.formats.encoding import in_utf8
from pipelines.formats.registry import FORMATS, format_of, is_known, named_format
from pipelines.packing import BROKEN, IN_ARCHIVE, Opening, is_archive, members, unpacked_name
from pipelines.shares import BYTES_PER_SHARE, Share
from schemas.failure import DataError
from schemas.manifest import InputFile
from transforms.parse import BLOCK

HEAD_BYTES = 1 << 15
"""First bytes of a file that may tell its format."""


def find_files(
    patterns: Iterable[str], lake: str | None = None, input_format: str | None = None
) -> list[str]:
    """The files that the patterns name, each once, sorted; raises `UsageError` if one names none.

    A folder stands for all files below it whose ending is known, or for all if the format is given.
    Hidden files are left out, and so are the files of the lake, which may lie in the same folder.
    """
    found: set[str] = set()
    for pattern in patterns:
        found.update(_files_of(pattern, input_format))
    own = f"{lake and root(lake)}/"
    kept = sorted(path for path in found if not root(path).startswith(own))
    if not kept:
        raise UsageError(f"--input names only files of --lake {lake}")
    return kept


def waiting_files(patterns: Iterable[str], lake: str, input_format: str | None = None) -> list[str]:
    """The readable files that the patterns name now, outside the lake; none is no fault."""
    found = {path for pattern in patterns for path in _listed(pattern)}
    known = (path for path in found if input_format or _is_readable(path))
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


def _is_readable(path: str) -> bool:
    return is_archive(path) or is_known(unpacked_name(path))


def _files_of(pattern: str, input_format: str | None) -> list[str]:
    is_folder, paths = _is_folder(pattern), _listed(pattern)
    if not paths:
        what = "holds no file" if is_folder else "matches no file"
        raise UsageError(f"--input {pattern} {what}")
    if input_format or not is_folder:
        return paths
    if not (known := [path for path in paths if _is_readable(path)]):
        raise _strange(f"{pattern}: {paths[0]}")
    return known


def _strange(what: str) -> UsageError:
    return UsageError(
        f"--input {what}: neither its name nor its first bytes tell a format; `communique formats` "
        "lists them, --input_format names one"
    )


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


def shares_of(
    files: Iterable[InputFile],
    patterns: Iterable[str] = (),
    input_format: str | None = None,
    encoding: str | None = None,
) -> Iterator[Share]:
    """The shares of these files; how many depends on formats and sizes, not on the workers.

    Raises `UsageError` if a file is in no format that is known. What is broken so that it cannot
    be looked into is a share with that fault, and no end of the run; so is what the *patterns* have
    led to and is not to be opened.
    """
    small: list[Share] = []
    size = 0
    for share, of, each in _alone(files, [*patterns], input_format, encoding):
        if small and (of > 1 or not _are_alike(share, small) or size + each > BYTES_PER_SHARE):
            yield _together(small)
            small, size = [], 0
        if of > 1:
            yield from (replace(share, index=index, of=of) for index in range(of))
        else:
            small.append(share)
            size += each
    if small:
        yield _together(small)


def _alone(
    files: Iterable[InputFile],
    patterns: Sequence[str],
    input_format: str | None,
    encoding: str | None,
) -> Iterator[tuple[Share, int, int]]:
    """A share for each file, into how many it is to be cut, and the size of the file."""
    with Opening() as opening:
        for file in files:
            try:
                if patterns and (fault := refused(file.uri, patterns)):
                    raise fault
                parts = _parts(file, input_format)
            except DataError as error:
                yield Share(file.uri, "", fault=error), 1, file.size_bytes
                continue
            for uri, size in parts.items():
                try:
                    kind = input_format or kind_of(uri, opening, encoding)
                except DataError as error:
                    yield Share(uri, "", fault=error), 1, size
                    continue
                of = min(FORMATS[kind].max_shares, size // BYTES_PER_SHARE + 1)
                yield Share(uri, kind, encoding=encoding), of, size


def _are_alike(share: Share, others: list[Share]) -> bool:
    """Whether a file can be read together with the small ones before it."""
    fits = share.kind == others[0].kind and len(others) < BLOCK
    return fits and share.fault is None and others[0].fault is None


def _together(shares: list[Share]) -> Share:
    return replace(shares[0], more=tuple(share.uri for share in shares[1:]))


def _parts(file: InputFile, input_format: str | None) -> dict[str, int]:
    """The file with its size, or those in it that can be read if it is an archive."""
    if not is_archive(file.uri):
        return {file.uri: file.size_bytes}
    found = members(file.uri)
    shown = {uri: n for uri, n in found.items() if not _is_hidden(uri.partition(IN_ARCHIVE)[2])}
    known = {uri: n for uri, n in shown.items() if input_format or is_known(unpacked_name(uri))}
    if not known:
        held = ", ".join(uri.partition(IN_ARCHIVE)[2] for uri in [*shown][:3]) or "nothing"
        raise DataError("EmptyFile", f"the archive holds no file that can be read; it holds {held}")
    return known


def kind_of(uri: str, opening: Opening, encoding: str | None = None) -> str:
    """The name of a file's format, looked into only where its name leaves it open.

    Raises `DataError` if it cannot be looked into or is not what its name says, `UsageError` if
    its name says nothing.
    """
    name = unpacked_name(uri)
    if found := named_format(name):
        return found.name
    try:
        with opening.file(uri) as handle:
            head = in_utf8(handle, encoding).read(HEAD_BYTES)
    except BROKEN as error:
        raise DataError("UnreadableFile", f"{type(error).__name__}: {error}") from error
    except UnicodeDecodeError as error:
        raise DataError("InvalidEncoding", str(error)) from error
    if not head.strip():
        raise DataError("EmptyFile", "the file holds no record")
    if found := format_of(name, head):
        return found.name
    if is_known(name):
        shown = head[:60].decode("utf-8", "replace")
        raise DataError("UnknownFormat", f"it begins with {shown!r}, as no format does")
    raise _strange(uri)
