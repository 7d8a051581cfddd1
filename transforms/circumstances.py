"""When and where: which date and which place of a sentence belong to an event in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.dates import DatePhrase, find_dates
from transforms.gazetteer import Gazetteer
from transforms.grammar import Grammar
from transforms.places import Place, Places, Spot
from transforms.rulebook import read_toml, rulebook
from transforms.syntax import Token

_REACH = 14  # words from "where" to what happened there
_EDGES = frozenset({"VERB", "AUX", "SCONJ"})
_ABOUT = frozenset({"about", "concerning", "on", "over", "regarding"})
_BESIDE = frozenset(
    {"eve", "margins", "occasion", "sideline", "sidelines", "tour", "trip", "visit"}
)
_EARLIER = frozenset({"ahead", "before"})
_APART = frozenset({"after", "ahead", "before", "following"})
_LIMITS = frozenset({"until", "till", "through", "thru"})
_MODIFIERS = frozenset({"compound", "amod", "nummod", "nmod:desc", "flat"})
_OWNING = _MODIFIERS | {"nmod:poss", "nmod"}
_TOWNS = frozenset({"capital", "city", "island", "resort", "town", "village"})
_IN = frozenset({"in", "at", "near", "outside", "within", "inside"})
_WORDS = read_toml("lexicons/phrases.toml")["words"]
_CALENDAR = frozenset(_WORDS["temporal"])
STARTS = frozenset(_WORDS["dated"])
"""Words that tell when an event takes place: "begins", "scheduled"."""
_MEASURES = frozenset(_WORDS["measures"])


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Finds the date and the place that go with a trigger."""

    grammar: Grammar
    places: Places
    here: Place | None = None  # where the report was filed

    @classmethod
    def of(
        cls, grammar: Grammar, gazetteer: Gazetteer, here: Place | None = None
    ) -> "Circumstances":
        """The circumstances of one sentence, its places looked up."""
        return cls(grammar, Places.of(grammar.sentence, gazetteer), here)

    def when(self, trigger: int) -> DatePhrase | None:
        """The date phrase that belongs to the trigger, nearest in grammar, then in words."""
        ranked = [
            (self._rank(trigger, i), abs(i - trigger), n, phrase)
            for n, phrase in enumerate(find_dates(self.grammar.sentence.text))
            if (i := self._token_at(phrase.start)) is not None
            and not self._names_a_thing(phrase, trigger)
            and not self._is_a_limit(phrase)
        ]
        ranked = [r for r in ranked if r[0] < 3]
        return min(ranked)[3] if ranked else None

    def _is_a_limit(self, phrase: DatePhrase) -> bool:
        """Is it "until Monday", "through June"?"""
        i = self._token_at(phrase.start) or 0
        before = {t.lower for t in self.grammar.sentence.tokens[max(i - 2, 0) : i]}
        return bool(before & _LIMITS)

    def _names_a_thing(self, phrase: DatePhrase, trigger: int) -> bool:
        """Is it the year in "the 1948 tax treaty", or another event's: "this year's budget"?"""
        tokens = self.grammar.sentence.tokens
        inside = [t for t in tokens if phrase.start < t.end and t.start < phrase.end]
        following = tokens[inside[-1].i + 1 :][:1] if inside else ()
        if phrase.text.isdigit():
            return any(t.pos in ("NOUN", "PROPN", "ADJ") for t in following)
        possesses = any(t.tag == "POS" for t in following)
        if not possesses and not any(t.pos in ("NOUN", "ADJ") for t in following):
            return False
        owner = next((t for t in inside if not inside[0].i <= t.head <= inside[-1].i), inside[-1])
        thing = tokens[owner.head]
        if owner.dep not in _OWNING or thing.i < owner.i or thing.pos != "NOUN":
            return False
        return trigger not in (thing.i, thing.head) and thing.i not in (
            self.grammar.follow(trigger, "obj")
        )

    def where(self, trigger: int) -> Place | None:
        """The place of the event: "in Porto", "Vienna talks"; "here" is the dateline."""
        ranked = sorted(
            (rank, abs(spot.head - trigger), spot.start, spot)
            for spot in self._candidates(trigger)
            if (rank := self._rank_of_place(trigger, spot.head)) < 3
        )
        found = self._where_clause(trigger) or (ranked[0][3] if ranked else None)
        if found is None and self._is_here(trigger):
            return self.here
        found = found or self._goal(trigger)
        return self.places.place(found) if found else None

    def goal_or_place(self, heads: Sequence[int], trigger: int) -> Place | None:
        """The place at *heads* that the event leads to; else the one where it happens."""
        goals = self.goals(heads)
        return goals[0] if goals else self.where(trigger)

    def goals(self, heads: Sequence[int]) -> list[Place]:
        """The places at *heads*; of a tour they are one, "Peru, Chile and Cuba"."""
        return self.places.listed(heads)

    def _where_clause(self, trigger: int) -> Spot | None:
        """The place before "where Duarte met Orlov"."""
        tokens = self.grammar.sentence.tokens
        wheres = [t.i for t in tokens[max(trigger - _REACH, 0) : trigger] if t.lower == "where"]
        if not wheres or any(t.text in (";", ".") for t in tokens[wheres[-1] : trigger]):
            return None
        before = [s for s in self.places.spots if wheres[-1] - 5 <= s.start < wheres[-1]]
        chains = (self.places.chain(s) for s in before)
        return next((c[0] for c in chains if wheres[-1] - c[-1].end < 3), None)

    def _candidates(self, trigger: int) -> Iterator[Spot]:
        for spot in self.places.spots:
            token = self.grammar.sentence.tokens[spot.head]
            inside = set(self.grammar.cases(token.i)) & _IN and not self._modifies(token)
            if inside or self._is_city_of(token) or self._names_the_event(spot, trigger):
                yield spot

    def _is_here(self, trigger: int) -> bool:
        """Does the event take place "here"?"""
        return any(
            t.lower == "here" and t.pos == "ADV" and self._rank(trigger, t.i) < 2
            for t in self.grammar.sentence.tokens
        )

    def _goal(self, trigger: int) -> Spot | None:
        """Where the journey goes for which the event is the reason: "flew to Oslo to meet Sorn"."""
        journeys = [t.i for t in self.grammar.governors(trigger)[:2] if t.lower in _journeys()]
        goals = {j for i in journeys for to in ("to", "in", "at") for j in self.grammar.slot(i, to)}
        return next((s for s in self.places.spots if s.head in goals), None)

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

    def _names_the_event(self, spot: Spot, trigger: int) -> bool:
        """Is it the Vienna of "the Vienna talks"?"""
        token = self.grammar.sentence.tokens[spot.head]
        return (
            spot.kind in ("city", "seat", "capital")
            and token.head == trigger
            and token.dep in ("compound", "amod", "nmod:poss")
            and token.i < trigger
        )

    def _rank_of_place(self, trigger: int, i: int) -> int:
        """As for any word; but a place behind "ahead of a summit" or "known" is theirs."""
        tokens = self.grammar.sentence.tokens
        for head in self.grammar.governors(i):
            if head.i == trigger:
                break
            marks = {tokens[k].lower for k in self.grammar.sentence.children[head.i]}
            apart = {head.lower, *marks} & _EARLIER
            if trigger < head.i and apart:
                return 4
            about = set(self.grammar.cases(head.i)) & _ABOUT and head.lower not in _BESIDE
            if trigger < head.i and about and head.pos == "NOUN":
                return 4
            if head.dep == "acl" and head.pos == "VERB" and head.i > trigger != head.head:
                return 4
            if tokens[head.head].i == head.i:
                break
        return self._rank(trigger, i)

    def _rank(self, trigger: int, i: int) -> int:
        """How closely word *i* is bound to the trigger: 0 directly ... 4 not at all."""
        tokens = self.grammar.sentence.tokens
        attached = self._attachment(trigger, i)
        if attached is not None:
            return attached
        if self._is_behind_a_clause(trigger, i):
            return 3
        anchor = self._anchor(tokens[i])
        above = [t.i for t in self._above(trigger)]
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
        if trigger in chain or (set(chain) & set(above[:1]) and not self._is_clause(anchor)):
            return 2
        return 4 if self._speech(anchor) else 3

    def _attachment(self, trigger: int, i: int) -> int | None:
        """The rank of what stands behind the trigger in one clause: "signed it on May 3"."""
        tokens = self.grammar.sentence.tokens
        between = tokens[trigger + 1 : i]
        dated = self._dated(trigger, i)
        words = [t for t in between if t.i not in dated]
        if i <= trigger or len(words) > 8 or any(t.pos in _EDGES or t.text == "," for t in words):
            starts = self.grammar.governors(i)[:2]
            opened = any(t.head == trigger and t.lower in STARTS for t in starts)
            return 1 if opened else None
        return 1 if any(t.lower in _APART for t in between) else 0

    def _dated(self, start: int, end: int) -> set[int]:
        """The words of dates between two words, and the commas around them."""
        tokens = self.grammar.sentence.tokens
        found: set[int] = set()
        for phrase in find_dates(self.grammar.sentence.text) if end > start else ():
            inside = [t.i for t in tokens if phrase.start < t.end and t.start < phrase.end]
            if inside and start < inside[0] and inside[-1] < end:
                edges = (inside[0] - 1, inside[-1] + 1)
                found |= {*inside, *(i for i in edges if tokens[i].text == ",")}
        return found

    def _above(self, trigger: int) -> list[Token]:
        """The words above the trigger, but those that only measure it: "a round of talks"."""
        found = self.grammar.governors(trigger)
        if "of" in self.grammar.cases(trigger) and found and found[0].lower in _MEASURES:
            return found[1:]
        return found

    def _is_apart(self, trigger: int) -> bool:
        """Is the trigger another act than its governor's: "and flew", "after talks"?"""
        tokens = self.grammar.sentence.tokens
        kids = (tokens[k] for k in self.grammar.sentence.children[trigger])
        apart = any(k.dep in ("case", "mark") and k.lower in _APART for k in kids)
        return apart or tokens[trigger].dep == "conj"

    def _is_behind_a_clause(self, trigger: int, i: int) -> bool:
        """Does another clause begin between the trigger and what stands behind it?"""
        own = self.grammar.slot(trigger, "up")
        return any(
            t.tag in ("WP", "WP$", "WDT")
            or (t.tag in ("VBD", "VBZ", "VBP") and t.i not in own and t.head not in own)
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

    def _is_clause(self, token: Token) -> bool:
        """Is it a participle that tells of another thing: "the closure imposed on May 3"?"""
        return token.pos == "VERB" and token.dep == "acl" and token.tag in ("VBD", "VBN")

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


@cache
def _journeys() -> frozenset[str]:
    """The forms of verbs that lead to a place."""
    return frozenset(rulebook().forms["travel"] | rulebook().forms["arrive"])
