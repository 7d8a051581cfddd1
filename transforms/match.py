"""Patterns over a parsed sentence: which events it reports, and who stands in which role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from schemas.mention import Role
from schemas.rule import Pattern
from transforms.actors import Actor, ActorTable
from transforms.dates import is_date
from transforms.kinds import distinct_sides, is_kind
from transforms.rulebook import Rulebook
from transforms.surface import SurfaceGrammar
from transforms.syntax import Token

_OCCASIONS = frozenset({"after", "at", "before", "during", "in", "on"})
_PRESS = frozenset({"news", "press"})
_PRONOUNS = frozenset({"it", "they", "them"})
_ONES = frozenset({"it", "one", "ones"})
"""Pronouns of instruments, which `transforms.instruments` knows."""
_PLURAL_ACTIONS = frozenset({"joined", "withdrew", "ratified"})
_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ", "VERB")}


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern that fired at one word."""

    pattern: Pattern
    trigger: int
    cast: tuple[tuple[Actor, Role], ...]
    what: tuple[int, ...]  # heads of the instrument
    destination: tuple[int, ...]  # heads of the place that is visited, or of the venue
    by_fallback: bool  # the sides stand where only ``otherwise`` looks
    on_surface: bool = False  # found by word order, not by the parse

    @property
    def is_complete(self) -> bool:
        """Are as many sides named as the pattern asks for?"""
        needed = self.pattern.parties - bool(self.pattern.destination)
        return distinct_sides(self.actors) >= max(needed, 1)

    @property
    def actors(self) -> list[Actor]:
        """The actors without their roles."""
        return [actor for actor, _ in self.cast]


@dataclass(frozen=True)
class Matcher:
    """Runs a rulebook over sentences."""

    rules: Rulebook
    triggers: Mapping[str, list[Pattern]]

    @classmethod
    def of(cls, rules: Rulebook) -> "Matcher":
        """A matcher with its index of triggers."""
        return cls(rules, rules.triggers())

    def matches(self, table: ActorTable) -> Iterator[Match]:
        """Every pattern that fires in the sentence, in text order."""
        for token in table.sentence.tokens:
            for pattern in self.triggers.get(token.lower, ()):
                if self.may_be(token, pattern) and not self._is_inside_another(token, table):
                    match = self._match(pattern, token.i, table)
                    if pattern.surface and (match is None or not match.is_complete):
                        match = self._on_the_surface(pattern, token.i, table) or match
                    if match is not None:
                        yield from _per_instrument(match, table)

    def may_be(self, token: Token, pattern: Pattern) -> bool:
        """Is the word of the sort that the pattern's trigger is, verb, noun or adjective?"""
        pos = self._pos(pattern)
        return token.pos in _POS[pos] or self._is_mistagged(token, pos)

    def is_forbidden(self, pattern: Pattern, i: int, table: ActorTable) -> bool:
        """Stands at the trigger what the pattern forbids?"""
        found = ((ref, j) for p, ref in pattern.forbid.items() for j in self._follow(table, i, p))
        return any(self._fits(reference, j, table) for reference, j in found)

    def instrument(self, pattern: Pattern, i: int, table: ActorTable) -> tuple[int, ...]:
        """Heads of the instrument of a trigger: at their path, else the nearest that fit."""
        if not pattern.instrument:
            return ()
        reference = pattern.require.get(pattern.instrument, "*")
        if found := self._fitting(pattern.instrument, reference, i, table):
            return found
        words = self.rules.words(reference) - {table.sentence.tokens[i].lower}
        near = [t.i for t in table.sentence.tokens if t.lower in words]
        return (min(near, key=lambda j: abs(j - i)),) if near else ()

    def goal(self, pattern: Pattern, i: int, table: ActorTable) -> tuple[int, ...]:
        """Heads of the place that a trigger leads to."""
        place = pattern.destination or pattern.venue
        return self._follow(table, i, place) if place else ()

    def _is_inside_another(self, token: Token, table: ActorTable) -> bool:
        """Does the noun only modify another trigger: the *summit* of "summit talks"?"""
        head = table.sentence.tokens[token.head]
        return token.dep == "compound" and any(
            p in self.triggers[token.lower] for p in self.triggers.get(head.lower, ())
        )

    def _is_mistagged(self, token: Token, pos: str) -> bool:
        """Is it a verb form that no noun has, tagged as a noun or an adjective?

        "Duarte meets Orlov", "looks forward to welcoming Orlov".
        """
        endings = ("s", "ed") if token.pos == "NOUN" else ("ing",)
        return (
            pos == "verb"
            and token.pos in ("NOUN", "ADJ")
            and token.lower.endswith(endings)
            and all(self._pos(p) == "verb" for p in self.triggers[token.lower])
        )

    def _pos(self, pattern: Pattern) -> str:
        return self.rules.groups[pattern.trigger.partition("+")[0][1:]].pos

    def _on_the_surface(self, pattern: Pattern, i: int, table: ActorTable) -> Match | None:
        """The match by word order where the parse names too few sides."""
        flat = replace(table, grammar=SurfaceGrammar(table.sentence))
        match = self._match(pattern, i, flat)
        return replace(match, on_surface=True) if match and match.is_complete else None

    def _match(self, pattern: Pattern, i: int, table: ActorTable) -> Match | None:
        found: dict[str, tuple[int, ...]] = {}
        for path, reference in pattern.require.items():
            found[path] = self._fitting(path, reference, i, table)
            if not found[path]:
                return None
        if self.is_forbidden(pattern, i, table):
            return None
        what = found.get(pattern.instrument or "", ())
        if pattern.instrument and not what:
            what = self._follow(table, i, pattern.instrument)
        goal = self.goal(pattern, i, table)
        cast = self._cast(pattern.slots, i, what, table)
        named = distinct_sides(cast)
        fallback = bool(pattern.otherwise) and named < pattern.parties
        if fallback and self._stands_apart(i, named, table):
            fallback = False
        elif fallback or (named and self._is_one_side(pattern, i, what, table)):
            cast = {**self._cast(self._elsewhere(pattern, i, table), i, what, table), **cast}
        return Match(pattern, i, tuple(cast.items()), what, goal, fallback)

    def _is_one_side(
        self, pattern: Pattern, i: int, what: tuple[int, ...], table: ActorTable
    ) -> bool:
        """Are all whom the slots name met by somebody else: "held talks with A, B and C"?"""
        rest = {
            "|".join(path for path in paths.split("|") if path != "with"): role
            for paths, role in pattern.slots.items()
        }
        alone = rest.keys() != pattern.slots.keys() and bool(pattern.otherwise)
        return alone and not self._cast({p: r for p, r in rest.items() if p}, i, what, table)

    def _fitting(self, path: str, reference: str, i: int, table: ActorTable) -> tuple[int, ...]:
        """The words at *path* that fit; a pronoun stands for the instrument named before it."""
        ends = self._follow(table, i, path)
        fitting = tuple(j for j in ends if self._fits(reference, j, table))
        if not fitting and any(table.sentence.tokens[j].lower in _PRONOUNS for j in ends):
            words = self.rules.words(reference)
            before = [t.i for t in table.sentence.tokens[:i] if t.lower in words]
            fitting = tuple(before[-1:])
        if not fitting and "@accord" in reference:
            fitting = tuple(j for j in ends if table.sentence.tokens[j].lower in _ONES)
        return fitting or self._modifiers_that_fit(path, reference, i, table)

    def _cast(
        self, slots: Mapping[str, Role], i: int, what: tuple[int, ...], table: ActorTable
    ) -> dict[Actor, Role]:
        cast: dict[Actor, Role] = {}
        for paths, role in slots.items():
            for path in paths.split("|"):
                for actor in self._actors(table, i, what, path):
                    cast.setdefault(actor, role)
        return cast

    def _elsewhere(self, pattern: Pattern, i: int, table: ActorTable) -> dict[str, Role]:
        """Where else sides may stand: not above, if the clause above tells of something else."""
        apart = self._is_judged(i, table) or self._is_beside_a_meeting(i, table)
        return {p: r for p, r in pattern.otherwise.items() if not (apart and p == "up.subj")}

    def _is_beside_a_meeting(self, i: int, table: ActorTable) -> bool:
        """Is it only the occasion of another meeting: "met Orlov at the summit"?

        What is agreed or discussed in talks is no other meeting.
        """
        if not set(table.grammar.cases(i)) & _OCCASIONS:
            return False
        above = (
            self.triggers.get(table.sentence.tokens[j].lower, [])
            for j in table.grammar.slot(i, "up")
            if j != i
        )
        return any(
            all(p.creates for p in patterns)
            and any(p.event_type == "meeting" and self._pos(p) == "verb" for p in patterns)
            for patterns in above
        )

    def _stands_apart(self, i: int, named: int, table: ActorTable) -> bool:
        """Is the subject above no side: "spoke ahead of the NATO summit", "told a news conference"?

        Who attended the summit was there, and who told it with somebody beside him has met him.
        """
        tokens = table.sentence.tokens
        above = {tokens[j].lower for j in table.grammar.slot(i, "up")}
        words = {tokens[j].lower for j in table.grammar.slot(i, "mod")}
        if tokens[i].lower not in self.rules.forms["session"]:
            return False
        if not named and words & _PRESS:
            return not above.isdisjoint(self.rules.forms["say"])
        own = any(is_kind(actor, "igo", table) for actor in table.modifying(i))
        return own and above.isdisjoint(self.rules.forms["take-part"])

    def _is_judged(self, i: int, table: ActorTable) -> bool:
        """Does the clause only take a stand on the event: "welcomed the extension"?"""
        if set(table.grammar.cases(i)) & _OCCASIONS:
            return False
        return any(
            table.sentence.tokens[j].lower in self.rules.forms["judge"]
            for j in table.grammar.slot(i, "up")
        )

    def _actors(
        self, table: ActorTable, i: int, what: tuple[int, ...], path: str
    ) -> Iterator[Actor]:
        head, _, rest = path.partition(".")
        starts = what if head == "what" else (i,)
        steps = (rest if head == "what" else path).split(".")
        *inner, last = steps
        for start in starts:
            ends = table.grammar.follow(start, ".".join(inner)) if inner else (start,)
            for end in ends:
                if last == "mod":
                    yield from table.modifying(end)
                    continue
                for j in table.grammar.slot(end, last):
                    for actor in table.at(j) if j != i else ():
                        yield from table.listed_with(actor)

    def _follow(self, table: ActorTable, i: int, paths: str) -> tuple[int, ...]:
        found = (j for path in paths.split("|") for j in table.grammar.follow(i, path))
        return tuple(dict.fromkeys(found))

    def _fits(self, reference: str, j: int, table: ActorTable) -> bool:
        if reference == "*":
            return not is_date(
                " ".join(t.text for t in table.sentence.tokens[max(j - 1, 0) : j + 1])
            )
        if table.sentence.tokens[j].lower in self.rules.words(reference):
            return True
        if "@accord" in reference and table.is_named_paper(j):
            return True
        kinds = [part[1:] for part in reference.split("+") if part.startswith("#")]
        if "other" in kinds and not table.at(j) and not self._has_examples(j, table):
            return True
        if "place" in kinds and table.is_place(j):
            return True
        if "officeholder" in kinds and self._holds_office(j, table):
            return True
        return any(is_kind(actor, kind, table) for kind in kinds for actor in table.at(j))

    def _holds_office(self, j: int, table: ActorTable) -> bool:
        """Does the word itself name an official, not only what hangs on it: "the remarks of"?"""
        here = (a for a in table.at(j) if a.start <= j < a.end)
        return any(is_kind(a, "official", table) for a in here)

    def _has_examples(self, j: int, table: ActorTable) -> bool:
        """Is it "officials ..., including Orlov", where *including* hangs somewhere else?"""
        after = table.sentence.tokens[j + 1 : j + 16]
        is_guest = table.sentence.tokens[j].lower in self.rules.forms["guest"]
        return is_guest and any(t.lower == "including" for t in after)

    def _modifiers_that_fit(
        self, paths: str, reference: str, i: int, table: ActorTable
    ) -> tuple[int, ...]:
        """The trigger itself where its modifiers name an actor of the required kind."""
        if "mod" not in paths.split("|"):
            return ()
        kinds = [part[1:] for part in reference.split("+") if part.startswith("#")]
        fits = any(is_kind(a, kind, table) for a in table.modifying(i) for kind in kinds)
        return (i,) if fits else ()


def _per_instrument(match: Match, table: ActorTable) -> Iterator[Match]:
    """A match for each instrument: "left the court and the convention" tells of two."""
    heads: dict[object, int] = {}
    for head in match.what:
        known = table.at(head)
        heads.setdefault(known[0].party if known else head, head)
    if len(heads) < 2 or match.pattern.treaty_action not in _PLURAL_ACTIONS:
        yield match
        return
    for head in heads.values():
        others = {a for h in heads.values() if h != head for a in table.at(h)}
        cast = tuple((a, r) for a, r in match.cast if a not in others)
        yield replace(match, what=(head,), cast=cast)
