"""Grammatical slots of a word: who does it, to whom, with whom, however the clause is turned."""

from dataclasses import dataclass

from transforms.dates import is_date
from transforms.rulebook import rulebook
from transforms.syntax import ParsedSentence, Token

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_BESIDE = frozenset({"between", "with"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Reads slots off one parsed sentence; passives, relatives and infinitives are unfolded."""

    sentence: ParsedSentence

    def follow(self, i: int, path: str) -> tuple[int, ...]:
        """Tokens at the end of a dotted path of slots: ``obj.with`` from *signed* in
        "signed a pact with Peru" is *Peru*. Coordinated words are all included."""
        found: tuple[int, ...] = (i,)
        for name in path.split("."):
            found = tuple(dict.fromkeys(j for k in found for j in self.slot(k, name)))
        return found

    def slot(self, i: int, name: str) -> tuple[int, ...]:
        """Tokens in one slot of word *i*; every name that is no step is a preposition."""
        match name:
            case "subj":
                found = self.subjects(i)
            case "obj":
                found = self.objects(i)
            case "aux" | "ccomp":
                return self._kids(i, name)
            case "iobj":
                found = self._kids(i, "iobj")
            case "poss":
                found = self._kids(i, "nmod:poss")
            case "mod":
                found = self._modifiers(i)
            case "xcomp":
                return self._kids(i, "xcomp") or self._purposes(i)
            case "prt":
                return self._kids(i, "compound:prt") or self._particle(i)
            case "inf":
                return tuple(k for k in self._kids(i, "acl") if self.sentence.tokens[k].tag == "VB")
            case "below":
                return tuple(j for j in self.subtree(i) if j > i)
            case "up":
                return self._up(i)
            case _:
                found = self.prepositional(i, name)
        return tuple(dict.fromkeys(j for k in found for j in self.coordinated(k)))

    def coordinated(self, i: int) -> list[int]:
        """The word and the words joined to it by *and*, *or* or commas."""
        found = [i]
        for kid in self.sentence.children[i]:
            if self.sentence.tokens[kid].dep == "conj":
                found += self.coordinated(kid)
        return found

    def subjects(self, i: int, depth: int = 0) -> tuple[int, ...]:
        """Heads of the logical subject; taken from the governing clause when left out."""
        if depth > 6:
            return ()
        if self.is_passive(i):
            return self._kids(i, "obl:agent")
        own = self._kids(i, "nsubj") or self._kids(i, "nsubj:outer")
        token = self.sentence.tokens[i]
        if own:
            return tuple(k for j in own for k in self._antecedents(j, i))
        governor = token.head
        if token.dep == "acl":
            return (governor,) if token.tag == "VBG" else self._owner(governor, depth)
        if token.dep == "xcomp" or i in self._purposes(governor):
            return self._controller(governor, depth)
        if token.dep in ("conj", "advcl") or (token.dep == "ccomp" and token.tag == "VB"):
            if self.is_passive(governor):
                return self._kids(governor, "nsubj:pass") or self.subjects(governor, depth + 1)
            if self.sentence.tokens[governor].lower in rulebook().forms["accuse"]:
                return self._kids(governor, "obj") or self.subjects(governor, depth + 1)
            purpose = self._kids(governor, "obj") if token.tag == "VB" else ()
            sent = tuple(j for j in purpose if self._is_sent(j))
            owners = tuple(k for j in purpose if self._is_resolution(j) for k in self._owners(j))
            return sent or owners or self.subjects(governor, depth + 1)
        return ()

    def objects(self, i: int) -> tuple[int, ...]:
        """Heads of the logical object, the subject of a passive included."""
        token = self.sentence.tokens[i]
        if self.is_passive(i):
            own = self._kids(i, "nsubj:pass")
            if own:
                return tuple(k for j in own for k in self._antecedents(j, i))
            if token.dep in ("acl", "acl:relcl"):
                return (token.head,)
            if noun := self._reduced(i):
                return noun
            if token.dep == "conj":
                return self._kids(token.head, "nsubj:pass")
            return ()
        own = self._kids(i, "obj")
        if own:
            return tuple(self._antecedent(j, i) for j in own)
        if token.dep == "acl:relcl" and self._kids(i, "nsubj") and not self._relative_subject(i):
            return (token.head,)
        joined = [k for k in self.sentence.children[i] if self._shares_object(i, k)]
        if token.dep == "conj" and self.sentence.tokens[token.head].pos == "VERB":
            return self._kids(token.head, "obj")
        return tuple(j for k in joined for j in self._kids(k, "obj"))

    def prepositional(self, i: int, preposition: str) -> tuple[int, ...]:
        """Heads of the phrases that *preposition* attaches to word *i*, or to its date."""
        kids = self.sentence.children[i]
        dates = (k for k in kids if is_date(self.sentence.tokens[k].text))
        return tuple(
            kid
            for kid in (*kids, *(j for k in dates for j in self.sentence.children[k]))
            if self.sentence.tokens[kid].dep.startswith(("obl", "nmod", "advcl", "advmod"))
            and preposition in self.cases(kid)
        )

    def clauses(self, i: int) -> tuple[int, ...]:
        """Heads of the clauses that complement a verb: "agreed that ...", "discussed how ..."."""
        return self._kids(i, "ccomp")

    def cases(self, i: int) -> list[str]:
        """The prepositions that mark word *i*, in lower case."""
        tokens = self.sentence.tokens
        return [tokens[k].lower for k in self.sentence.children[i] if tokens[k].dep == "case"]

    def is_passive(self, i: int) -> bool:
        """Is the verb in the passive, or a past participle that modifies a noun?"""
        token = self.sentence.tokens[i]
        if any(
            self.sentence.tokens[k].dep in ("aux:pass", "nsubj:pass")
            for k in self.sentence.children[i]
        ):
            return True
        if self._reduced(i):
            return True
        if token.tag != "VBN" or self._kids(i, "aux"):
            return token.dep == "acl" and token.tag == "VBD" and not self._kids(i, "nsubj")
        if token.dep == "conj":
            return self.is_passive(token.head)
        return token.dep in ("acl", "amod")

    def governors(self, i: int) -> list[Token]:
        """The words above *i*, nearest first."""
        found: list[Token] = []
        token = self.sentence.tokens[i]
        while token.head != token.i and len(found) < 12:
            token = self.sentence.tokens[token.head]
            found.append(token)
        return found

    def subtree(self, i: int) -> list[int]:
        """Indices of the word and all below it, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.sentence.children[j])
        return sorted(found)

    def _particle(self, i: int) -> tuple[int, ...]:
        """The small word right behind a verb, whatever the parse takes it for."""
        after = self.sentence.tokens[i + 1 : i + 2]
        return tuple(t.i for t in after if t.pos in ("ADP", "ADV"))

    def _kids(self, i: int, dep: str) -> tuple[int, ...]:
        tokens = self.sentence.tokens
        return tuple(k for k in self.sentence.children[i] if tokens[k].dep == dep)

    def _modifiers(self, i: int) -> tuple[int, ...]:
        tokens = self.sentence.tokens
        return tuple(
            k
            for k in self.sentence.children[i]
            if tokens[k].dep in ("amod", "compound", "nmod", "nmod:desc", "flat")
            and k < i
            and not self.cases(k)
        )

    def _purposes(self, i: int) -> tuple[int, ...]:
        """Infinitives that depend on a verb at a distance: "agreed in May to end the dispute"."""
        if self.sentence.tokens[i].lower not in rulebook().forms["ask"]:
            return ()
        return tuple(k for k in self._kids(i, "advcl") if self.sentence.tokens[k].tag == "VB")

    def _antecedent(self, j: int, verb: int) -> int:
        """The noun that a relative pronoun stands for; any other word stands for itself."""
        token = self.sentence.tokens[verb]
        if self.sentence.tokens[j].lower in _RELATIVE and token.dep.startswith("acl"):
            nominal = self.sentence.tokens[token.head].pos in ("NOUN", "PROPN", "PRON")
            return token.head if nominal or j == 0 else j - 1
        return j

    def _antecedents(self, j: int, verb: int) -> tuple[int, ...]:
        """The noun that *j* stands for; "the pact between A and B, which" may mean the pact."""
        near = self._antecedent(j, verb)
        if near == j:
            return (near,)
        first = near
        while self.sentence.tokens[first].dep == "conj":
            first = self.sentence.tokens[first].head
        beside = _BESIDE.intersection(self.cases(first))
        return (near, self.sentence.tokens[first].head) if beside else (near,)

    def _reduced(self, i: int) -> tuple[int, ...]:
        """The noun before a participle taken for the verb: "under a pact reached in May, ..."."""
        tokens = self.sentence.tokens
        token = tokens[i]
        if token.tag not in ("VBN", "VBD") or i == 0 or tokens[i - 1].head != i:
            return ()
        if tokens[i - 1].dep != "obl" or self._kids(i, "nsubj") or self._kids(i, "aux"):
            return ()
        return (i - 1,) if tokens[i - 1].pos == "NOUN" else ()

    def _relative_subject(self, i: int) -> bool:
        return any(self.sentence.tokens[j].lower in _RELATIVE for j in self._kids(i, "nsubj"))

    def _shares_object(self, i: int, k: int) -> bool:
        """Does verb *k* close behind verb *i* have the object of both: "drafted and signed"?"""
        tokens = self.sentence.tokens
        near = all(t.dep in ("cc", "advmod", "punct", "aux") for t in tokens[i + 1 : k])
        return (near and tokens[k].dep == "conj" and tokens[k].pos == "VERB") and not self._kids(
            k, "nsubj"
        )

    def _controller(self, governor: int, depth: int) -> tuple[int, ...]:
        """Who does the infinitive under *governor*: its object if it has one, else its subject."""
        if self.is_passive(governor):
            return self._kids(governor, "nsubj:pass") or self.subjects(governor, depth + 1)
        objects = self._kids(governor, "obj")
        owners = tuple(k for j in objects for k in self._kids(j, "nmod:poss"))
        return owners or objects or self.subjects(governor, depth + 1)

    def _owner(self, noun: int, depth: int) -> tuple[int, ...]:
        """Whose plan is it, in "Peru's plan to sign": the possessor, else the clause's subject."""
        if self._is_sent(noun):
            return (noun,)
        owners = self._kids(noun, "nmod:poss")
        if owners:
            return owners
        above = self._up(noun)
        return self.subjects(above[0], depth + 1) if above else ()

    def _owners(self, noun: int) -> tuple[int, ...]:
        return self._kids(noun, "nmod:poss")

    def _is_resolution(self, noun: int) -> bool:
        """Is it a decision, of which an infinitive behind it tells the content?"""
        return self.sentence.tokens[noun].lower in rulebook().forms["resolution"]

    def _is_sent(self, noun: int) -> bool:
        """Is it a delegation, which does itself what an infinitive behind it says?"""
        return self.sentence.tokens[noun].lower in rulebook().forms["deputation"]

    def _up(self, i: int) -> tuple[int, ...]:
        """The predicate over a noun phrase: a verb, "is open", the noun in "is on a visit"."""
        token = self.sentence.tokens[i]
        if token.pos not in ("VERB", "AUX") and self._kids(i, "nsubj"):
            return (i,)
        for _ in range(6):
            if token.head == token.i:
                return ()
            token = self.sentence.tokens[token.head]
            is_predicate = token.pos == "ADJ" or self._kids(token.i, "cop")
            if token.pos in ("VERB", "AUX") or (is_predicate and self._kids(token.i, "nsubj")):
                return (token.i,)
        return ()
