"""The cheap test before the parser: which sentences can hold an event at all."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from schemas.rule import Pattern
from transforms.rulebook import Rulebook
from transforms.signs import Signs

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TO_BLANKS = {n: " " for n in range(128) if not chr(n).isalpha() and chr(n) != "-"}
LONGEST = 2_000  # characters; a longer "sentence" is a table, and no parse of it makes sense


@dataclass(frozen=True, slots=True)
class Demand:
    """What must stand beside the trigger of one pattern: words or actors, and enough sides."""

    beside: tuple[tuple[frozenset[str], frozenset[str]], ...]
    sides: int

    @classmethod
    def of(cls, rules: Rulebook, pattern: Pattern) -> "Demand":
        """What the pattern asks for; a path that may lead to any word at all asks for nothing."""
        wanted = [r for r in pattern.require.values() if r != "*"]
        beside = ((_words_of(rules, r), _kinds_of(r)) for r in wanted)
        return cls(tuple(beside), min(pattern.parties, 2))

    def is_met(self, words: Set[str], named: bool, signs: Signs | None) -> bool:
        """Do the words meet it, or else what the sentence may name? None: as much as it likes."""
        if signs is not None and signs.sides < self.sides:
            return False
        return all(
            named
            or not words.isdisjoint(wanted)
            or (bool(kinds) and (signs is None or not kinds.isdisjoint(signs.kinds)))
            for wanted, kinds in self.beside
        )


@dataclass(frozen=True)
class Gate:
    """Tests derived from the rules, so that no rule can be forgotten.

    ``demands`` maps each trigger word to the demands of its patterns, of which one must be met.
    """

    demands: Mapping[str, tuple[Demand, ...]]

    @classmethod
    def of(cls, rules: Rulebook) -> "Gate":
        """The gate of a rulebook."""
        demands = {p.id: Demand.of(rules, p) for p in rules.patterns}
        found = rules.triggers().items()
        return cls({w: tuple(dict.fromkeys(demands[p.id] for p in ps)) for w, ps in found})

    def admits(self, words: Set[str], named: bool = False) -> bool:
        """Do these words, of a sentence or of a whole article, hold a trigger and what it demands?

        Where an instrument is *named*, that will do for any required word.
        """
        return self._is_met(words, named, None)

    def passes(self, text: str, names: Set[str] = frozenset(), signs: Signs | None = None) -> bool:
        """Does the sentence hold a trigger, and what one of the trigger's patterns demands?

        What stands for an instrument, one of *names*, will do for any required word. Without
        *signs* the words alone decide.
        """
        named = bool(names) and not names.isdisjoint(_WORD.findall(text))
        return self._is_met(words_of(text), named, signs)

    def _is_met(self, words: Set[str], named: bool, signs: Signs | None) -> bool:
        triggers = words & self.demands.keys()
        demands = (demand for trigger in triggers for demand in self.demands[trigger])
        return any(demand.is_met(words, named, signs) for demand in demands)


def words_of(text: str) -> set[str]:
    """The words of a text in lower case, those with inner hyphens whole.

    >>> sorted(words_of("The cease-fire-- signed in 1994 -by both"))
    ['both', 'by', 'cease-fire', 'in', 'signed', 'the']
    """
    lower = text.lower()
    if not lower.isascii():
        return set(_WORD.findall(lower))
    # The same without a regular expression, in a third of the time: each article comes by here.
    plain = f" {lower.translate(_TO_BLANKS)} ".replace("--", "  ")
    return set(plain.replace(" -", " ").replace("- ", " ").split())


def context_of(hits: Set[int]) -> Set[int]:
    """Indices of the sentences that explain candidates: what precedes each, and the lead."""
    return {0, 1, 2} | {i - 1 for i in hits} if hits else set()


def _words_of(rules: Rulebook, reference: str) -> frozenset[str]:
    """The words that would do; an accord may also be called by its name: the "Tea Framework"."""
    is_accord = "@accord" in reference and "named-paper" in rules.forms
    return rules.words(f"{reference}+@named-paper" if is_accord else reference)


def _kinds_of(reference: str) -> frozenset[str]:
    """The kinds of actors that would do: of ``@accord+#igo`` the *igo*."""
    kinds = {part[1:] for part in reference.split("+") if part.startswith("#")}
    return frozenset(kinds)
