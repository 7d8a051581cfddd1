"""B-cubed: how well a clustering fits the true one, as each of its members sees it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BCubed:
    """The mean over members: of those with me, how many belong; of those that belong, how many."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(truth: Mapping[str, str], found: Mapping[str, str]) -> BCubed:
    """The score of *found* clusters against the *truth*, over the members of both.

    >>> bcubed({"a": "1", "b": "1"}, {"a": "x", "b": "y"})
    BCubed(precision=1.0, recall=0.5)
    """
    members = truth.keys() & found.keys()
    if not members:
        return BCubed(0.0, 0.0)
    true = Counter(truth[m] for m in members)
    made = Counter(found[m] for m in members)
    both = Counter((truth[m], found[m]) for m in members)
    precision = sum(n * n / made[cluster] for (_, cluster), n in both.items()) / len(members)
    recall = sum(n * n / true[event] for (event, _), n in both.items()) / len(members)
    return BCubed(precision, recall)
