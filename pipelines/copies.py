"""Finding and dropping copies, as Beam transforms: hashes are grouped, never texts."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.pvalue import AsDict, PCollection
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from transforms.copies import Sketch, copies_among, meeting_numbers, met_numbers, sketch_of
from transforms.parse import FoundArticle
from transforms.stages import counter

HELD_NUMBERS = 1_000_000
"""Numbers, of eight bytes each, after which they are sent on."""

Sketched = tuple[str, bytes, bytes, int, bytes]
"""A `Sketch` as Beam carries it."""

_SHEAVES = 256


@dataclass
class FindCopies(beam.PTransform):
    """PCollection[FoundArticle] -> PCollection[(origin of a copy, what it shares)].

    A copy has the id or the exact text of an article that stands earlier in the input, or no
    sentence that another article lacks. The texts themselves never leave the step that reads them,
    and of most articles nothing but some numbers is grouped: only those that meet are compared.
    """

    def expand(self, articles: PCollection[FoundArticle]) -> PCollection[tuple[str, str]]:
        """Find out under which numbers articles meet, bring these together, compare them."""
        sketches = articles | "Sketch" >> beam.Map(_sketch).with_output_types(Sketched)
        met = (
            sketches
            | "Numbers" >> beam.ParDo(_Numbers())
            | "Count" >> beam.GroupByKey()
            | "Met" >> beam.FlatMapTuple(_met).with_output_types(tuple[int, int])
        )
        return (
            sketches
            | "Meet" >> beam.FlatMap(_meet, AsDict(met)).with_output_types(tuple[int, Sketched])
            | "Group" >> beam.GroupByKey()
            | "Compare" >> beam.FlatMapTuple(_compare).with_output_types(tuple[str, str])
        )


def _sketch(found: FoundArticle) -> Sketched:
    return sketch_of(found.article, found.origin)


@beam.typehints.with_output_types(tuple[int, bytes])
class _Numbers(beam.DoFn):
    """Gives numbers in sheaves, at the end of a bundle or when there are many.

    One by one they would cost Beam ten times as much, and a hundred times the memory.
    """

    def start_bundle(self) -> None:
        self._sheaves: dict[int, array[int]] = defaultdict(lambda: array("q"))
        self._held = 0

    def process(self, sketch: Sketched) -> Iterator[tuple[int, bytes]]:
        for number in meeting_numbers(Sketch._make(sketch)):
            self._sheaves[number % _SHEAVES].append(number)
            self._held += 1
        if self._held > HELD_NUMBERS:
            yield from self._bound()
            self.start_bundle()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        yield from map(GlobalWindows.windowed_value, self._bound())

    def _bound(self) -> Iterator[tuple[int, bytes]]:
        yield from ((sheaf, numbers.tobytes()) for sheaf, numbers in self._sheaves.items())


def _met(sheaf: int, numbers: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    yield from met_numbers(array("q", each) for each in numbers)


def _meet(sketch: Sketched, met: Mapping[int, int]) -> Iterator[tuple[int, Sketched]]:
    yield from ((n, sketch) for n in meeting_numbers(Sketch._make(sketch)) if n in met)


def _compare(number: int, sketches: Iterable[Sketched]) -> Iterator[tuple[str, str]]:
    yield from copies_among(number, map(Sketch._make, sketches))


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
