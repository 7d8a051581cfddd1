"""Reliability of a stated confidence: ten bins, and the expected calibration error."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The mentions whose confidence lies in one tenth of [0, 1]."""

    floor: float
    count: int
    stated: float  # mean confidence
    right: float  # share that was right


def bins_of(judged: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that are not empty, from pairs of confidence and whether it was right."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        groups.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
    return [
        Bin(
            n / _BINS,
            len(group),
            sum(c for c, _ in group) / len(group),
            sum(r for _, r in group) / len(group),
        )
        for n, group in sorted(groups.items())
    ]


def expected_error(bins: Iterable[Bin]) -> float:
    """Expected calibration error: mean distance of stated and right, weighted by count.

    After Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using
    Bayesian binning". 0 when there are no mentions.
    """
    listed = list(bins)
    total = sum(b.count for b in listed)
    return sum(b.count * abs(b.stated - b.right) for b in listed) / total if total else 0.0


def table(bins: Iterable[Bin]) -> Iterator[str]:
    """Lines for readers: confidence, mentions, mean stated, share right."""
    yield "confidence   mentions   stated   right"
    for b in bins:
        yield f"{b.floor:.1f} – {b.floor + 0.1:.1f}{b.count:11d}{b.stated:9.2f}{b.right:8.2f}"
