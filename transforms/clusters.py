"""Claims that hang together → events: which are of one event, whatever their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transforms.clues import Clue
from transforms.likeness import SAME, likeness
from transforms.same_time import cells
from transforms.ties import Shelves

_COMPARED = 8  # claims of a group that are compared with those of another: those that say most
_BORNE = 3  # of so many pairs of claims, one may clash
_MANY = 3  # pairs that are alike outweigh as many that clash
_PROVEN = 4  # of so many pairs, one at least is alike where two groups are one
_FAR = 1000  # days, more than there are between claims that hang together

Group = list[Clue]
Pair = tuple[float, str, str, str, str]
"""Likeness, negated; rank and id of the claim that says more, and of the other. The least first."""


def clusters(clues: Iterable[Clue]) -> list[Group]:
    """The claims by event: the likest come together first, then groups that fit each other.

    So an event that many claims support is whole before a doubtful one can split or mix it. What
    did not fit is tried again as long as groups grow.
    """
    ranked = sorted(clues, key=lambda clue: clue.rank)
    if len(ranked) == 1:
        return [ranked]
    known = _Likenesses()
    group_of = {clue.mention_id: [clue] for clue in ranked}
    left, tried = sorted(known.pairs(ranked)), -1
    while len(left) != tried:
        tried = len(left)
        left = [pair for pair in left if not _join(pair, group_of, known)]
    firsts = {group[0].mention_id: group for group in group_of.values()}
    return [firsts[clue.mention_id] for clue in ranked if clue.mention_id in firsts]


def _join(pair: Pair, group_of: dict[str, Group], known: "_Likenesses") -> bool:
    """Put the groups of a pair together if they fit; are they one now?"""
    one, other = group_of[pair[2]], group_of[pair[4]]
    if one is not other:
        if not known.fit(one, other):
            return False
        joined = sorted(one + other, key=lambda clue: clue.rank)
        group_of.update((clue.mention_id, joined) for clue in joined)
    return True


@dataclass(slots=True)
class _Likenesses:
    """How alike the claims of a component are, each pair compared once."""

    known: dict[tuple[str, str], float] = field(default_factory=dict)

    def pairs(self, ranked: Sequence[Clue]) -> Iterator[Pair]:
        """Pairs of claims that are of one event if nothing speaks against it."""
        told = Shelves()
        for clue in ranked:
            names = [(clue.kind, cell) for cell in cells(clue)]
            for other in told.around(names, clue, _FAR):
                if (score := self.of(other, clue)) >= SAME:
                    yield (
                        -round(score, 9), other.rank, other.mention_id, clue.rank, clue.mention_id
                    )  # fmt: skip
            told.put(names, clue)

    def of(self, one: Clue, other: Clue) -> float:
        """The likeness of two claims."""
        if other.rank < one.rank:
            one, other = other, one
        key = one.mention_id, other.mention_id
        if key not in self.known:
            self.known[key] = likeness(one, other)
        return self.known[key]

    def fit(self, group: Group, others: Group) -> bool:
        """Are two groups of one event: do enough of their claims agree, and not too many clash?

        Those are compared that say most; of many claims one or two are wrong about a day or a
        place. Of two groups that are disputed, those that say most of all must not clash.
        """
        scores = [self.of(a, b) for a in group[:_COMPARED] for b in others[:_COMPARED]]
        clash, alike = scores.count(0.0), sum(score >= SAME for score in scores)
        if clash > len(scores) // _BORNE and alike < max(clash, _MANY):
            return False
        if 1 in (len(group), len(others)) or not clash:
            return True
        return scores[0] > 0 and alike * _PROVEN >= len(scores)
