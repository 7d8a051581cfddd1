"""The instruments that an article speaks of: which phrase means which, who its sides are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from schemas.mention import Role
from transforms.actors import ActorTable, party_codes
from transforms.content import Content, kind_of
from transforms.coreference import Cast, Discourse
from transforms.report import Report
from transforms.rulebook import read_toml, rulebook

_WORDS = rulebook().words("@accord+@document")
_PLAIN = _WORDS | frozenset(read_toml("lexicons/phrases.toml")["words"]["plain"])
_AGES = {
    word: age for age, words in read_toml("lexicons/phrases.toml")["ages"].items() for word in words
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "both"})
PRONOUNS = frozenset({"it", "one", "ones"})
"""What may stand for an instrument."""
_GENERAL = frozenset({"agreement", "pact", None})
_SIDES = ("with", "between", "among")
_BINDING = frozenset({"agreed", "signed", "extended", "negotiating", "amended"})
_SHARED = frozenset({"agreed", "signed", "in_force", "extended", "amended", "expired", "suspended"})


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument as far as the article has told of it."""

    name: str | None
    kind: str | None
    words: frozenset[str]  # what tells it from others: "textile", "arctic fishing"
    age: str | None = None  # a *new* pact and the *old* one that it replaces are two
    definite: bool = False  # this mention speaks of a known one: "the pact"
    cast: Cast = ()
    like: int | None = None  # the one that it replaces, or that replaces it: of the same sides

    @property
    def parties(self) -> set[str]:
        """Codes of its sides."""
        return party_codes([actor for actor, _ in self.cast])


@dataclass(slots=True)
class Instruments:
    """The instruments of one article; grows while the article is read."""

    known: list[Instrument] = field(default_factory=list)
    _here: dict[int, int] = field(default_factory=dict)
    _last: int | None = None  # the first that the sentence before speaks of: "it"

    def read(self, table: ActorTable, discourse: Discourse) -> None:
        """Take in the instruments that a sentence mentions, in text order."""
        last, self._here = self._last, {}
        self._last = None
        for head in _heads(table):
            if table.sentence.tokens[head].lower == "it":
                if last is not None:
                    self._here[head] = last
                continue
            mention = _mention(head, table, discourse)
            n = self._find(mention)
            if n is None:
                self.known.append(self._introduced(mention))
                n = len(self.known) - 1
            else:
                self.known[n] = _merged(self.known[n], mention)
            self._here[head] = n
            self._last = n if self._last is None else self._last

    def at(self, head: int) -> int | None:
        """Which instrument the phrase with that head means, in the sentence read last."""
        return self._here.get(head)

    def sides(self, n: int | None) -> Cast:
        """The sides of an instrument, or of the one that it replaces."""
        if n is None:
            return ()
        known = self.known[n]
        if len(known.parties) < 2 and known.like is not None:
            return self.known[known.like].cast
        return known.cast

    def learn(self, report: Report) -> None:
        """Whoever signs or agrees on an instrument is a side of it."""
        n = report.which
        if n is None or report.treaty_action not in _BINDING or len(report.parties) < 2:
            return
        known = self.known[n]
        if len(known.parties) < 2 or known.parties < report.parties:
            self.known[n] = replace(known, cast=report.cast)

    def completed(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports with the names and sides that other sentences give to their instruments."""
        for report in reports:
            yield report if report.which is None else self._completed(report, report.which)

    def _completed(self, report: Report, n: int) -> Report:
        name = self._name(n)
        if name and _is_short_for(report.instrument, name):
            report = replace(report, instrument=name, instrument_kind=kind_of(name))
        cast, parties = self.sides(n), party_codes([a for a, _ in self.sides(n)])
        alone = len(parties) == 2 and report.parties < parties
        alone = alone and (report.treaty_action in _SHARED or report.treaty_action == "violated")
        if len(parties) < 2 or not (alone or not report.cast):
            return report
        kept = {a.party for a, _ in report.cast}
        rest = tuple((a, r) for a, r in cast if a.party not in kept)
        return replace(report, cast=(*report.cast, *rest))

    def _name(self, n: int) -> str | None:
        known = self.known[n]
        if known.words or known.like is None:
            return known.name
        other = self.known[known.like].name or ""
        bare = " ".join(w for w in other.split() if w.lower() not in _AGES)
        age = next((w for w in (known.name or "").split() if w.lower() in _AGES), "")
        return f"{age} {bare}".strip()

    def _find(self, mention: Instrument) -> int | None:
        fitting = [n for n, known in enumerate(self.known) if _fits(known, mention)]
        named = [n for n in fitting if self.known[n].words & mention.words]
        return next(reversed(named or fitting), None)

    def _introduced(self, mention: Instrument) -> Instrument:
        """A new one; where it differs from the last in age alone, the one is like the other."""
        if not mention.definite or mention.words or mention.age is None:
            return mention
        aged = [
            n for n, k in enumerate(self.known) if k.age != mention.age and _same_kind(k, mention)
        ]
        return replace(mention, like=aged[-1] if aged else None)


def _heads(table: ActorTable) -> Iterator[int]:
    """The words that name an instrument, not those that modify another noun: "treaty talks"."""
    for token in table.sentence.tokens:
        if token.lower == "it":
            if not _is_expletive(token.i, table):
                yield token.i
        elif token.lower in PRONOUNS:
            kids = (table.sentence.tokens[k].lower for k in table.sentence.children[token.i])
            if any(word in _AGES for word in kids):
                yield token.i
        elif token.pos in ("NOUN", "PROPN"):
            known = token.lower in _WORDS or table.is_named_paper(token.i)
            if known and not _is_part(token.i, table):
                yield token.i


def _is_part(i: int, table: ActorTable) -> bool:
    """Does it only modify another noun, or belong to a name: "Baltic Treaty Organization"?"""
    behind = table.sentence.tokens[i + 1 : i + 2]
    followed = any(t.pos == "PROPN" for t in behind)
    return table.sentence.tokens[i].dep == "compound" or followed or bool(table.at(i))


def _is_expletive(i: int, table: ActorTable) -> bool:
    """Does *it* only stand for a clause: "it was agreed that", "it is expected to"?"""
    above = table.sentence.tokens[i].head
    verb = table.sentence.tokens[above].lower
    return bool(table.grammar.clauses(above)) or verb in rulebook().words("@agree+@say+@judge")


def _mention(head: int, table: ActorTable, discourse: Discourse) -> Instrument:
    tokens, kids = table.sentence.tokens, table.sentence.children[head]
    name = Content(table).instrument(head)
    sided = {t.lower for a in table.actors for t in tokens[a.start : a.end]}
    found = {w.strip("\"'“”,.()").lower() for w in (name or "").split()}
    words = frozenset(w for w in found if w and w not in _PLAIN | PRONOUNS | _AGES.keys() | sided)
    named = tokens[head].text[:1].isupper() and bool(words)
    definite = named or any(
        tokens[k].lower in _DEFINITE or tokens[k].dep == "nmod:poss" for k in kids
    )
    age = next((_AGES[tokens[k].lower] for k in kids if tokens[k].lower in _AGES), None)
    return Instrument(name, kind_of(name), words, age, definite, _sides(head, table, discourse))


def _sides(head: int, table: ActorTable, discourse: Discourse) -> Cast:
    """The sides that the phrase itself names: "Peru's pact with Chile", "a Kenyan-Ugandan pact"."""
    role: Role = "signatory"
    ends = [j for slot in (*_SIDES, "poss") for j in table.grammar.slot(head, slot)]
    actors = [*table.modifying(head)]
    actors += [b for j in ends for a in table.at(j) for b in table.listed_with(a)]
    return discourse.resolve(tuple((a, role) for a in dict.fromkeys(actors)), table)


def _fits(known: Instrument, mention: Instrument) -> bool:
    """Can the phrase mean the instrument?"""
    if not _same_kind(known, mention):
        return False
    if known.age != mention.age and ((known.age and mention.age) or not mention.definite):
        return False
    if known.age and not mention.age and not mention.definite:
        return False
    sided = known.parties and mention.parties
    if sided and not (known.parties <= mention.parties or mention.parties <= known.parties):
        return False
    if _is_title(known.name) and _is_title(mention.name):
        return known.words <= mention.words or mention.words <= known.words
    if known.words and mention.words:
        return bool(known.words & mention.words)
    return bool(sided) or (mention.definite and not _is_title(mention.name))


def _same_kind(known: Instrument, mention: Instrument) -> bool:
    """A pact may be called a treaty; a truce is no treaty, though "the deal" may be one."""
    if known.kind == mention.kind or mention.kind in _GENERAL:
        return True
    return known.kind in _GENERAL and mention.kind not in ("ceasefire", "memorandum")


def _merged(known: Instrument, mention: Instrument) -> Instrument:
    fuller = _tells_more(mention.name, known.name)
    cast = mention.cast if known.parties < mention.parties else known.cast
    return replace(
        known,
        name=mention.name if fuller else known.name,
        kind=mention.kind if known.kind in _GENERAL else known.kind,
        words=known.words | mention.words,
        age=known.age or mention.age,
        cast=cast,
    )


def _is_short_for(name: str | None, other: str) -> bool:
    """Has *name* no words of its own beside those of the *other*, which says more?"""
    return _specific(name) <= _specific(other) and _tells_more(other, name)


def _tells_more(name: str | None, other: str | None) -> bool:
    """Does the name have words that tell an instrument from others, where the other has none?"""
    ranks = [
        (bool(_specific(n)), _is_title(n), _is_title(n) and len(n or "")) for n in (name, other)
    ]
    return ranks[0] > ranks[1]


def _specific(name: str | None) -> set[str]:
    words = {w.lower() for w in (name or "").split()}
    return words - _PLAIN - PRONOUNS - _AGES.keys() - {"s"}


def _is_title(name: str | None) -> bool:
    """Is it a proper name: "Arctic Fishing Treaty"?"""
    words = (name or "").split()
    return sum(w[:1].isupper() and w.lower() not in _AGES for w in words) > 1
