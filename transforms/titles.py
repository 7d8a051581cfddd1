"""What stands before a person's name: the office, the state, and whether the office is former."""

from dataclasses import dataclass

from transforms.gazetteer import Name
from transforms.names import PARTY, WORDS, NamedSentence

_JOINTS = frozenset({"the", "-", ",", "of"})
_TAILS = frozenset({"for", "of", "on", "to"})  # of a title: "envoy to Yemen", "minister of Roads"
_INSIDE = frozenset({"&", "'s", "and", "in", "of", "the", "’s"})
_CLOSED = frozenset({"", ",", ".", ";"})
_MARKS = frozenset({"'s", "’s"})
_FAR = 9  # words of a title behind its office


@dataclass(slots=True)
class Title:
    """What the words before a name say of it, gathered from the name leftwards."""

    words: NamedSentence
    start: int
    end: int
    j: int = -1  # the word to be read next
    office: Name | None = None
    party: Name | None = None
    former: bool = False

    def left(self) -> int:
        """Where the person's phrase begins, once all has been read."""
        self.j = self.start - 1
        while self.j >= 0 and self.j not in self.words.used and self.start - self.j <= 12:
            if not (self._with_name() or self._with_word() or self._with_far_office()):
                break
        return max(self.j + 1, 0) if self.office or self.party else self.start

    def _with_name(self) -> bool:
        """Take the office, the state or the body that ends here."""
        name = self.words.at.get(self.j)
        if name is None or self.party is not None or self._far_office(self.j) is not None:
            return False
        if name.kind in ("office", "office_plural"):
            if self.office is None or self.words.is_style(self.office):
                self.office = name
        elif name.kind in PARTY:
            if name.kind == "capital" and self.words.word(self.j + 1) not in _MARKS:
                return False
            self.party = name
        elif name.kind != "body" or self.office is None:
            return False
        self.j = name.start - 1
        return True

    def _with_word(self) -> bool:
        """Pass a word that may stand between a name, its office and its state."""
        word = self.words.word(self.j)
        if word == ")" and self.office is not None and self.words.word(self.j - 2) == "(":
            self.party, self.j = self.party or self.words.at.get(self.j - 1), self.j - 3
        elif word in WORDS["former"]:
            self.former, self.j = True, self.j - 1
        elif word in _MARKS | WORDS["epithets"] | WORDS["honorifics"] or self._is_described():
            self.j -= 1
        else:
            return False
        return True

    def _with_far_office(self) -> bool:
        """Take an office that other words part from the name: "envoy to Yemen", "leader, Gen."."""
        if self.party is not None:
            return False
        word = self.words.word(self.j)
        if word in _JOINTS and self.words.kind(self.j - 1) == "office":
            before = self.words.at[self.j - 1]
            if self.office is not None and not (
                word == "," and (self.words.is_style(self.office) or before.code == "counterpart")
            ):
                return False
            if self.office is None or before.code != "counterpart":
                self.office = before
            self.j = before.start - 1
            return True
        named = word == "," and self.words.word(self.end) in _CLOSED
        far = self._far_office(self.j - 1 if named else self.j)
        if far is None or (self.office is not None and not self.words.is_style(self.office)):
            return False
        self.office, self.party = far
        self.j = self.office.start - 1
        return True

    def _far_office(self, j: int) -> tuple[Name, Name | None] | None:
        """The office before "of Public Roads" or "to Yemen" that ends at *j*, and its state."""
        k = j
        while k > max(j - _FAR, 0) and self._is_inside(k):
            word = self.words.word(k)
            if word in _TAILS and k < j and self.words.kind(k - 1) == "office":
                first = self.words.at.get(k + 1 + (self.words.word(k + 1) == "the"))
                owner = (
                    first if word == "of" and first is not None and first.kind in PARTY else None
                )
                return self.words.at[k - 1], owner
            k -= 1
        return None

    def _is_inside(self, k: int) -> bool:
        """May the word stand in a title behind its office?"""
        return (
            self.words.word(k) in _INSIDE | _TAILS
            or self.words.tokens[k].text[0].isupper()
            or self.words.kind(k) == "body"
        )

    def _is_described(self) -> bool:
        """Is it an adjective between a state and the office: "Peru's leftist president"?"""
        if self.office is None or self.party is not None:
            return False
        k = self.j
        while (
            k > max(self.j - 3, 0) and self.words.tokens[k].pos == "ADJ" and k not in self.words.at
        ):
            k -= 1
        if k == self.j:
            return False
        return self.words.word(k) in _MARKS or self.words.kind(k) in PARTY
