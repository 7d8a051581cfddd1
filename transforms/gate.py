"""The cheap test before the parser: which sentences can hold an event at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.rulebook import Rulebook

_LONGEST = (
    2_000  # characters; a longer "sentence" is a table or a list, and the parser chokes on it
)


@dataclass(frozen=True)
class Gate:
    """Word tests derived from the rules, so that no rule can be forgotten."""

    any_trigger: re.Pattern[str]
    needs: dict[
        str, tuple[frozenset[str], ...]
    ]  # word form → alternatives of which one must stand too

    @classmethod
    def of(cls, rules: Rulebook) -> "Gate":
        """The gate of a rulebook."""
        needs: dict[str, tuple[frozenset[str], ...]] = {}
        for word, patterns in rules.triggers().items():
            wanted = [_required_words(rules, p.require) for p in patterns]
            needs[word] = () if any(w is None for w in wanted) else tuple(w for w in wanted if w)
        words = "|".join(sorted(map(re.escape, needs), key=len, reverse=True))
        return cls(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), needs)

    def admits(self, text: str) -> bool:
        """Can any sentence of the article hold an event?"""
        return self.any_trigger.search(text) is not None

    def chosen(self, sentences: Sequence[str]) -> Iterator[int]:
        """Indices of the sentences to parse: the candidates, what precedes each, and the lead."""
        hits = {i for i, text in enumerate(sentences) if self.passes(text)}
        if not hits:
            return
        wanted = hits | {i - 1 for i in hits} | {0, 1, 2}
        for i in sorted(wanted):
            if 0 <= i < len(sentences) and len(sentences[i]) <= _LONGEST:
                yield i

    def passes(self, text: str) -> bool:
        """Does the sentence hold a trigger, and a word of what the trigger's patterns require?"""
        found = {m.group().lower() for m in self.any_trigger.finditer(text)}
        if not found:
            return False
        words: set[str] | None = None
        for trigger in found:
            alternatives = self.needs[trigger]
            if not alternatives:
                return True
            if words is None:
                words = set(re.findall(r"[\w'’-]+", text.lower()))
            if any(words & wanted for wanted in alternatives):
                return True
        return False


def _required_words(rules: Rulebook, require: dict[str, str]) -> frozenset[str] | None:
    """Words of which one must stand in the sentence; None when an actor would do as well."""
    groups = [rules.words(r) for r in require.values() if "#" not in r and "*" not in r]
    return min(groups, key=len) if groups else None
