"""The cheap test before the parser: which sentences can hold an event at all."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from transforms.rulebook import Rulebook

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 2_000  # characters; a longer "sentence" is a table, and no parse of it makes sense


@dataclass(frozen=True)
class Gate:
    """Word tests derived from the rules, so that no rule can be forgotten.

    ``needs`` maps each trigger word to what must stand beside it: one word of any of the sets. No
    set at all means that the trigger alone will do.
    """

    needs: Mapping[str, tuple[frozenset[str], ...]]

    @classmethod
    def of(cls, rules: Rulebook) -> "Gate":
        """The gate of a rulebook."""
        needs: dict[str, tuple[frozenset[str], ...]] = {}
        for word, patterns in rules.triggers().items():
            wanted = [_required_words(rules, p.require) for p in patterns]
            needs[word] = tuple(w for w in wanted if w) if all(wanted) else ()
        return cls(needs)

    def admits(self, text: str) -> bool:
        """Can any sentence of the article hold an event?"""
        return not self.needs.keys().isdisjoint(_WORD.findall(text.lower()))

    def chosen(self, sentences: Sequence[str], names: Set[str] = frozenset()) -> Iterator[int]:
        """Indices of the sentences to parse: the candidates, what precedes each, and the lead.

        A short name of an instrument, one of *names*, will do beside any trigger; so will an *it*
        behind a candidate.
        """
        hits: set[int] = set()
        for i, text in enumerate(sentences):
            it = {"It"} if i - 1 in hits and text.startswith("It ") else frozenset()
            if self.passes(text, names | it):
                hits.add(i)
        wanted = hits | {i - 1 for i in hits} | ({0, 1, 2} if hits else set())
        for i in sorted(wanted):
            if 0 <= i < len(sentences) and len(sentences[i]) <= _LONGEST:
                yield i

    def passes(self, text: str, names: Set[str] = frozenset()) -> bool:
        """Does the sentence hold a trigger, and a word that the trigger's patterns require?"""
        words = set(_WORD.findall(text.lower()))
        named = bool(names) and not names.isdisjoint(_WORD.findall(text))
        for trigger in words & self.needs.keys():
            alternatives = self.needs[trigger]
            if named or not alternatives or any(not words.isdisjoint(w) for w in alternatives):
                return True
        return False


def _required_words(rules: Rulebook, require: Mapping[str, str]) -> frozenset[str]:
    """Words of which one must stand in the sentence; empty when an actor would do as well."""
    groups = [rules.words(r) for r in require.values() if "#" not in r and "*" not in r]
    return min(groups, key=len) if groups else frozenset()
