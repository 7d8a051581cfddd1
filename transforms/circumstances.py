"""When and where: which date and which place of a sentence belong to an event in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.dates import DatePhrase, find_dates
from transforms.gazetteer import Gazetteer, Name
from transforms.grammar import Grammar
from transforms.rulebook import read_toml, rulebook
from transforms.syntax import Token

_REACH = 14  # words from "where" to what happened there
_EDGES = frozenset({"VERB", "AUX", "SCONJ"})
_APART = frozenset({"after", "ahead", "before", "following"})
_STARTS = frozenset({"began", "begins", "opened", "opens", "started", "starts", "took", "takes"})
_LIMITS = frozenset({"until", "till", "through", "thru"})
_PLACES = frozenset({"city", "capital", "country", "seat"})
_MODIFIERS = frozenset({"compound", "amod", "nummod", "nmod:desc", "flat"})
_TOWNS = frozenset({"capital", "city", "island", "resort", "town", "village"})
_IN = frozenset({"in", "at", "near", "outside", "within", "inside"})
_WORDS = read_toml("lexicons/phrases.toml")["words"]
_VENUES = frozenset(_WORDS["venues"])
_CALENDAR = frozenset(_WORDS["temporal"])


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the article writes it, with the country it lies in where that is certain."""

    text: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Finds the date and the place that go with a trigger."""

    grammar: Grammar
    gazetteer: Gazetteer

    def when(self, trigger: int) -> DatePhrase | None:
        """The date phrase that belongs to the trigger, nearest in grammar, then in words."""
        ranked = [
            (self._rank(trigger, i), abs(i - trigger), n, phrase)
            for n, phrase in enumerate(find_dates(self.grammar.sentence.text))
            if (i := self._token_at(phrase.start)) is not None
            and not self._names_a_thing(phrase)
            and not self._is_a_limit(phrase)
        ]
        ranked = [r for r in ranked if r[0] < 3]
        return min(ranked)[3] if ranked else None

    def _is_a_limit(self, phrase: DatePhrase) -> bool:
        """Is it "until Monday", "through June"?"""
        i = self._token_at(phrase.start) or 0
        before = {t.lower for t in self.grammar.sentence.tokens[max(i - 2, 0) : i]}
        return bool(before & _LIMITS)

    def _names_a_thing(self, phrase: DatePhrase) -> bool:
        """Is it the year in "the 1948 tax treaty"?"""
        if not phrase.text.isdigit():
            return False
        i = self._token_at(phrase.start)
        following = self.grammar.sentence.tokens[(i or 0) + 1 :][:1]
        return any(t.pos in ("NOUN", "PROPN", "ADJ") for t in following)

    def where(self, trigger: int) -> Place | None:
        """The place of the event: "in Porto", "Vienna talks"; never a dateline."""
        ranked = sorted(
            (rank, abs(i - trigger), i)
            for i in self._place_heads(trigger)
            if (rank := self._rank(trigger, i)) < 3
        )
        return self._where_clause(trigger) or (self.place_at(ranked[0][2]) if ranked else None)

    def _where_clause(self, trigger: int) -> Place | None:
        """The place before "where Duarte met Orlov"."""
        tokens = self.grammar.sentence.tokens
        wheres = [t.i for t in tokens[max(trigger - _REACH, 0) : trigger] if t.lower == "where"]
        if not wheres or any(t.text in (";", ".") for t in tokens[wheres[-1] : trigger]):
            return None
        before = [i for i in self._places() if wheres[-1] - 3 <= i < wheres[-1]]
        return self.place_at(before[0]) if before else None

    def place_at(self, i: int) -> Place | None:
        """The place that word *i* names, with "Geneva, Switzerland" kept whole."""
        names = self.gazetteer.find([t.text for t in self.grammar.sentence.tokens])
        here = [
            n
            for n in names
            if n.start <= i < n.end and n.kind in ("city", "capital", "country", "seat")
        ]
        if not here:
            return self._capital(i, names) or self._venue(i)
        first = last = here[0]
        for name in names:
            gap = self.grammar.sentence.tokens[last.end : name.start]
            if (
                name.start >= last.end
                and first.kind in ("city", "capital")
                and name.kind in ("country", "city")
                and [t.text for t in gap] == [","]
            ):
                last = name
        text = self._text(first.start, last.end)
        city = self.gazetteer.city(first.text) if first.kind in ("city", "capital") else None
        country = (
            last.code
            if last.kind in ("country", "capital")
            else (city.country if city else first.code)
        )
        if city is None:
            return Place(text, country)
        return Place(text, country or city.country, city.latitude, city.longitude)

    def _capital(self, i: int, names: Sequence[Name]) -> Place | None:
        """The place of "the Kenyan capital"."""
        before = [n for n in names if n.end == i and n.kind in ("country", "demonym")]
        if self.grammar.sentence.tokens[i].lower != "capital" or not before:
            return None
        return Place(self._text(before[0].start, i + 1), before[0].code)

    def _venue(self, i: int) -> Place | None:
        """A capitalised venue: "at Windsor Castle", "the White House"."""
        token = self.grammar.sentence.tokens[i]
        if token.lower not in _VENUES or not token.text[0].isupper():
            return None
        start = i
        while start > 0 and self.grammar.sentence.tokens[start - 1].text[0].isupper():
            start -= 1
        return Place(self._text(start, i + 1), None)

    def _places(self) -> dict[int, Name]:
        """The words of the sentence that name places."""
        names = self.gazetteer.find([t.text for t in self.grammar.sentence.tokens])
        return {i: n for n in names if n.kind in _PLACES for i in range(n.start, n.end)}

    def _place_heads(self, trigger: int) -> Iterator[int]:
        tokens = self.grammar.sentence.tokens
        places = self._places()
        for token in tokens:
            if token.i not in places and token.lower not in _VENUES and token.lower != "capital":
                continue
            inside = set(self.grammar.cases(token.i)) & _IN and not self._modifies(token)
            if inside or self._is_city_of(token) or self._names_the_event(token, trigger, places):
                yield token.i

    def _modifies(self, token: Token) -> bool:
        """Does the name only modify what follows: "in the U.S.-EU summit"?"""
        following = self.grammar.sentence.tokens[token.i + 1 :][:1]
        return token.dep in _MODIFIERS and any(t.pos in ("NOUN", "PROPN") for t in following)

    def _is_city_of(self, token: Token) -> bool:
        """Is it "near the northern city of Hanover"?"""
        head = self.grammar.sentence.tokens[token.head]
        return (
            head.lower in _TOWNS
            and "of" in self.grammar.cases(token.i)
            and bool(set(self.grammar.cases(head.i)) & _IN)
        )

    def _names_the_event(self, token: Token, trigger: int, places: Mapping[int, Name]) -> bool:
        """Is it the Vienna of "the Vienna talks"?"""
        return (
            token.i in places
            and places[token.i].kind in ("city", "seat", "capital")
            and token.head == trigger
            and token.dep in ("compound", "amod", "nmod:poss")
            and token.i < trigger
        )

    def _rank(self, trigger: int, i: int) -> int:
        """How closely word *i* is bound to the trigger: 0 directly ... 4 not at all."""
        tokens = self.grammar.sentence.tokens
        attached = self._attachment(trigger, i)
        if attached is not None:
            return attached
        if self._is_behind_a_clause(trigger, i):
            return 3
        anchor = self._anchor(tokens[i])
        above = [t.i for t in self.grammar.governors(trigger)]
        if anchor.i == trigger:
            return 0
        if above and anchor.i == above[0] and not self._speech(anchor):
            return 2 if self._is_apart(trigger) else 0
        below = set(self.grammar.subtree(trigger))
        if anchor.i in below:
            return 1 if not self._crosses_clause(anchor, trigger) else 3
        if anchor.i in above:
            if not self._speech(anchor):
                return 1
            return 2 if self._is_adjunct(trigger, anchor.i) else 4
        chain = [t.i for t in self.grammar.governors(anchor.i)]
        if trigger in chain or set(chain) & set(above[:1]):
            return 2
        return 4 if self._speech(anchor) else 3

    def _attachment(self, trigger: int, i: int) -> int | None:
        """The rank of what stands behind the trigger in one clause: "signed it on May 3"."""
        tokens = self.grammar.sentence.tokens
        between = tokens[trigger + 1 : i]
        if (
            i <= trigger
            or len(between) > 8
            or any(t.pos in _EDGES or t.text == "," for t in between)
        ):
            starts = self.grammar.governors(i)[:2]
            opened = any(t.head == trigger and t.lower in _STARTS for t in starts)
            return 1 if opened else None
        return 1 if any(t.lower in _APART for t in between) else 0

    def _is_apart(self, trigger: int) -> bool:
        """Is the trigger another act than its governor's: "and flew", "after talks"?"""
        apart = bool(set(self.grammar.cases(trigger)) & _APART)
        return apart or self.grammar.sentence.tokens[trigger].dep == "conj"

    def _is_behind_a_clause(self, trigger: int, i: int) -> bool:
        """Does another clause begin between the trigger and what stands behind it?"""
        own = self.grammar.slot(trigger, "up")
        return any(
            t.tag in ("WP", "WP$", "WDT") or (t.tag in ("VBD", "VBZ", "VBP") and t.i not in own)
            for t in self.grammar.sentence.tokens[trigger + 1 : i]
        )

    def _anchor(self, token: Token) -> Token:
        """The first verb or trigger-like word above a date or place."""
        current = token
        for head in self.grammar.governors(token.i):
            current = head
            if head.pos in ("VERB", "AUX") or (
                head.pos in ("NOUN", "PROPN") and head.lower not in _CALENDAR
            ):
                return head
        return current

    def _crosses_clause(self, anchor: Token, trigger: int) -> bool:
        for token in [anchor, *self.grammar.governors(anchor.i)]:
            if token.i == trigger:
                return False
            if token.dep in ("acl:relcl", "advcl", "ccomp", "parataxis", "xcomp"):
                return True
        return False

    def _is_adjunct(self, trigger: int, speech: int) -> bool:
        """Is the trigger beside what is said, not part of it: "said during a visit"?"""
        token = self.grammar.sentence.tokens[trigger]
        while token.i != speech and token.head != token.i:
            if token.dep in ("ccomp", "parataxis", "acl:relcl"):
                return False
            token = self.grammar.sentence.tokens[token.head]
        return True

    def _speech(self, token: Token) -> bool:
        return token.lower in rulebook().forms["say"]

    def _token_at(self, offset: int) -> int | None:
        for token in self.grammar.sentence.tokens:
            if token.end > offset:
                return token.i
        return None

    def _text(self, start: int, end: int) -> str:
        tokens = self.grammar.sentence.tokens
        return self.grammar.sentence.text[tokens[start].start : tokens[end - 1].end]
