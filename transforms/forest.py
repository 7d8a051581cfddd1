"""Which ids hang together: disjoint sets, each under its smallest id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Forest:
    """Disjoint sets of ids, with path compression; the smallest id is the name of its set."""

    _above: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Forest":
        """The sets in which both ids of every pair are together."""
        forest = cls()
        for one, other in pairs:
            forest.join(one, other)
        return forest

    def root(self, name: str) -> str:
        """The name of the set that holds *name*."""
        path = []
        while (above := self._above.get(name, name)) != name:
            path.append(name)
            name = above
        for passed in path:
            self._above[passed] = name
        return name

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = self._above[low] = low

    def members(self) -> Iterator[tuple[str, str]]:
        """Every id that was ever joined, with the name of its set."""
        for name in list(self._above):
            yield name, self.root(name)
