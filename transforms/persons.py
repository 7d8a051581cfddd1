"""Persons with what stands around their names: the office and the state before or behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.actors import Actor
from transforms.dates import find_dates, is_date
from transforms.gazetteer import Name
from transforms.names import OFFICE, PARTY, SYSTEMS, WORDS, NamedSentence
from transforms.rulebook import rulebook
from transforms.syntax import Token
from transforms.titles import Title

_EVENTS = rulebook().words("@talks+@conference+@visit-noun")
_NUMERAL = re.compile(r"[ivx]+")
_BEFORE_OFFICES = WORDS["epithets"] | WORDS["former"] | {"a", "the", "'s", "’s"}
_OF_PLACES = WORDS["firms"] | WORDS["regions"] | WORDS["venues"]
_LONGEST = 14  # words of an apposition
_NAME = 4  # words of a name that nothing but its place before an office tells
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_BEHIND = frozenset({"and", "at", "from", "in", "of", "on", "to", "with"})


@dataclass(frozen=True, slots=True)
class PersonFinder:
    """Finds the persons of a sentence: named entities, names behind titles, known surnames."""

    words: NamedSentence
    surnames: frozenset[str] = frozenset()  # of persons whom the article names in full elsewhere
    brief: bool = False  # a headline or a lead, where "Duarte met Orlov" must do

    def persons(self) -> list[Actor]:
        """The persons of the sentence in text order."""
        found = [self._person(*span) for span in self._persons()]
        following = [*found[1:], None][: len(found)]
        found = [_with_neighbour(self.words, p, q) for p, q in zip(found, following, strict=True)]
        found = [_with_shared_title(self.words, found[:n], p) for n, p in enumerate(found)]
        return [_with_spouse(self.words, found[:n], p) for n, p in enumerate(found)]

    def _persons(self) -> Iterator[tuple[int, int]]:
        spans = [
            self._trimmed(e.start, e.end)
            for e in self.words.sentence.entities
            if e.label == "PERSON"
        ]
        titles = [n for n in self.words.names if n.kind in ("office", "office_plural")]
        spans += [(n.end, self._name_end(n.end)) for n in titles]
        spans += [
            (n.end, self._name_end(n.end)) for n in self.words.names if self._is_of_a_title(n)
        ]
        spans += [self._apposed(n) for n in titles]
        spans += [(t.i, t.i + 1) for t in self.words.tokens if self._is_surname(t)]
        spans += self._bare_names() if self.brief else []
        last = 0
        for start, end in sorted((s for s in spans if s[1] > s[0]), key=lambda s: (s[0], -s[1])):
            if start >= last:
                yield start, end
                last = end

    def _apposed(self, office: Name) -> tuple[int, int]:
        """The name in "Ana Duarte, the Peruvian minister of"; nothing if there is none."""
        none = office.start, office.start
        j = office.start - 1
        while office.start - j < 6 and self._is_before_office(j):
            j -= 1
        if self.words.word(j) != "," or self._name_end(office.end) > office.end:
            return none
        start = j
        while j - start < _NAME and self._is_bare_name(start - 1):
            start -= 1
        return (start, j) if j - start > 1 and not self._is_bare_name(start - 1) else none

    def _is_before_office(self, i: int) -> bool:
        """May the word stand between the comma and the office: "the", "Peru's", "deputy"?"""
        return self.words.word(i) in _BEFORE_OFFICES or self.words.kind(i) in PARTY

    def _is_bare_name(self, i: int) -> bool:
        """Is it a capitalised word that can be part of a name, and is nothing else known?"""
        if i < 0 or i in self.words.at or not self.words.tokens[i].text.istitle():
            return False
        token = self.words.tokens[i]
        return token.pos == "PROPN" and _is_name_part(token) and token.lower not in _OF_PLACES

    def _is_of_a_title(self, name: Name | None) -> bool:
        """Is it the state of "envoy to Yemen", "minister of Peru", which belongs to the title?"""
        if name is None or name.kind != "country":
            return False
        i = name.start - 1 - (self.words.word(name.start - 1) == "the")
        return self.words.word(i) in ("for", "of", "to") and self.words.kind(i - 1) == "office"

    def _is_surname(self, token: Token) -> bool:
        return token.text in self.surnames and token.i not in self.words.at

    def _bare_names(self) -> list[tuple[int, int]]:
        """Single capitalised words that nothing else explains, unless all of them are firms."""
        entities = self.words.sentence.entities
        unknown = [e.label for e in entities if e.start not in self.words.at]
        if unknown and set(unknown) == {"ORG"}:
            return []
        inside = {i for e in entities if e.end - e.start > 1 for i in range(e.start, e.end)}
        dates = find_dates(self.words.sentence.text)
        return [
            (t.i, t.i + 1)
            for t in self.words.tokens
            if t.tag == "NNP"
            and t.text.istitle()
            and t.i not in inside
            and t.i not in self.words.at
            and self.words.kind(t.i + 1) not in ("body", "office_plural")
            and t.lower not in WORDS["firms"] | WORDS["venues"]
            and not any(phrase.start < t.end and t.start < phrase.end for phrase in dates)
        ]

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (
            self.words.kind(start) in OFFICE | {"demonym"}
            or self.words.tokens[start].lower in WORDS["honorifics"]
            or self._is_of_a_title(self.words.at.get(start))
        ):
            start += 1
        while start < end and not self._may_end(self.words.tokens[end - 1]):
            end -= 1
        while start < end and self.words.tokens[end - 1].lower in ("'s", "’s"):
            end -= 1
        if all(self.words.kind(i) in PARTY | {"city"} for i in range(start, end)):
            return start, start
        if any(not _is_name_part(t) for t in self.words.tokens[start:end]):
            return start, start
        return start, end

    def _may_end(self, token: Token) -> bool:
        """Can a name end here? Not with a mark, nor with the *of* of "Kato of Japan"."""
        return token.text[0].isalpha() and token.lower not in _BEHIND

    def _name_end(self, start: int) -> int:
        """The end of the capitalised words after a title; *start* itself when there are none."""
        i = start
        while i < len(self.words.tokens) and i - start < 4:
            word = self.words.tokens[i].text
            known = self.words.kind(i)
            if (
                is_date(word)
                or (known is not None and known != "city")
                or word.lower() in WORDS["venues"] | _EVENTS
            ):
                break
            part = word[0].isupper() and word[0].isalpha() and self.words.tokens[i].pos in _NOMINAL
            joint = word in ("-", "’", "'") or (
                word.lower() in WORDS["particles"] and word.islower()
            )
            glued = i > start + 1 and self._is_glued(i)
            if not (part or glued) and not (joint and i > start and i + 1 < len(self.words.tokens)):
                break
            i += 1
        while i > start and not (
            self.words.tokens[i - 1].text[0].isupper() or self._is_glued(i - 1)
        ):
            i -= 1
        return i

    def _is_glued(self, i: int) -> bool:
        """Is it the *ho* of "Park Jun-ho"?"""
        hyphen, token = self.words.tokens[i - 1], self.words.tokens[i]
        return hyphen.text == "-" and hyphen.end == token.start and token.text.isalpha()

    def _person(self, start: int, end: int) -> Actor:
        before = Title(self.words, start, end)
        left, right = before.left(), end
        office, party = before.office, before.party
        if office is None or party is None:
            right, office, party = self._right_of(end, office, party)
        self.words.used.update(range(left, right))
        name = self.words.sentence.text[
            self.words.tokens[start].start : self.words.tokens[end - 1].end
        ]
        country, organization = self.words.codes(party)
        title, rank, fixed = self.words.title(office)
        if country is None and organization is None:
            country = fixed
            if office is not None and self.words.is_firm(left - 1):
                rank = "domestic"
        return Actor(left, right, name, title, country, organization, rank, former=before.former)

    def _right_of(
        self, end: int, office: Name | None, party: Name | None
    ) -> tuple[int, Name | None, Name | None]:
        """What stands after a name: "of Peru", ", the Peruvian foreign minister"."""
        if _NUMERAL.fullmatch(self.words.word(end)):
            end += 1
        i = self.words.skip_brackets(end)
        if i >= len(self.words.tokens):
            return end, office, party
        word = self.words.tokens[i].lower
        if word == "of" and party is None:
            k = i + 1 + (self.words.word(i + 1) == "the")
            name = self.words.at.get(k)
            if name is not None and name.kind in ("country", "organization"):
                return name.end, office, name
        if word == "," and (office is None or self.words.is_style(office)):
            stop, found, party = self._apposition(i + 1, end, party)
            return stop, found or office, party
        return end, office, party

    def _apposition(
        self, i: int, end: int, party: Name | None
    ) -> tuple[int, Name | None, Name | None]:
        office: Name | None = None
        stop = i
        for k in range(i, min(i + _LONGEST, len(self.words.tokens))):
            name, word = self.words.at.get(k), self.words.tokens[k].lower
            if name is not None and name.kind == "office":
                office, stop = office or name, name.end
            elif name is not None and name.kind in PARTY:
                party, stop = party or name, name.end
            elif word == "and" and party is None and self.words.kind(k + 1) == "office":
                continue
            elif (
                word in (",", "and", "who", "said", "in", "on")
                or self.words.tokens[k].pos == "VERB"
            ):
                break
        if office is None:
            return end, None, party if stop <= i else None
        return stop, office, party


def _is_name_part(token: Token) -> bool:
    """Can the word stand in a person's name? Brackets, words of firms and of events can't."""
    return token.lower not in WORDS["firms"] | _EVENTS and not set(token.text) & set("()[]/")


def _with_neighbour(words: NamedSentence, person: Actor, following: Actor | None) -> Actor:
    """The person, with the state of the next: "President Roy and Minister Ott of Peru"."""
    if following is None or person.country or person.organization or person.rank is None:
        return person
    gap = [t.lower for t in words.tokens[person.end : following.start]]
    if gap != ["and"] or person.rank == following.rank or following.country is None:
        return person
    return replace(person, country=following.country)


def _with_spouse(words: NamedSentence, before: list[Actor], person: Actor) -> Actor:
    """The person, with the state of the consort: "Danish King Olav and Queen Maud"."""
    if person.rank is None or not before or person.country or person.organization:
        return person
    gap = [t.lower for t in words.tokens[before[-1].end : person.start]]
    couple = all(_is_royal(p) for p in (before[-1], person)) and person.title != before[-1].title
    return replace(person, country=before[-1].country) if couple and gap == ["and"] else person


def _is_royal(person: Actor) -> bool:
    return bool(set((person.title or "").lower().split()) & SYSTEMS["royal"]["any"])


def _with_shared_title(words: NamedSentence, before: list[Actor], person: Actor) -> Actor:
    """The person, with the title of "Foreign Ministers Roy of Peru and Ott of Mali"."""
    if person.rank is not None or not before or not (before[-1].title or "").endswith("s"):
        return person
    gap = [t.lower for t in words.tokens[before[-1].end : person.start]]
    return (
        replace(person, title=before[-1].title, rank=before[-1].rank) if gap == ["and"] else person
    )
