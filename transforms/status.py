"""Did it happen? Reads status off auxiliaries, governing words and modifiers of the trigger."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from schemas.mention import Status
from transforms.forms import noun_forms, verb_forms
from transforms.grammar import Grammar
from transforms.rulebook import read_toml, rulebook
from transforms.syntax import Token

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_BARRING = frozenset({"no", "neither", "nor"})
_COPULAR = frozenset({"is", "are", "was", "were", "to", "be"})
_CONDITIONS = frozenset({"if", "unless", "whether"})
_CLIMBED = (
    *("xcomp", "obj", "nsubj", "obl", "nmod", "acl", "conj", "appos"),
    *("ccomp", "compound", "advcl", "advmod", "parataxis", "dep"),
)
_ORDER: tuple[Status, ...] = ("cancelled", "proposed", "planned")


@dataclass(frozen=True, slots=True)
class Cues:
    """Word forms that decide a status, by the place where they stand."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]


@cache
def _particles() -> dict[str, frozenset[str]]:
    """Verb form → the particles that make it cancel: called → off."""
    irregular = read_toml("lexicons/irregular.toml")["verbs"]
    phrasal = (p.split() for p in read_toml("lexicons/cues.toml")["phrasal"]["cancelled"])
    return {
        form: frozenset([particle])
        for verb, particle in phrasal
        for form in verb_forms(verb, irregular)
    }


@cache
def cues() -> dict[str, Cues]:
    """The cues of each status but *occurred*, from cues.toml."""
    irregular = read_toml("lexicons/irregular.toml")
    return {
        status: _cues(raw, irregular)
        for status, raw in read_toml("lexicons/cues.toml")["status"].items()
    }


def _cues(raw: dict[str, Any], irregular: dict[str, Any]) -> Cues:
    verbs = (verb_forms(v, irregular["verbs"]) for v in raw["verbs"])
    nouns = (noun_forms(n, irregular["nouns"]) for n in raw["nouns"])
    return Cues(
        frozenset().union(*verbs),
        frozenset().union(*nouns),
        frozenset(raw["adjectives"]),
        frozenset(raw["auxiliaries"]),
        frozenset(raw["prepositions"]),
    )


def is_attempt(grammar: Grammar, trigger: int) -> bool:
    """Is the verb only tried for: "failed to reach", "close to sealing"?"""
    return any(t.lower in _attempts() for t in grammar.governors(trigger)[:2])


@cache
def _attempts() -> frozenset[str]:
    raw = read_toml("lexicons/cues.toml")["attempt"]
    irregular = read_toml("lexicons/irregular.toml")["verbs"]
    verbs = (verb_forms(v, irregular) for v in raw["verbs"])
    return frozenset().union(*verbs, raw["adjectives"])


def status_of(grammar: Grammar, trigger: int) -> Status | None:
    """occurred, planned, proposed or cancelled; None when the text denies the event."""
    tokens = grammar.sentence.tokens
    token = tokens[trigger]
    before = _verb_group_status(grammar, trigger)
    if before is not None:
        return None if before == "denied" else before
    if token.tag == "VBD" or (token.tag == "VBN" and token.dep == "acl"):
        return "occurred"
    for _ in range(8):
        found = _status_at(grammar, token, trigger)
        if found == "denied":
            return None
        if found is not None:
            return found
        if token.head == token.i or _says(token) or not _climbs(grammar, token):
            return "occurred"
        governed, token = token, tokens[token.head]
        found = _governed_status(grammar, token, governed)
        if found is not None:
            return found
    return "occurred"


def _verb_group_status(grammar: Grammar, trigger: int) -> Status | Literal["denied"] | None:
    """What the words right before the verb say: "is scheduled to", "may", "refused to"."""
    group: list[Token] = []
    for token in reversed(grammar.sentence.tokens[:trigger]):
        if token.tag in ("MD", "TO", "RB") or token.pos in ("AUX", "VERB"):
            group.append(token)
        else:
            break
    if grammar.sentence.tokens[trigger].pos not in ("VERB", "AUX"):
        return None
    words = {t.lower for t in group}
    if "to" in words and words & {"is", "are", "was", "were"} and words <= _COPULAR:
        return "planned"
    for status in _ORDER:
        cue = cues()[status]
        if words & (cue.verbs | cue.auxiliaries) or (
            status == "proposed" and words & cue.adjectives
        ):
            return "cancelled" if words & _NEGATIONS and status == "planned" else status
    return "denied" if words & _NEGATIONS else None


def _status_at(grammar: Grammar, token: Token, trigger: int) -> Status | Literal["denied"] | None:
    """What the word's own auxiliaries, negation, marks and modifiers say."""
    kids = [grammar.sentence.tokens[k] for k in grammar.sentence.children[token.i]]
    words = {k.lower for k in kids if k.dep in ("aux", "advmod", "mark", "cop", "case", "det")}
    future = bool(words & cues()["planned"].auxiliaries)
    if token.i == trigger and words & _BARRING:
        return "denied"
    if words & _NEGATIONS and _supports(grammar, token, trigger):
        return "cancelled" if future else "denied"
    if words & cues()["proposed"].auxiliaries or words & _CONDITIONS:
        return "proposed"
    if future:
        return "planned"
    if token.tag == "VB" and "to" in words:
        before = grammar.sentence.tokens[: token.i]
        is_first = not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in before)
        if token.dep == "root" or is_first or _is_to(kids):
            return "planned"
    if token.tag == "VBN" and {"to", "be"} <= words:
        return "planned"
    for kid in kids:
        if kid.dep in ("amod", "compound", "advmod") and kid.i < token.i:
            for status in _ORDER:
                if kid.lower in cues()[status].adjectives:
                    return status
    if {k.lower for k in kids if k.dep in ("case", "mark")} & cues()["planned"].prepositions:
        return "planned"
    return None


def _supports(grammar: Grammar, token: Token, trigger: int) -> bool:
    """Is it the trigger, or the verb that the trigger completes: "did not hold talks"?"""
    below = grammar.sentence.tokens[trigger]
    return token.i == trigger or (
        below.head == token.i and below.dep in ("obj", "xcomp", "nsubj:pass")
    )


def _is_to(kids: list[Token]) -> bool:
    """Is it "is to meet": a form of *be* beside the infinitive?"""
    return any(k.dep in ("aux", "cop") and k.lower in ("is", "are", "was", "were") for k in kids)


def _climbs(grammar: Grammar, token: Token) -> bool:
    """Does the word above decide about this one too?"""
    kids = [grammar.sentence.tokens[k] for k in grammar.sentence.children[token.i]]
    head = grammar.sentence.tokens[token.head]
    if not token.dep.startswith(_CLIMBED) or token.dep == "acl:relcl":
        return False
    if token.dep == "conj":
        return (
            head.i < token.i
            and token.tag in ("VB", "NN", "NNS", "NNP")
            and not any(k.dep in ("aux", "nsubj") for k in kids)
        )
    if token.dep == "advcl":
        return token.tag == "VB" and any(k.lower == "to" for k in kids)
    if token.dep in ("ccomp", "parataxis"):
        return not _says(head)
    if token.dep == "obl":
        cases = {k.lower for k in kids if k.dep == "case"}
        return not cases & _TEMPORAL and not (cases & _BESIDE and _says(head))
    return True


_TEMPORAL = frozenset({"after", "during", "following", "since"})
_BESIDE = frozenset({"at", "amid", "in", "on", "upon"})


def _says(token: Token) -> bool:
    return token.lower in rulebook().forms["say"]


def _governed_status(grammar: Grammar, token: Token, governed: Token) -> Status | None:
    """What a governing verb, noun or adjective says of what it governs."""
    kids = {grammar.sentence.tokens[k].lower for k in grammar.sentence.children[token.i]}
    below = grammar.sentence.children[governed.i]
    kids |= {
        grammar.sentence.tokens[k].lower for k in below if grammar.sentence.tokens[k].tag == "RP"
    }
    if token.pos == "VERB" and kids & _particles().get(token.lower, frozenset()):
        return "cancelled"
    for status in _ORDER:
        cue = cues()[status]
        words = cue.verbs if token.pos in ("VERB", "AUX") else cue.nouns | cue.adjectives
        if token.lower in words and not (
            token.lower in ("set", "called") and governed.dep == "obj"
        ):
            if governed.dep in ("nsubj",) and status != "cancelled":
                continue
            return status
    if token.pos == "ADJ" and token.lower in cues()["planned"].verbs:
        return "planned"
    return None


def refusal(grammar: Grammar, trigger: int) -> bool:
    """Is a cancelled event one that a side refused, not one that was called off?"""
    above = grammar.governors(trigger)
    return any(t.lower in rulebook().forms["refuse"] or t.lower == "refusal" for t in above)
