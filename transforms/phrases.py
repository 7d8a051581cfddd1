"""Noun phrases on the surface: titles before names, states before titles, appositions after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.actors import Actor
from transforms.gazetteer import Gazetteer, Name
from transforms.rulebook import read_toml
from transforms.syntax import ParsedSentence, Token

_PARTY = frozenset({"country", "demonym", "capital", "seat", "organization"})
_OFFICE = frozenset({"office", "office_plural", "body"})
_LINKS = frozenset({"'s", "’s", "'", "’", "-", "–", "the", ",", "and", "/"})
_WORDS = {name: frozenset(words) for name, words in read_toml("lexicons/phrases.toml").items()}
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_OWNERS = frozenset({"whose", "his", "her"})
_SINGULAR = frozenset({"he", "she", "him", "his", "her"})
_PLURAL = frozenset({"they", "them", "their"})


@dataclass(slots=True)
class PhraseFinder:
    """Finds the actors of one sentence by what stands beside what; no parse is needed."""

    sentence: ParsedSentence
    gazetteer: Gazetteer
    surnames: frozenset[str] = frozenset()  # of persons whom the article names in full elsewhere
    names: list[Name] = field(init=False)
    _at: dict[int, Name] = field(init=False)
    _used: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Look the sentence's words up once."""
        self.names = self.gazetteer.find([t.text for t in self.sentence.tokens])
        self.names = [n for n in self.names if not n.aside]
        self._at = {i: n for n in self.names for i in range(n.start, n.end)}

    @property
    def tokens(self) -> Sequence[Token]:
        """The sentence's tokens."""
        return self.sentence.tokens

    def actors(self) -> list[Actor]:
        """All actors of the sentence in text order; a token belongs to one phrase only."""
        found = [actor for span in self._persons() for actor in self._person(*span)]
        found += [actor for name in self.names for actor in self._office(name)]
        found += [actor for name in self.names for actor in self._party(name)]
        found += self._anaphors()
        return sorted(found, key=lambda a: (a.start, a.end, a.country or "", a.name or ""))

    # persons ---------------------------------------------------------------------------------

    def _persons(self) -> Iterator[tuple[int, int]]:
        spans = [
            self._trimmed(e.start, e.end) for e in self.sentence.entities if e.label == "PERSON"
        ]
        spans += [(n.end, self._name_end(n.end)) for n in self.names if n.kind == "office"]
        spans += [(t.i, t.i + 1) for t in self.tokens if self._is_surname(t)]
        last = 0
        for start, end in sorted((s for s in spans if s[1] > s[0]), key=lambda s: (s[0], -s[1])):
            if start >= last:
                yield start, end
                last = end

    def _is_surname(self, token: Token) -> bool:
        return token.text in self.surnames and token.i not in self._at

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (
            self._kind(start) in _OFFICE | {"demonym"}
            or self.tokens[start].lower in _WORDS["honorifics"]
        ):
            start += 1
        while start < end and not self.tokens[end - 1].text[0].isalpha():
            end -= 1
        while start < end and self.tokens[end - 1].lower in ("'s", "’s"):
            end -= 1
        if all(self._kind(i) in _PARTY | {"city"} for i in range(start, end)):
            return start, start
        if any(not _is_name_part(t) for t in self.tokens[start:end]):
            return start, start
        return start, end

    def _name_end(self, start: int) -> int:
        """The end of the capitalised words after a title; *start* itself when there are none."""
        i = start
        while i < len(self.tokens) and i - start < 5:
            word = self.tokens[i].text
            known = self._kind(i)
            if known is not None and known != "city":
                break
            part = word[0].isupper() and word[0].isalpha() and self.tokens[i].pos in _NOMINAL
            joint = word in ("-", "’", "'") or (
                word.lower() in _WORDS["particles"] and word.islower()
            )
            if not part and not (joint and i > start and i + 1 < len(self.tokens)):
                break
            i += 1
        while i > start and not self.tokens[i - 1].text[0].isupper():
            i -= 1
        return i

    def _person(self, start: int, end: int) -> list[Actor]:
        left, office, party, former = self._left_of(start)
        right = end
        if office is None or party is None:
            right, office, party = self._right_of(end, office, party)
        self._used.update(range(left, right))
        name = self.sentence.text[self.tokens[start].start : self.tokens[end - 1].end]
        country, organization = self._codes(party)
        title, rank, fixed = self._title(office)
        if country is None and organization is None:
            country = fixed
            if office is not None and self._is_firm(left - 1):
                rank = "domestic"
        return [Actor(left, right, name, title, country, organization, rank, former=former)]

    def _left_of(self, start: int) -> tuple[int, Name | None, Name | None, bool]:
        """What stands before a name: (start of the phrase, office, state, is the office former)."""
        j, office, party, former = start - 1, None, None, False
        while j >= 0 and j not in self._used and start - j <= 12:
            word, name = self.tokens[j].lower, self._at.get(j)
            if name is not None and name.kind in ("office", "office_plural") and party is None:
                office = name if office is None else office
                j = name.start - 1
            elif name is not None and name.kind in _PARTY and party is None:
                if name.kind == "capital" and self.tokens[j + 1].lower not in ("'s", "’s"):
                    break
                party = name
                j = name.start - 1
            elif word in _WORDS["former"]:
                former, j = True, j - 1
            elif (
                word in ("'s", "’s")
                or (word in _WORDS["epithets"] | _WORDS["honorifics"] and word != "his")
                or (
                    word == "of"
                    and office is None
                    and party is not None
                    and self._kind(j - 1) == "office"
                )
                or (
                    word in ("the", "-", ",")
                    and office is None
                    and party is not None
                    and self._kind(j - 1) == "office"
                )
            ):
                j -= 1
            else:
                break
        return max(j + 1, 0) if (office or party) else start, office, party, former

    def _right_of(
        self, end: int, office: Name | None, party: Name | None
    ) -> tuple[int, Name | None, Name | None]:
        """What stands after a name: "of Peru", ", the Peruvian foreign minister"."""
        i = self._skip_brackets(end)
        if i >= len(self.tokens):
            return end, office, party
        word = self.tokens[i].lower
        if word == "of" and party is None:
            k = i + 1 + (self._word(i + 1) == "the")
            name = self._at.get(k)
            if name is not None and name.kind in ("country", "organization"):
                return name.end, office, name
        if word == "," and office is None:
            return self._apposition(i + 1, end, party)
        return end, office, party

    def _apposition(
        self, i: int, end: int, party: Name | None
    ) -> tuple[int, Name | None, Name | None]:
        office: Name | None = None
        stop = i
        for k in range(i, min(i + 9, len(self.tokens))):
            name, word = self._at.get(k), self.tokens[k].lower
            if name is not None and name.kind == "office":
                office, stop = office or name, name.end
            elif name is not None and name.kind in _PARTY:
                party, stop = party or name, name.end
            elif word in (",", "and", "who", "said", "in", "on") or self.tokens[k].pos == "VERB":
                break
        if office is None:
            return end, None, party if stop <= i else None
        return stop, office, party

    # offices and bodies without a name ----------------------------------------------------------

    def _office(self, name: Name) -> list[Actor]:
        if name.kind not in _OFFICE or name.start in self._used:
            return []
        left, parties = self._parties_before(name.start)
        right = name.end
        if not parties:
            right, parties = self._parties_after(name.end)
        plural = name.kind != "office"
        title, rank, fixed = self._title(name)
        if name.kind == "body" and not parties:
            return []
        self._used.update(range(left, right))
        if not parties and self._is_firm(left - 1):
            return []
        if not parties:
            return [
                Actor(left, right, None, title, fixed, None, rank, plural, anaphor=fixed is None)
            ]
        return [
            Actor(left, right, None, title, *self._codes(p), rank, plural, label=self._label(p))
            for p in parties
        ]

    def _parties_before(self, start: int) -> tuple[int, list[Name]]:
        parties: list[Name] = []
        j, left = start - 1, start
        while j >= 0 and j not in self._used and start - j <= 14:
            name, word = self._at.get(j), self.tokens[j].lower
            if name is not None and name.kind in _PARTY:
                parties.insert(0, name)
                left = name.start
                j = name.start - 1
            elif (word in _LINKS and (parties or word in ("'s", "’s"))) or (
                self.tokens[j].pos == "ADJ" and not parties and start - j <= 3
            ):
                j -= 1
            else:
                break
        return left, parties

    def _parties_after(self, end: int) -> tuple[int, list[Name]]:
        if self._word(end) not in ("of", "from", "for"):
            return end, []
        parties: list[Name] = []
        i, right = end + 1, end
        while i < len(self.tokens):
            name, word = self._at.get(i), self.tokens[i].lower
            if name is not None and name.kind in ("country", "organization", "capital"):
                parties.append(name)
                i = right = name.end
            elif word in ("the", ",", "and", "both"):
                i += 1
            else:
                break
        return right, parties

    # states and organisations by themselves ---------------------------------------------------

    def _party(self, name: Name) -> list[Actor]:
        if name.kind not in _PARTY or name.start in self._used:
            return []
        country, organization = self._codes(name)
        return [
            Actor(
                name.start,
                name.end,
                country=country,
                organization=organization,
                adjective=name.kind == "demonym",
                label=self._label(name),
            )
        ]

    # pronouns and descriptions ------------------------------------------------------------------

    def _anaphors(self) -> Iterator[Actor]:
        for token in self.tokens:
            if token.i in self._used:
                continue
            if token.lower in _SINGULAR and token.tag in ("PRP", "PRP$"):
                yield Actor(token.i, token.i + 1, anaphor=True)
            elif token.lower in _WORDS["own"] and self._word(token.i - 1) in _OWNERS:
                yield Actor(token.i, token.i + 1, anaphor=True, own=True)
            elif (token.lower in _PLURAL and token.tag in ("PRP", "PRP$")) or (
                token.lower in _WORDS["groups"] and self._is_definite_group(token.i)
            ):
                yield Actor(token.i, token.i + 1, anaphor=True, plural=True)

    def _is_definite_group(self, i: int) -> bool:
        """Is it "the two sides", "both countries", "the pair"?"""
        before = {self._word(j) for j in range(max(i - 3, 0), i)}
        return bool(before & {"two", "three", "both"}) or self._word(i) in ("pair", "duo")

    # lookups ------------------------------------------------------------------------------------

    def _is_firm(self, i: int) -> bool:
        """Is word *i* part of the name of a company or another body that is no party?"""
        if i < 0 or i in self._at:
            return False
        if self.tokens[i].lower in ("'s", "’s"):
            i -= 1
        return any(e.label == "ORG" and e.start <= i < e.end for e in self.sentence.entities)

    def _kind(self, i: int) -> str | None:
        name = self._at.get(i)
        return name.kind if name else None

    def _word(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def _skip_brackets(self, i: int) -> int:
        """Past "(R)" and "(L)" of a caption."""
        if (
            self._word(i) == "("
            and self._word(i + 1) in _WORDS["sides"]
            and self._word(i + 2) == ")"
        ):
            return i + 3
        return i

    def _codes(self, name: Name | None) -> tuple[str | None, str | None]:
        if name is None:
            return None, None
        return (None, name.code) if name.kind == "organization" else (name.code, None)

    def _title(self, name: Name | None) -> tuple[str | None, str | None, str | None]:
        """The office as written, its rank, and the country that the title itself fixes."""
        if name is None:
            return None, None, None
        if name.kind == "body":
            return self._text(name), "body", None
        office = self.gazetteer.office(name.code or "")
        return self._text(name), office.rank, office.country

    def _label(self, name: Name) -> str | None:
        return self._text(name) if name.kind == "organization" else None

    def _text(self, name: Name) -> str:
        return self.sentence.text[self.tokens[name.start].start : self.tokens[name.end - 1].end]


def _is_name_part(token: Token) -> bool:
    """Can the word stand in a person's name? Brackets and words of firms can't."""
    return token.lower not in _WORDS["firms"] and not set(token.text) & set("()[]/")
