"""The actors of a sentence: persons, offices, bodies, states, and the pronouns for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.actors import Actor
from transforms.gazetteer import Gazetteer, Name, rebels_of
from transforms.names import HALVES, OFFICE, PAIRS, PARTY, WORDS, NamedSentence
from transforms.persons import PersonFinder
from transforms.rulebook import rulebook
from transforms.syntax import ParsedSentence

_LINKS = frozenset({"'s", "’s", "'", "’", "-", "–", "the", ",", "and", "/"})
_OWNERS = frozenset({"whose", "his", "her"})
_SINGULAR = frozenset({"he", "she", "him", "his", "her"})
_BESIDE = frozenset({"by", "for", "to", "with"})
_OWNED = frozenset({"of", "from", "for", "'s", "’s", "led"})
_PLURAL = frozenset({"they", "them", "their"})


def find_actors(
    sentence: ParsedSentence,
    gazetteer: Gazetteer,
    surnames: frozenset[str] = frozenset(),
    brief: bool = False,
) -> list[Actor]:
    """All actors of a sentence in text order; a word belongs to one phrase only.

    *surnames* are those of persons whom the article names in full elsewhere; a *brief* text names
    nobody in full.
    """
    words = NamedSentence(sentence, gazetteer)
    found = PersonFinder(words, surnames, brief).persons()
    found += _PhraseFinder(words).phrases()
    return sorted(found, key=lambda a: (a.start, a.end, a.country or "", a.name or ""))


@dataclass(frozen=True, slots=True)
class _PhraseFinder:
    words: NamedSentence

    def phrases(self) -> list[Actor]:
        """Offices and bodies, then states and organisations left over, then what refers back."""
        found = [actor for name in self.words.names for actor in self._office(name)]
        found += [actor for name in self.words.names for actor in self._party(name)]
        return [*found, *self._anaphors()]

    def _office(self, name: Name) -> list[Actor]:
        if name.kind not in OFFICE or name.start in self.words.used or self._is_epithet(name):
            return []
        left, parties = self._parties_before(name)
        right = name.end
        if not parties:
            right, parties = self._parties_after(name)
        if not parties and name.kind == "body":
            right, parties = self._seat_behind(name)
        plural = name.kind != "office"
        title, rank, fixed = self.words.title(name)
        if name.code == "rebels" and name.kind == "body":
            return self._rebels(name, left, right, parties) or self._fighters(name, title)
        if not parties and plural and (fighters := self._fighters(name, title)):
            return fighters
        if name.kind == "body" and not parties and self.words.word(name.start) != "delegation":
            return []
        if not parties and self.words.is_firm(left - 1):
            self.words.used.update(range(left, right))
            return []
        if not parties and plural and name.kind != "body" and not self._are_known(name, rank):
            return []
        self.words.used.update(range(left, right))
        if not parties:
            return [
                Actor(left, right, None, title, fixed, None, rank, plural, anaphor=fixed is None)
            ]
        return [
            Actor(
                left,
                right,
                None,
                title,
                *self.words.codes(p),
                rank,
                plural,
                label=self.words.label(p),
            )
            for p in parties
        ]

    def _seat_behind(self, name: Name) -> tuple[int, list[Name]]:
        """The capital behind "the government in"; elsewhere *in* tells only where something is."""
        seat = self.words.at.get(name.end + 1)
        rules = self.words.word(name.end - 1) in rulebook().forms["rulers"]
        if rules and self.words.word(name.end) == "in" and seat and seat.kind == "capital":
            return seat.end, [seat]
        return name.end, []

    def _fighters(self, name: Name, title: str | None) -> list[Actor]:
        """A force without a name or a state, which is a side of its own."""
        words = {self.words.word(i) for i in range(name.start, name.end)}
        if words & rulebook().forms["fighter"]:
            return [Actor(name.start, name.end, title=title, rank="body", plural=True)]
        return []

    def _rebels(self, name: Name, left: int, right: int, states: list[Name]) -> list[Actor]:
        """Unnamed rebels as a side of their own: "Chadian rebels", "Chad and rebels"."""
        left = states[-1].start if states and right == name.end else left
        if not states:
            left, states = self._opponents(name.start)
        self.words.used.update(range(left, right))
        label = self.words.sentence.text[
            self.words.tokens[left].start : self.words.tokens[right - 1].end
        ]
        return [
            Actor(left, right, organization=rebels_of(s.code), plural=True, label=label)
            if s.kind != "organization"
            else Actor(left, right, None, None, *self.words.codes(s), label=self.words.label(s))
            for s in states[-1:]
            if s.code
        ]

    def _opponents(self, start: int) -> tuple[int, list[Name]]:
        """Where rebels begin, and the state before "government and" or "held talks with"."""
        j = start - 1
        while start - j <= 4 and self.words.word(j) not in ("and", "with"):
            j -= 1
        facing = self.words.at.get(j - 1)
        if self.words.word(j) == "with":
            facing = next((n for n in self.words.names if n.kind == "body" and n.end <= j), None)
        if facing is None or self.words.word(j) not in ("and", "with"):
            return start, []
        if facing.kind != "body":
            return j + 1, [facing] if facing.kind in ("country", "capital") else []
        owner = next((n for n in reversed(self.words.names) if n.end <= facing.start), None)
        if owner is not None and owner.kind in PARTY and facing.start - owner.end <= 2:
            return j + 1, [owner]
        return j + 1, self._parties_after(facing)[1]

    def _is_epithet(self, name: Name) -> bool:
        """Is the body only whose officials they are: "Afghan government negotiators"?"""
        follower = self.words.at.get(name.end)
        return (
            name.kind == "body"
            and follower is not None
            and (follower.kind in ("office", "office_plural") or follower.code == "delegation")
        )

    def _are_known(self, name: Name, rank: str | None) -> bool:
        """Does "the leaders" speak of those just named? "Advisers" and "world leaders" do not."""
        if self._is_definite_group(name.start):
            return True
        return rank in ("head", "minister") and self.words.word(name.start - 1) in ("the", "these")

    def _parties_before(self, office: Name) -> tuple[int, list[Name]]:
        """The states before an office or a body; also in "U.S. transport officials"."""
        start = office.start
        has_field = office.kind == "office_plural" and self.words.title(office)[1] != "head"
        between = ("ADJ", "NOUN") if has_field else ("ADJ",)
        parties: list[Name] = []
        j, left = start - 1, start
        while j >= 0 and j not in self.words.used and start - j <= 14:
            name, word = self.words.at.get(j), self.words.tokens[j].lower
            if name is not None and name.kind in PARTY:
                parties.insert(0, name)
                left = name.start
                j = name.start - 1
            elif name is not None and not parties and self._is_epithet(name):
                j = name.start - 1
            elif word == ")" and not parties and self._in_brackets(j - 1):
                parties.insert(0, self.words.at[j - 1])
                j = left = self.words.at[j - 1].start - 1
            elif (
                word == "("
                or (word in _LINKS and (parties or word in ("'s", "’s")))
                or (self.words.tokens[j].pos in between and not parties and start - j <= 3)
            ):
                j -= 1
            else:
                break
        return left, parties

    def _in_brackets(self, i: int) -> bool:
        """Is word *i* an organisation's acronym in brackets: "Group of Seven (G7) leaders"?"""
        name = self.words.at.get(i)
        return (
            name is not None
            and name.kind == "organization"
            and self.words.word(name.start - 1) == "("
        )

    def _parties_after(self, office: Name) -> tuple[int, list[Name]]:
        """The states behind an office or a body; an envoy for a state is another's."""
        end = office.end
        owners = ("of", "from") if office.code == "special-envoy" else ("of", "from", "for")
        if self.words.word(end) not in owners:
            return end, []
        parties: list[Name] = []
        i, right = end + 1, end
        while i < len(self.words.tokens):
            name, word = self.words.at.get(i), self.words.tokens[i].lower
            if name is not None and name.kind in ("country", "organization", "capital"):
                parties.append(name)
                i = right = name.end
            elif word in ("the", ",", "and", "both"):
                i += 1
            else:
                break
        return right, parties

    def _party(self, name: Name) -> list[Actor]:
        if name.kind not in PARTY or name.start in self.words.used:
            return []
        country, organization = self.words.codes(name)
        return [
            Actor(
                name.start,
                name.end,
                country=country,
                organization=organization,
                adjective=name.kind == "demonym",
                city=name.kind == "capital",
                label=self.words.label(name),
            )
        ]

    def _anaphors(self) -> Iterator[Actor]:
        for token in self.words.tokens:
            if token.i in self.words.used:
                continue
            half = self._half(token.i)
            if half is not None:
                yield Actor(token.i, token.i + 1, country=half)
            elif token.lower in PAIRS:
                for country in PAIRS[token.lower]:
                    yield Actor(token.i, token.i + 1, country=country, adjective=token.pos == "ADJ")
            elif token.text == "I" and token.tag == "PRP":
                yield Actor(token.i, token.i + 1, rank="head", anaphor=True)
            elif token.lower in _SINGULAR and token.tag in ("PRP", "PRP$"):
                yield Actor(token.i, token.i + 1, anaphor=True)
            elif token.lower in WORDS["own"] and self.words.word(token.i - 1) in _OWNERS:
                yield Actor(token.i, token.i + 1, anaphor=True, own=True)
            elif token.lower in ("it", "its") and token.tag in ("PRP", "PRP$"):
                yield Actor(token.i, token.i + 1, anaphor=True, thing=True)
            elif self._is_institution(token.i):
                word = token.lower
                yield Actor(token.i, token.i + 1, anaphor=True, thing=True, institution=word)
            elif self._is_team(token.i):
                yield Actor(token.i, token.i + 1, anaphor=True, plural=True, states=True)
            elif (token.lower in _PLURAL and token.tag in ("PRP", "PRP$")) or (
                token.lower in WORDS["groups"] and self._is_definite_group(token.i)
            ):
                states = token.lower in WORDS["states"]
                yield Actor(token.i, token.i + 1, anaphor=True, plural=True, states=states)

    def _half(self, i: int) -> str | None:
        """The state that "South" means in "South and North Korea"."""
        name = self.words.at.get(i + 2)
        if name is None or name.code is None or self.words.word(i + 1) != "and":
            return None
        return HALVES.get(name.code, {}).get(self.words.tokens[i].text)

    def _is_definite_group(self, i: int) -> bool:
        """Is it "the two sides", "both countries", "the pair"?"""
        before = {self.words.word(j) for j in range(max(i - 3, 0), i)}
        return bool(before & {"two", "three", "both"}) or self.words.word(i) in ("pair", "duo")

    def _is_institution(self, i: int) -> bool:
        """Is it "the council", "the bank's", of which the article has told the name?"""
        if self.words.word(i) not in WORDS["institutions"] or self.words.tokens[i].pos != "NOUN":
            return False
        return self.words.word(i - 1) in ("the", "its") and self.words.word(i + 1) not in (
            "of",
            "for",
        )

    def _is_team(self, i: int) -> bool:
        """Is it "technical teams", "the delegations", of which nobody says whose they are?"""
        if self.words.word(i) not in WORDS["teams"] or self.words.word(i + 1) in _OWNED:
            return False
        before = self.words.tokens[i - 1] if i else None
        if {self.words.word(i - 1), self.words.word(i - 2)} & _BESIDE:
            return False
        return before is None or before.i == 0 or before.pos not in ("PROPN", "PART", "PRON")
