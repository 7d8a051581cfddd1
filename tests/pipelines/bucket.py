"""A file system without folders and locks, as an object store is one: `bucket:///path`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import FileMetadata
from apache_beam.io.localfilesystem import LocalFileSystem

_SCHEME = "bucket://"


def in_bucket(path: Path) -> str:
    """The folder of this machine, as a place in the store."""
    return f"{_SCHEME}{path}"


class Bucket(LocalFileSystem):
    """The local file system under another name. That this class exists makes Beam know it."""

    @classmethod
    def scheme(cls) -> str:
        return "bucket"

    def create(self, path: str, *rest: Any, **others: Any) -> Any:
        return super().create(_bare(path), *rest, **others)

    def open(self, path: str, *rest: Any, **others: Any) -> Any:
        return super().open(_bare(path), *rest, **others)

    def exists(self, path: str) -> bool:
        return bool(super().exists(_bare(path)))

    def mkdirs(self, path: str) -> None:
        super().mkdirs(_bare(path))

    def rename(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        super().rename([*map(_bare, source_file_names)], [*map(_bare, destination_file_names)])

    def delete(self, paths: list[str]) -> None:
        super().delete([*map(_bare, paths)])

    def last_updated(self, path: str) -> float:
        return float(super().last_updated(_bare(path)))

    def _list(self, dir_or_prefix: str) -> Iterator[FileMetadata]:
        for found in super()._list(_bare(dir_or_prefix)):
            yield FileMetadata(f"{_SCHEME}{found.path}", found.size_in_bytes)


def _bare(path: str) -> str:
    return path.removeprefix(_SCHEME)
