"""Which words may tell of an event: triggers of the rules beside the words that the rules ask for.

Where a rule asks how the words hang together, a suspicion asks only that they stand in one
sentence; `transforms.judge` says what to think of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.rule import Pattern
from transforms.actors import ActorTable
from transforms.gate import Demand
from transforms.match import Match, Matcher
from transforms.rulebook import Rulebook
from transforms.scene import Side, Suspect, kind_of, role_of


@dataclass(frozen=True)
class Suspicions:
    """The patterns by the words that may trigger them, with what must stand in the sentence."""

    by_word: Mapping[str, tuple[tuple[Pattern, Demand], ...]]
    matcher: Matcher

    @classmethod
    def of(cls, rules: Rulebook, matcher: Matcher) -> "Suspicions":
        """The suspicions that a rulebook supports."""
        demands = {p.id: Demand.of(rules, p) for p in rules.patterns if p.creates}
        found = rules.triggers().items()
        return cls(
            {w: tuple((p, demands[p.id]) for p in ps if p.id in demands) for w, ps in found},
            matcher,
        )

    def find(self, table: ActorTable) -> Iterator[Suspect]:
        """Every word of the sentence and every kind of event that it may tell of."""
        words = {token.lower for token in table.sentence.tokens}
        for token in table.sentence.tokens:
            kinds: dict[str, list[Pattern]] = {}
            for pattern, demand in self.by_word.get(token.lower, ()):
                if (
                    self.matcher.may_be(token, pattern)
                    and demand.is_met(words, False, None)
                    and not self.matcher.is_forbidden(pattern, token.i, table)
                ):
                    kinds.setdefault(kind_of(pattern), []).append(pattern)
            for kind, patterns in kinds.items():
                yield Suspect(kind, token.i, tuple(patterns))

    def match(self, suspect: Suspect, sides: Sequence[Side], table: ActorTable) -> Match:
        """The suspicion as a match with these sides, of the pattern whose instrument is there."""
        found = (self._match(p, suspect.trigger, sides, table) for p in suspect.patterns)
        return max(found, key=lambda match: (bool(match.what), match.pattern.confidence))

    def _match(self, pattern: Pattern, i: int, sides: Sequence[Side], table: ActorTable) -> Match:
        cast = tuple((side.actor, role_of(side, pattern)) for side in sides)
        what = self.matcher.instrument(pattern, i, table)
        goal = self.matcher.goal(pattern, i, table)
        return Match(pattern, i, cast, what, goal, by_fallback=False, on_surface=True)
