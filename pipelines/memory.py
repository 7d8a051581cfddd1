"""What a followed stream remembers of the articles of earlier slices, so as to know their copies.

Each slice leaves a file with the hashes of its ids and texts beside its ledger, 8 bytes each. The
files of earlier slices are the memory of a later one; done again, a slice remembers the same.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.combiners import ToListCombineFn

from pipelines.files import matching, opened_raw, put, remove
from transforms.copies import copy_hashes
from transforms.parse import FoundArticle

KEPT = 500_000
"""Hashes that are remembered at least, two for each article; the oldest go first."""

_ENDING, _FOLDED = ".keys", "folded.keys"


@dataclass(frozen=True)
class Memory:
    """Files of hashes: those to look into, and the one that this slice leaves."""

    lake: str
    earlier: tuple[str, ...]
    own: str

    @classmethod
    def of(cls, lake: str, folder: str, slice_id: str) -> "Memory":
        """The memory of a slice in the folder of its ledger."""
        own = f"{folder}/{slice_id}{_ENDING}"
        stored = matching(f"{folder}/*{_ENDING}")
        earlier = [path for path in stored if path < own or path.endswith(f"/{_FOLDED}")]
        return cls(lake, tuple(earlier), own)


@dataclass
class KnownCopies(beam.PTransform):
    """PCollection[FoundArticle] -> PCollection[(origin, "known")] of those that came before."""

    memory: Memory

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[tuple[str, str]]:
        """Look each article up, and leave the hashes of all of them for later slices."""
        numbers = articles | "Numbers" >> beam.FlatMap(key_numbers).with_output_types(int)
        together = numbers | "Together" >> beam.CombineGlobally(ToListCombineFn())
        _ = together | "Leave" >> beam.Map(write_keys, self.memory.lake, self.memory.own)
        return articles | "LookUp" >> beam.ParDo(_LookUp(self.memory.earlier))


@beam.typehints.with_output_types(tuple[str, str])
class _LookUp(beam.DoFn):
    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths

    def setup(self) -> None:
        self._known = frozenset(read_keys(self._paths))

    def process(self, found: FoundArticle) -> Iterator[Any]:
        if not self._known.isdisjoint(key_numbers(found)):
            yield found.origin, "known"


def key_numbers(found: FoundArticle) -> list[int]:
    """The hashes of the article's id and of its text, as numbers of 60 bits."""
    return [int.from_bytes(each[:8]) >> 4 for each in copy_hashes(found.article)]


def write_keys(numbers: Iterable[int], lake: str, path: str) -> None:
    """Write a file of hashes."""
    put(lake, path, array("Q", sorted(set(numbers))).tobytes())


def read_keys(paths: Iterable[str]) -> "array[int]":
    """The hashes of several files, those of the first file first."""
    numbers = array("Q")
    for path in paths:
        with opened_raw(path) as handle:
            numbers.frombytes(handle.read())
    return numbers


def fold_keys(lake: str, folder: str) -> None:
    """Make one file of all, without the oldest hashes where there are very many."""
    slices = [path for path in matching(f"{folder}/*{_ENDING}") if not path.endswith(_FOLDED)]
    folded = f"{folder}/{_FOLDED}"
    numbers = read_keys([*matching(folded), *slices])
    put(lake, folded, numbers[-KEPT:].tobytes())
    remove(slices)
