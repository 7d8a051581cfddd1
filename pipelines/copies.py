"""Finding and dropping copies, as Beam transforms: hashes are grouped, never texts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from transforms.copies import (
    copy_keys,
    keyed_sketches,
    later_origins,
    near_origins,
    sheaf_of,
    ungrouped,
)
from transforms.parse import FoundArticle
from transforms.stages import counter

HELD_KEYS = 20_000
"""Keys after which they are sent on."""


@dataclass
class FindCopies(beam.PTransform):
    """PCollection[FoundArticle] -> PCollection[(origin of a copy, what it shares)].

    A copy has the id or the exact text of an article that stands earlier in the input, or no
    sentence that another article lacks. Only hashes and places are grouped: the texts themselves
    never leave the step that reads them.
    """

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[tuple[str, str]]:
        """Group by id, by text and by sentences; what adds nothing to its group is a copy."""
        exact = articles | "Exact" >> _Meet(copy_keys, later_origins)
        near = articles | "Near" >> _Meet(keyed_sketches, near_origins)
        return (exact, near) | "Copies" >> beam.Flatten()


@dataclass
class _Meet(beam.PTransform):
    """PCollection[FoundArticle] -> what *copies_of* says of the values that share a key.

    Keys are many and small: sent in sheaves, they cost Beam a tenth.
    """

    keys_of: Callable[[FoundArticle], Iterator[tuple[str, Any]]]
    copies_of: Callable[[str, Sequence[Any]], Iterator[tuple[str, str]]]

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[tuple[str, str]]:
        """Gather, group, and look at each key by itself."""
        return (
            articles
            | "Gather" >> beam.ParDo(_Gather(self.keys_of))
            | "Group" >> beam.GroupByKey()
            | "Compare" >> beam.FlatMap(_compared, self.copies_of)
        )


def _compared(group: tuple[int, Any], copies_of: Any) -> Iterator[tuple[str, str]]:
    for key, values in ungrouped(group[1]):
        yield from copies_of(key, values)


@beam.typehints.with_output_types(tuple[int, list[tuple[str, Any]]])
class _Gather(beam.DoFn):
    """Gives keys with their values in sheaves, at the end of a bundle or when there are many."""

    def __init__(self, keys_of: Callable[[FoundArticle], Iterator[tuple[str, Any]]]) -> None:
        self._keys_of = keys_of

    def start_bundle(self) -> None:
        self._sheaves: dict[int, list[tuple[str, Any]]] = {}
        self._held = 0

    def process(self, found: FoundArticle) -> Iterator[tuple[int, list[tuple[str, Any]]]]:
        for key, value in self._keys_of(found):
            self._sheaves.setdefault(sheaf_of(key), []).append((key, value))
            self._held += 1
        if self._held > HELD_KEYS:
            yield from self._sheaves.items()
            self.start_bundle()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        for sheaf in self._sheaves.items():
            yield GlobalWindows.windowed_value(sheaf)


@dataclass
class DropCopies(beam.PTransform):
    """PCollection[FoundArticle] -> the same without the *copies* that `FindCopies` found."""

    copies: PCollection[tuple[str, str]]

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[FoundArticle]:
        """Compare places with a side input that holds the copies alone."""
        return articles | "Drop" >> beam.FlatMap(_unless_copy, AsDict(self.copies))


def _unless_copy(found: FoundArticle, copies: Mapping[str, str]) -> Iterator[FoundArticle]:
    if found.origin in copies:
        counter("copies").inc()
    else:
        yield found
