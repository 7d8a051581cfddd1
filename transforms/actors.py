"""Who acts in a sentence: persons with their offices, states, organisations and their bodies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.gazetteer import Gazetteer
from transforms.grammar import Grammar
from transforms.rulebook import rulebook
from transforms.syntax import ParsedSentence, Token

_CHAIN = frozenset(
    {",", "and", "&", "as", "well", "or", "the", "both", ";", "with", "together"}
    | {"her", "his", "its", "their"}
)
_LISTS = frozenset({"and", "&", "as"})
_PLACE_MARKS = frozenset({"at", "from", "in", "near", "to"})
_PLACES = frozenset({"city", "country", "capital", "seat"})
_PAPERS = rulebook().words("@named-paper")
_INSIDE = ("of", "from", "between", "for", "representing", "among", "to")


@dataclass(frozen=True, slots=True)
class Actor:
    """One side of an event as a phrase names it: tokens [start, end), office words included."""

    start: int
    end: int
    name: str | None = None
    title: str | None = None
    country: str | None = None
    organization: str | None = None
    rank: str | None = None  # of the office, as in offices.toml; None without an office
    plural: bool = False
    former: bool = False
    adjective: bool = False  # a demonym that only modifies: "Kenyan"
    anaphor: bool = False  # a pronoun or description that another sentence explains
    thing: bool = False  # "it": a state or an organisation
    institution: str | None = None  # an organisation called by a common noun: "the council"
    states: bool = False  # a group called by its states: "both countries"
    own: bool = False  # a state called by its leader: "whose country"
    city: bool = False  # a capital, which may stand for its state or for itself
    label: str | None = None  # an organisation's name as the article writes it

    @property
    def party(self) -> str | None:
        """The code under which the actor counts as a party: its country, else its organisation."""
        return self.country or self.organization

    def head(self, tokens: Sequence[Token]) -> int:
        """The word of the phrase that hangs on a word outside it; the last one if none does."""
        for i in range(self.end - 1, self.start - 1, -1):
            above = tokens[i].head
            if above == i or not self.start <= above < self.end:
                return i
        return self.end - 1


def party_codes(actors: list[Actor]) -> set[str]:
    """The distinct parties among *actors*."""
    return {actor.party for actor in actors if actor.party}


def _shares(a: Actor, b: Actor) -> bool:
    """Do the two stand in one phrase, as in "the leaders of Laos and Vietnam"?"""
    return (a.start, a.end) == (b.start, b.end)


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The actors of one parsed sentence, found again by any token of theirs."""

    grammar: Grammar
    actors: tuple[Actor, ...]
    gazetteer: Gazetteer
    acronyms: Mapping[str, str] = field(default_factory=dict)  # of instruments, with full names

    @property
    def sentence(self) -> ParsedSentence:
        """The sentence that the actors stand in."""
        return self.grammar.sentence

    def acting(self) -> list[Actor]:
        """The actors that are no places: not those in "in Peru" and "to Lima"."""
        return [
            a
            for a in self.actors
            if a.name or not set(self.grammar.cases(a.end - 1)) & _PLACE_MARKS
        ]

    def at(self, i: int, depth: int = 0) -> list[Actor]:
        """The actors that word *i* heads, and those that it lists or contains."""
        here = [a for a in self.actors if a.start <= i < a.end and not a.adjective]
        if here:
            return here
        if depth < 2 and self._stands_for_others(i):
            found = [
                actor
                for preposition in (*_INSIDE, *self._examples(i))
                for j in self.grammar.slot(i, preposition)
                for actor in self.at(j, depth + 1)
            ]
            if found:
                return found
        nationals = [
            replace(a, adjective=False)
            for a in self.actors
            if a.adjective and a.start <= i < a.end and self._is_national(i)
        ]
        return nationals or (self._equated(i, depth) if depth < 2 else [])

    def _examples(self, i: int) -> tuple[str, ...]:
        """The preposition that names some of the guests, in "officials, including Orlov"."""
        is_guest = self.sentence.tokens[i].lower in rulebook().forms["guest"]
        return ("including",) if is_guest else ()

    def _equated(self, i: int, depth: int) -> list[Actor]:
        """Whom the sentence says word *i* to be: "Peru is the only country that signed"."""
        tokens = self.sentence.tokens
        kids = self.sentence.children[i]
        if not any(tokens[k].dep == "cop" for k in kids):
            return []
        return [a for k in kids if tokens[k].dep == "nsubj" for a in self.at(k, depth + 1)]

    def is_place(self, i: int) -> bool:
        """Does word *i* name a city, a country or a seat of government?"""
        names = self.gazetteer.find([t.text for t in self.sentence.tokens])
        return any(n.start <= i < n.end and n.kind in _PLACES for n in names)

    def is_named_paper(self, i: int) -> bool:
        """Is it the short name of an instrument, or the head of one: "Baltic Tea Framework"?"""
        token = self.sentence.tokens[i]
        if token.text in self.acronyms:
            return True
        capitals = all(t.text[:1].isupper() for t in self.sentence.tokens[max(i - 2, 0) : i + 1])
        named = capitals and i > 1 and token.pos in ("NOUN", "PROPN")
        return named and token.lower in _PAPERS and not self.at(i)

    def modifying(self, i: int) -> list[Actor]:
        """The states and organisations that modify noun *i*: "Kenyan-Ugandan talks"."""
        found: list[Actor] = []
        j = i - 1
        while j >= 0 and i - j <= 12:
            covering = [a for a in self.actors if a.start <= j < a.end and a.name is None]
            if covering and any(a.city for a in covering) and not self._is_hyphened(j):
                j = min(a.start for a in covering) - 1
            elif covering:
                found[:0] = [replace(a, adjective=False) for a in covering if a.rank is None]
                j = min(a.start for a in covering) - 1
            elif self._continues_noun_phrase(j):
                j -= 1
            else:
                break
        return found

    def _is_hyphened(self, j: int) -> bool:
        """Is the word one of a pair: "Moscow-Beijing talks"?"""
        around = self.sentence.tokens[max(j - 1, 0) : j + 2]
        return any(set(t.text) & set("-–/") for t in around)

    def listed_with(self, actor: Actor) -> list[Actor]:
        """*actor* and those joined to it by commas and *and* on the surface, in text order."""
        before = reversed(list(self._chain(actor, forward=False)))
        return [*before, actor, *self._chain(actor, forward=True)]

    def _chain(self, actor: Actor, *, forward: bool) -> list[Actor]:
        """The actors that follow, or precede, in the list; commas alone join nobody."""
        links = self._links(actor, forward=forward)
        last = max((n for n, (_, words) in enumerate(links) if words & _LISTS), default=-1)
        alike = next(
            (n for n, (other, words) in enumerate(links)
             if not words & _LISTS and bool(other.name) != bool(actor.name)),
            last + 1,
        )  # fmt: skip
        return [other for other, _ in links[: min(last + 1, alike)]]

    def _links(self, actor: Actor, *, forward: bool) -> list[tuple[Actor, set[str]]]:
        """The next actors of a list, each with the words that join it to the one before."""
        found: list[tuple[Actor, set[str]]] = []
        current = actor
        while (link := self._neighbour(current, forward=forward)) is not None:
            current, words = link
            found.append(link)
            found += [(a, words) for a in self.actors if a is not current and _shares(a, current)]
        return found

    def _neighbour(self, actor: Actor, *, forward: bool) -> tuple[Actor, set[str]] | None:
        for other in self.actors if forward else reversed(self.actors):
            gap = (actor.end, other.start) if forward else (other.end, actor.start)
            if gap[0] > gap[1] or other.adjective or other is actor or self._owns(other):
                continue
            words = {t.lower for t in self.sentence.tokens[gap[0] : gap[1]]}
            return (other, words) if words and words <= _CHAIN else None
        return None

    def _owns(self, actor: Actor) -> bool:
        """Is it only the *his* of "Duarte and his counterpart"?"""
        return actor.anaphor and self.sentence.tokens[actor.start].tag == "PRP$"

    def _stands_for_others(self, i: int) -> bool:
        token = self.sentence.tokens[i]
        return token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET")

    def _is_national(self, i: int) -> bool:
        """Is the demonym used as a noun: "the Russians", "the British and the French"?"""
        token = self.sentence.tokens[i]
        return token.tag in ("NNPS", "NNS") or (
            token.dep in ("nsubj", "obj", "obl", "nsubj:pass", "obl:agent", "conj")
            and not (
                i + 1 < len(self.sentence.tokens)
                and self.sentence.tokens[i + 1].pos in ("NOUN", "PROPN")
            )
        )

    def _joins_demonyms(self, j: int) -> bool:
        """Is it the *and* of "Kenyan and Ugandan talks"?"""
        return all(
            any(a.adjective and a.start <= k < a.end for a in self.actors) for k in (j - 1, j + 1)
        )

    def _continues_noun_phrase(self, j: int) -> bool:
        token = self.sentence.tokens[j]
        return (
            token.text in ("-", "–", "/", "'s", "’s")
            or (token.lower == "and" and self._joins_demonyms(j))
            or token.pos in ("ADJ", "NOUN", "PROPN", "NUM")
            or token.tag in ("VBG", "VBN", "CD", "POS")
        )
