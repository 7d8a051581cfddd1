"""The names of one sentence, found once in the gazetteer, and what each of its words belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.gazetteer import Gazetteer, Name
from transforms.rulebook import read_toml
from transforms.syntax import ParsedSentence, Token

PARTY = frozenset({"country", "demonym", "capital", "seat", "organization"})
OFFICE = frozenset({"office", "office_plural", "body"})
_FILE = read_toml("lexicons/phrases.toml")
WORDS = {name: frozenset(words) for name, words in _FILE["words"].items()}
HALVES: dict[str, dict[str, str]] = _FILE["halves"]
PAIRS: dict[str, list[str]] = _FILE["pairs"]
SYSTEMS = {
    kind: {code: frozenset(words) for code, words in table.items()}
    for kind, table in _FILE["systems"].items()
}
OUTLETS: dict[str, str] = {
    name: country for country, names in _FILE["outlets"].items() for name in names
}
_FIXED = {title: country for country, titles in _FILE["titles"].items() for title in titles}


@dataclass(slots=True)
class NamedSentence:
    """A sentence with its names; ``used`` grows as phrases claim words, each word but once."""

    sentence: ParsedSentence
    gazetteer: Gazetteer
    names: list[Name] = field(init=False)
    at: dict[int, Name] = field(init=False)
    used: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Look the sentence's words up."""
        found = self.gazetteer.find([t.text for t in self.sentence.tokens])
        self.names = [n for n in found if not n.aside and not self._is_in_a_firm(n)]
        self.at = {i: n for n in self.names for i in range(n.start, n.end)}

    def _is_in_a_firm(self, name: Name) -> bool:
        """Is the name part of a firm's: "Bank of Peru", "General Motors"?"""
        if name.kind == "body" or (name.kind == "office" and name.end - name.start > 1):
            return False
        for entity in self.sentence.entities:
            inside = entity.start <= name.start and name.end <= entity.end
            if (
                entity.label == "ORG"
                and inside
                and entity.end - entity.start > name.end - name.start
            ):
                words = {t.lower for t in self.sentence.tokens[entity.start : entity.end]}
                return bool(words & WORDS["companies"])
        return False

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def is_firm(self, i: int) -> bool:
        """Is word *i* part of the name of a company or another body that is no party?"""
        if i < 0 or i in self.at:
            return False
        if self.tokens[i].lower in ("'s", "’s"):
            i -= 1
        if i in self.at:
            return False
        return any(e.label == "ORG" and e.start <= i < e.end for e in self.sentence.entities)

    def kind(self, i: int) -> str | None:
        """Kind of the name that covers word *i*, if any."""
        name = self.at.get(i)
        return name.kind if name else None

    def word(self, i: int) -> str:
        """Word *i* in lower case; empty outside the sentence."""
        return self.sentence.tokens[i].lower if 0 <= i < len(self.sentence.tokens) else ""

    def skip_brackets(self, i: int) -> int:
        """Past "(R)", or ", left," of a caption."""
        if self.word(i) == "," and self.word(i + 1) in WORDS["sides"]:
            return i + 2
        if self.word(i) == "(" and self.word(i + 1) in WORDS["sides"] and self.word(i + 2) == ")":
            return i + 3
        return i

    def codes(self, name: Name | None) -> tuple[str | None, str | None]:
        """Country code and organisation code of a name: at most one of them is set."""
        if name is None:
            return None, None
        return (None, name.code) if name.kind == "organization" else (name.code, None)

    def title(self, name: Name | None) -> tuple[str | None, str | None, str | None]:
        """The office as written, its rank, and the country that the title itself fixes."""
        if name is None:
            return None, None, None
        if name.kind == "body":
            return self.text(name), "body", None
        office = self.gazetteer.office(name.code or "")
        title = self.text(name)
        return title, office.rank, office.country or _FIXED.get(title.lower())

    def label(self, name: Name) -> str | None:
        """An organisation's name as written, "ASEAN" of "U.S.-ASEAN"; None for a state."""
        if name.kind != "organization":
            return None
        written = self.text(name)
        last = written.rpartition("-")[2]
        alone = [n.code for n in self.gazetteer.find([last])] if last != written else []
        return last if alone == [name.code] else written

    def is_style(self, office: Name) -> bool:
        """Is it how its bearer is addressed, beside an office: "Emir Sheikh", "leader Colonel"?"""
        return self.text(office).lower() in WORDS["styles"]

    def text(self, name: Name) -> str:
        """The name as the sentence writes it, without what is glued to it."""
        written = self.sentence.text[self.tokens[name.start].start : self.tokens[name.end - 1].end]
        return written.rpartition(")")[2] or written
