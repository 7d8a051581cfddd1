"""What it was about: instruments, topics, outcomes and provisions, in the article's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.actors import ActorTable
from transforms.dates import find_dates
from transforms.rulebook import rulebook
from transforms.syntax import Token

_TOPIC_MARKS = ("on", "about", "over", "regarding", "concerning", "covering")
_LONGEST = 160
_ADDED = frozenset({"acl:relcl", "advcl", "appos", "parataxis", "punct"})
_KINDS = (
    ("ceasefire", re.compile(r"cease-?fire|truce|armistice", re.I)),
    ("treaty", re.compile(r"treaty|treaties", re.I)),
    ("memorandum", re.compile(r"memorand|\bmous?\b", re.I)),
    ("protocol", re.compile(r"protocol", re.I)),
    ("pact", re.compile(r"\bpacts?\b", re.I)),
    ("convention", re.compile(r"convention|covenant|charter", re.I)),
    ("declaration", re.compile(r"declaration|communiqu|statement", re.I)),
    ("relations", re.compile(r"(?:diplomatic|ambassador-level) (?:relations|ties)", re.I)),
    ("membership", re.compile(r"membership|accession", re.I)),
    ("agreement", re.compile(r"agreement|accord|deal|understanding|compact", re.I)),
)


def kind_of(instrument: str | None) -> str | None:
    """The kind of an instrument by its own words: treaty, ceasefire, memorandum ...

    >>> kind_of("comprehensive partnership treaty")
    'treaty'
    """
    if instrument is None:
        return None
    return next((kind for kind, words in _KINDS if words.search(instrument)), None)


@dataclass(frozen=True, slots=True)
class Content:
    """Reads the content of an event off the sentence that reports it."""

    table: ActorTable

    def instrument(self, head: int) -> str | None:
        """The instrument's name: its modifiers, the head, and what it is on or for."""
        tokens = self.table.sentence.tokens
        if tokens[head].pos == "VERB":
            return self.phrase(head)
        if tokens[head].text in self.table.acronyms:
            return self.table.acronyms[tokens[head].text]
        kept = self._organization(head) or [head]
        for kid in self.table.grammar.sentence.children[head]:
            token = tokens[kid]
            if (
                kid < head and token.dep in ("compound", "amod", "nummod", "nmod:desc", "flat")
            ) or (kid > head and self._explains(kid)):
                kept += self._without_clauses(kid)
        return self._text(_contiguous(sorted(set(kept)), head))

    def _organization(self, head: int) -> list[int]:
        """The words of the organisation's name that *head* belongs to, if any."""
        known = [a for a in self.table.actors if a.organization and not a.name and not a.rank]
        return next((list(range(a.start, a.end)) for a in known if a.start <= head < a.end), [])

    def _without_clauses(self, i: int) -> list[int]:
        """The word and what is below it, less the clauses that only add to it."""
        found = [i]
        for kid in self.table.sentence.children[i]:
            if self.table.sentence.tokens[kid].dep not in _ADDED:
                found += self._without_clauses(kid)
        return found

    def topics(self, trigger: int) -> tuple[str, ...]:
        """Short noun phrases after *on*, *about*, *over*, or after *discuss*."""
        grammar, words = self.table.grammar, rulebook().forms
        found = [j for mark in _TOPIC_MARKS for j in grammar.slot(trigger, mark)]
        found += [j for mark in _TOPIC_MARKS for j in grammar.follow(trigger, f"obj.{mark}")]
        for token in self.table.sentence.tokens:
            if token.lower in words["address"] and token.pos == "VERB":
                found += grammar.slot(token.i, "obj") or grammar.clauses(token.i)
            elif token.lower in words["resolve"] and token.i == trigger:
                for clause in grammar.clauses(token.i):
                    found += [j for c in grammar.coordinated(clause) for j in grammar.subjects(c)]
            elif token.lower in words["focus"] and token.pos == "VERB":
                found += grammar.slot(token.i, "on")
        texts = (self.phrase(j) for j in dict.fromkeys(found) if not self._is_date_or_place(j))
        return tuple(dict.fromkeys(t for t in texts if t and not find_dates(t[:12])))

    def outcomes(self, trigger: int) -> tuple[str, ...]:
        """What the sides agreed or pledged: the clause under such a verb at or over the trigger."""
        above = {trigger, *(t.i for t in self._main_clause(trigger))}
        return tuple(dict.fromkeys(self._outcomes(above)))

    def _main_clause(self, trigger: int) -> Iterator[Token]:
        """The words over the trigger, up to the edge of a relative clause."""
        token = self.table.sentence.tokens[trigger]
        for head in self.table.grammar.governors(trigger):
            if token.dep == "acl:relcl" or (token.dep == "advcl" and token.tag == "VBD"):
                return
            yield head
            token = head

    def provisions(self) -> tuple[str, ...]:
        """What an instrument contains: the object of *include* or *provide for*."""
        return tuple(dict.fromkeys(self._provisions()))

    def phrase(self, head: int) -> str | None:
        """The phrase under *head* without the clauses that only add to it, clipped."""
        tokens = self.table.sentence.tokens
        kept = [head]
        for kid in self.table.sentence.children[head]:
            token = tokens[kid]
            if token.dep in ("acl:relcl", "parataxis", "punct", "mark", "conj", "cc", "case"):
                continue
            if token.dep == "det" and kid < head:
                continue
            kept += self.table.grammar.subtree(kid)
        return self._text(_contiguous(sorted(kept), head))

    def _outcomes(self, above: set[int]) -> Iterator[str]:
        for token in self.table.sentence.tokens:
            if (
                token.i not in above
                or token.lower not in rulebook().forms["resolve"]
                or token.pos != "VERB"
            ):
                continue
            for kid in self.table.sentence.children[token.i]:
                if (
                    self.table.sentence.tokens[kid].dep in ("xcomp", "ccomp", "advcl")
                    and kid > token.i
                ):
                    span = self.table.grammar.subtree(kid)
                    text = self._text([i for i in span if i > token.i])
                    if text:
                        yield text

    def _provisions(self) -> Iterator[str]:
        for token in self.table.sentence.tokens:
            if token.lower not in rulebook().forms["contain"] or token.pos != "VERB":
                continue
            words = rulebook().words("@accord+@document")
            subjects = self.table.grammar.slot(token.i, "subj")
            if not any(self.table.sentence.tokens[j].lower in words for j in subjects):
                continue
            for j in (
                *self.table.grammar.slot(token.i, "obj"),
                *self.table.grammar.slot(token.i, "for"),
            ):
                inner = self.table.grammar.slot(j, "on") if self._is_provision(j) else ()
                for head in inner or (j,):
                    text = self.phrase(head)
                    if text:
                        yield text

    def _is_provision(self, j: int) -> bool:
        return self.table.sentence.tokens[j].lower in rulebook().forms["provision"]

    def _explains(self, kid: int) -> bool:
        cases = self.table.grammar.cases(kid)
        token = self.table.sentence.tokens[kid]
        if token.dep.startswith("nmod"):
            return bool(set(cases) & {"on", "of", "for", "to", "against"})
        return token.dep == "acl" and token.tag == "VB" and not self._has_another(kid)

    def _has_another(self, clause: int) -> bool:
        """Does the clause speak of another instrument: "a pact to replace the present treaty"?"""
        words = rulebook().words("@accord") | {"one"}
        below = self.table.grammar.subtree(clause)
        return any(self.table.sentence.tokens[j].lower in words for j in below)

    def _is_date_or_place(self, j: int) -> bool:
        token = self.table.sentence.tokens[j]
        return bool(find_dates(token.text)) or token.lower in ("sidelines", "behalf")

    def _text(self, indices: list[int]) -> str | None:
        if not indices:
            return None
        tokens = self.table.sentence.tokens
        text = self.table.sentence.text[tokens[indices[0]].start : tokens[indices[-1]].end]
        text = re.sub(r"^(?:that|to|the|a|an|its|their|his|her)\s+", "", text.strip(' ,;."“”'))
        return clipped(text) or None


def clipped(text: str) -> str:
    """At most 160 characters, cut at a word."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _contiguous(indices: list[int], head: int) -> list[int]:
    """The run of indices around *head*, gaps of one (a comma, a hyphen) allowed."""
    at = indices.index(head)
    low = high = at
    while low > 0 and indices[low] - indices[low - 1] <= 2:
        low -= 1
    while high + 1 < len(indices) and indices[high + 1] - indices[high] <= 2:
        high += 1
    return indices[low : high + 1]
