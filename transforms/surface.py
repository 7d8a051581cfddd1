"""Grammatical slots read off word order and tags alone: the fallback where a parse goes astray."""

from dataclasses import dataclass

from transforms.dates import is_date
from transforms.grammar import Grammar
from transforms.syntax import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({";", ":", "“", "”", '"', "(", ")", "—", "--"})
_PASSIVE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_OPENERS = frozenset(
    {"after", "although", "as", "because", "before", "if", "since", "that", "while"}
)
_CIRCUMSTANCES = frozenset({"about", "at", "by", "for", "in", "of", "on", "over", "via"})
_REACH = (
    14  # words; what stands farther from a trigger belongs to another clause more often than not
)


@dataclass(frozen=True, slots=True)
class SurfaceGrammar(Grammar):
    """Slots by position: subject before the verb, object behind it, nouns behind prepositions."""

    def slot(self, i: int, name: str) -> tuple[int, ...]:
        """Nominal words that stand where slot *name* of word *i* usually stands."""
        passive = self._looks_passive(i)
        match name:
            case "subj":
                return self._behind(i, "by") if passive else self._before(i)
            case "obj":
                return self._noun_before(i) or (self._before(i) if passive else self._object(i))
            case "up":
                return self._verb_before(i)
            case "poss" | "mod":
                return self._attached_before(i)
            case "xcomp":
                return self._infinitive(i)
            case "aux" | "below" | "ccomp" | "inf" | "iobj" | "prt":
                return ()
        return self._behind(i, name)

    def _before(self, i: int) -> tuple[int, ...]:
        """Nouns before the verb that no preposition governs, back to the clause's edge."""
        found: list[int] = []
        for token in reversed(self.sentence.tokens[max(i - _REACH, 0) : i]):
            if token.text in _STOPS or (found and token.tag in _FINITE):
                break
            if token.pos in ("NOUN", "PROPN", "PRON") and not self._is_governed(token.i):
                found.append(token.i)
        return tuple(reversed(found))

    def _noun_before(self, i: int) -> tuple[int, ...]:
        """The noun of a clause without its pronoun: "the pact signed by", "the pact it signed"."""
        tokens = self.sentence.tokens
        if i > 0 and tokens[i].tag == "VBN" and tokens[i - 1].pos == "NOUN":
            return (i - 1,)
        if i > 1 and tokens[i - 1].tag == "PRP" and tokens[i - 2].pos == "NOUN":
            return (i - 2,)
        return ()

    def _object(self, i: int) -> tuple[int, ...]:
        found: list[int] = []
        for token in self.sentence.tokens[i + 1 : i + 1 + _REACH]:
            if token.tag in _FINITE or token.tag in ("IN", "TO", "WDT") or token.text in _STOPS:
                break
            if token.pos in ("NOUN", "PROPN", "PRON"):
                found.append(token.i)
        return tuple(found)

    def _behind(self, i: int, preposition: str) -> tuple[int, ...]:
        """Nouns that *preposition* governs, somewhere behind the word in its clause."""
        found: list[int] = []
        inside = False
        for token in self.sentence.tokens[i + 1 : i + 1 + 2 * _REACH]:
            if (
                token.pos == "VERB"
                or token.tag in _FINITE
                or token.text in _STOPS
                or (not inside and token.i > i + _REACH)
            ):
                break
            if token.lower == preposition and not inside:
                inside = True
            elif (
                not inside
                and token.tag == "IN"
                and (preposition == "of" or token.lower not in _CIRCUMSTANCES)
            ) or (inside and token.tag in ("IN", "TO", "WDT", "VBG") and token.lower != "of"):
                break
            elif inside and token.pos in ("NOUN", "PROPN", "PRON"):
                found.append(token.i)
        return tuple(found)

    def _attached_before(self, i: int) -> tuple[int, ...]:
        found: list[int] = []
        for token in reversed(self.sentence.tokens[max(i - 6, 0) : i]):
            if (
                token.pos not in ("NOUN", "PROPN", "ADJ", "PART", "PUNCT", "NUM")
                or token.text == ","
            ):
                break
            if token.pos in ("NOUN", "PROPN"):
                found.append(token.i)
        return tuple(reversed(found))

    def _verb_before(self, i: int) -> tuple[int, ...]:
        for token in reversed(self.sentence.tokens[max(i - 6, 0) : i]):
            if token.pos == "VERB":
                return (token.i,)
        return ()

    def _infinitive(self, i: int) -> tuple[int, ...]:
        """The next verb behind the word, if it is an infinitive: "invited Orlov to visit"."""
        tokens = self.sentence.tokens[i + 1 : i + 1 + _REACH]
        verb = next((t for t in tokens if t.pos == "VERB"), None)
        marked = verb is not None and self.sentence.tokens[verb.i - 1].lower == "to"
        return (verb.i,) if verb and marked else ()

    def _is_governed(self, i: int) -> bool:
        """Does a preposition stand before the noun phrase that word *i* ends?"""
        for token in reversed(self.sentence.tokens[max(i - 8, 0) : i]):
            if token.lower in _OPENERS or is_date(token.text):
                return False
            if token.tag == "IN" or token.tag == "TO":
                return True
            if not _inside_noun_phrase(token):
                return False
        return False

    def _looks_passive(self, i: int) -> bool:
        if self.sentence.tokens[i].tag != "VBN":
            return False
        before = self.sentence.tokens[max(i - 3, 0) : i]
        reduced = bool(before) and before[-1].pos in ("NOUN", "PROPN")
        return reduced or any(t.lower in _PASSIVE for t in before)


def _inside_noun_phrase(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PART") or token.tag in ("POS", "CC")
