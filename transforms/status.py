"""Did it happen? Reads status off auxiliaries, governing words and modifiers of the trigger.

One walk decides, from the trigger up to the word that tells of it. At each word it asks:

1. Is it denied or put under a condition: "did not meet", "without meeting", "if they meet"?
2. What do its own auxiliaries say: "will", "may", "is to", an infinitive?
3. What modifies it: "the planned talks"? A verb above may know more: "cancelled the planned talks".
4. What governs it: "plans to", "called for", "a proposal for"? The nearest word decides, unless it
   is itself denied or turned down: "has no plans", "turned down an invitation".

A finite verb in the past ends the walk, and so does one that reports. A phrase that only says on
what occasion something was done ("urged reforms at a meeting") shares the tense of that verb.
"""

from transforms.cues import ORDER, Told, cues, words_of
from transforms.governors import (
    BARRING,
    CONDITIONS,
    NEGATIONS,
    governed_status,
    link_of,
    noun_before,
    says,
)
from transforms.grammar import Grammar
from transforms.rulebook import rulebook
from transforms.syntax import Token

_BE = frozenset({"is", "are", "was", "were"})
_COPULAR = _BE | {"to", "be"}
_ABLE = frozenset({"can", "could", "ca"})
_HABITS = frozenset(
    {"always", "every", "normally", "often", "periodically", "regularly", "routinely", "usually"}
)
_MEANT = frozenset({"agreed", "expected", "hoped", "intended", "planned", "scheduled"})
_AIMS = frozenset({"for", "in", "to"})  # "will not travel to Lima for talks"
_PAST = frozenset({"earlier", "previous", "recent"})
_RANKS = frozenset({"first", "second", "third", "last", "latest", "newest", "only"})


def status_of(grammar: Grammar, trigger: int) -> Told:
    """What the sentence says of the event at *trigger*; a denied one is none."""
    tokens = grammar.sentence.tokens
    token, on_occasion = tokens[trigger], False
    if _is_feared(grammar, trigger):
        return "conditional"
    before = _words_before(grammar, trigger) or noun_before(grammar, trigger)
    if before is not None:
        return before
    for _ in range(8):
        found = _at(grammar, token, trigger)
        if found is not None:
            return _on_occasion(found, token) if on_occasion else found
        link = "" if token.head == token.i or says(token) else link_of(grammar, token)
        if not link:
            return "occurred"
        on_occasion = on_occasion or link == "occasion"
        governed, token = token, tokens[token.head]
        if link == "argument":
            found = governed_status(grammar, token, governed, settle=not on_occasion)
            if found is not None:
                return _on_occasion(found, token) if on_occasion else found
    return "occurred"


def is_attempt(grammar: Grammar, trigger: int) -> bool:
    """Is the verb only tried for: "failed to reach", "close to sealing"?"""
    return any(t.lower in words_of("attempt") for t in grammar.governors(trigger)[:2])


def is_one_in_a_row(grammar: Grammar, token: Token) -> bool:
    """Is it what one in a row did: "the first state to join"?"""
    noun = grammar.sentence.tokens[token.head if token.dep == "acl" else token.i - 2]
    kids = grammar.sentence.children[noun.i]
    ranked = any(grammar.sentence.tokens[k].lower in _RANKS for k in kids)
    return ranked and token.tag == "VB" and noun.pos in ("NOUN", "PROPN") and noun.i < token.i


def refusal(grammar: Grammar, trigger: int) -> bool:
    """Is a cancelled event one that a side refused, not one that was called off?"""
    above = grammar.governors(trigger)
    return any(t.lower in rulebook().forms["refuse"] or t.lower == "refusal" for t in above)


def _on_occasion(found: Told, token: Token) -> Told:
    """The status of an occasion by that of what is done on it: "will raise it at the talks"."""
    wished = found == "proposed" and token.pos in ("VERB", "AUX") and token.tag != "VBD"
    if found == "planned" or wished:
        return "planned"
    return "occurred"


def _words_before(grammar: Grammar, trigger: int) -> Told | None:
    """What the words right before the verb say: "is scheduled to", "may", "refused to"."""
    tokens = grammar.sentence.tokens
    if tokens[trigger].pos not in ("VERB", "AUX"):
        return None
    group: list[Token] = []
    for token in reversed(tokens[:trigger]):
        if token.tag not in ("MD", "TO", "RB") and token.pos not in ("AUX", "VERB"):
            break
        group.append(token)
    words = {t.lower for t in group}
    kids = (k for t in (tokens[trigger], *group) for k in grammar.sentence.children[t.i])
    if any(tokens[k].lower in CONDITIONS for k in kids):
        return "conditional"
    is_negated = bool(words & NEGATIONS)
    if "to" in words and words & _BE and words <= _COPULAR:
        return "planned"
    if {"to", "have"} <= words and words & _BE and not is_negated:
        return "cancelled"
    if words & {"would"} and not is_negated:
        return _would(grammar, words)
    for status in ORDER:
        cue = cues()[status]
        adjectives = cue.adjectives if status in ("proposed", "denied") else frozenset()
        if words & (cue.verbs | cue.auxiliaries | adjectives):
            return _negated(status, bool(words & _ABLE)) if is_negated else status
    if not is_negated:
        return None
    return "cancelled" if _was_due(grammar, trigger) else "denied"


def _was_due(grammar: Grammar, i: int) -> bool:
    """Does the clause say that it was meant to be: "as planned", "as scheduled"?"""
    tokens = grammar.sentence.tokens
    kids = (tokens[k] for k in grammar.sentence.children[i] if k > i)
    return any(
        k.lower in _MEANT and (tokens[k.i - 1].lower == "as" or "as" in _marks(grammar, k))
        for k in kids
    )


def _would(grammar: Grammar, words: set[str]) -> Told:
    """*would* is the future of what somebody said, else supposed; with *have* it never came."""
    if "have" in words:
        return "denied"
    tokens = grammar.sentence.tokens
    reported = any(says(t) and t.tag in ("VBD", "VBN", "VBZ", "VBP") for t in tokens)
    return "planned" if reported else "conditional"


def _negated(status: Told, unable: bool) -> Told:
    """What the denial of a cue means: "will not meet", "could not meet", "did not refuse"."""
    if unable:
        return "denied"
    return "cancelled" if status in ("planned", "proposed") else "planned"


def _at(grammar: Grammar, token: Token, trigger: int) -> Told | None:
    """What the word's own auxiliaries, negation, marks and modifiers say."""
    kids = [grammar.sentence.tokens[k] for k in grammar.sentence.children[token.i]]
    words = {k.lower for k in kids if k.dep in ("aux", "advmod", "mark", "cop", "case", "det")}
    found = _denied_at(grammar, token, trigger, words)
    if found is not None:
        return found
    if words & CONDITIONS or _is_supposed(grammar, token):
        return "conditional"
    if is_one_in_a_row(grammar, token):
        return "occurred"
    if words & cues()["proposed"].auxiliaries:
        return "proposed"
    if "would" in words and token.i == trigger:
        return _would(grammar, words)
    if words & cues()["planned"].auxiliaries or _is_infinitive(grammar, token, kids, words):
        return "planned"
    if words & _HABITS and token.tag in ("VBP", "VBZ", "VBN") and not words & {"was", "were"}:
        return "denied"
    if token.dep.startswith(("acl", "ccomp")) and _is_gainsaid(grammar, token):
        return "denied"
    if token.tag == "VBD" or (token.tag == "VBN" and token.dep == "acl"):
        return "occurred"
    return _modified(grammar, token, kids)


def _denied_at(grammar: Grammar, token: Token, trigger: int, words: set[str]) -> Told | None:
    """Is it "no meeting", "did not meet", "without meeting"; or cancelled: "will not meet"?"""
    marks = _marks(grammar, token)
    if token.i == trigger and (words & BARRING or marks & cues()["denied"].prepositions):
        return "denied"
    if words & NEGATIONS and _supports(grammar, token, trigger):
        meant = bool(words & cues()["planned"].auxiliaries) or _was_due(grammar, token.i)
        return "cancelled" if meant else "denied"
    return None


def _is_feared(grammar: Grammar, trigger: int) -> bool:
    """Is it a mere thought: "worries that Peru may leave", "the risk of a withdrawal"?"""
    tokens = grammar.sentence.tokens
    token = tokens[trigger]
    while token.dep == "xcomp" and tokens[token.head].lower not in words_of("fear"):
        token = tokens[token.head]
    if tokens[token.head].lower not in words_of("fear") or token.tag in ("VBD", "VBN"):
        return False
    is_clause = token.dep.startswith(("acl", "advcl", "ccomp", "xcomp"))
    return is_clause or "of" in grammar.cases(token.i)


def _is_supposed(grammar: Grammar, token: Token) -> bool:
    """Is it what would have an effect: "leaving the bloc would hurt"?"""
    kids = grammar.sentence.children[token.head]
    modal = any(grammar.sentence.tokens[k].tag == "MD" for k in kids)
    return token.dep.startswith("csubj") and modal


def _supports(grammar: Grammar, token: Token, trigger: int) -> bool:
    """Is it the trigger, or the verb that the trigger completes: "did not hold talks"?"""
    below = grammar.sentence.tokens[trigger]
    if token.i == trigger:
        return True
    if below.head != token.i:
        return False
    happens = token.lower in words_of("happen")
    if below.dep.startswith(("obl", "advcl")) and (
        happens or token.lower in rulebook().words("@travel+@arrive")
    ):
        marks = _marks(grammar, below)
        return bool(marks & _AIMS)
    return (happens and below.dep == "nsubj") or below.dep in ("obj", "xcomp", "nsubj:pass")


def _is_infinitive(grammar: Grammar, token: Token, kids: list[Token], words: set[str]) -> bool:
    """Is it "is to meet", "is to be signed", or an infinitive without a verb before: headlines?"""
    if token.tag == "VBN":
        return {"to", "be"} <= words
    if token.tag != "VB" or "to" not in words:
        return False
    is_to = any(k.dep in ("aux", "cop") and k.lower in _BE for k in kids)
    return token.dep == "root" or is_to or _is_headline(grammar, token)


def _is_headline(grammar: Grammar, token: Token) -> bool:
    """Is no verb before the infinitive: "Duarte to meet Sorn"? "Efforts to meet failed" has one."""
    tokens = grammar.sentence.tokens
    noun = tokens[token.head]
    above = tokens[noun.head]
    if token.dep == "acl" and noun.dep.startswith("nsubj") and above.tag in ("VBD", "VBP", "VBZ"):
        return False
    return not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens[: token.i])


def _is_gainsaid(grammar: Grammar, token: Token) -> bool:
    """Does somebody deny it: "denied that she met", "dismissed reports that she met"?"""
    tokens = grammar.sentence.tokens
    above = tokens[token.head]
    if token.dep.startswith("acl") and above.lower in words_of("rumour"):
        above = tokens[above.head]
        return above.lower in words_of("rumour") or above.lower in cues()["cancelled"].verbs
    return token.dep == "ccomp" and above.lower in cues()["denied"].verbs


def _modified(grammar: Grammar, token: Token, kids: list[Token]) -> Told | None:
    """What stands at a noun: "the planned talks", "ahead of the talks", "talks set for May"."""
    found = _modifier(kids, token)
    if found is None and any(k.dep == "amod" and k.lower in _PAST for k in kids):
        return "occurred"
    if found is None:
        marks = _marks(grammar, token)
        return "planned" if marks & cues()["planned"].prepositions else None
    above = grammar.sentence.tokens[token.head]
    if above.i != token.i and token.dep in ("obj", "nsubj", "nsubj:pass"):
        governed = governed_status(grammar, above, token)
        if governed in ("cancelled", "denied"):
            return governed
        if above.lower in words_of("happen"):
            if _is_negated(grammar, above):
                return "cancelled"
            if above.tag == "VBD":
                return "occurred"
    return found


def _modifier(kids: list[Token], token: Token) -> Told | None:
    for kid in kids:
        if kid.dep in ("amod", "compound", "advmod") and kid.i < token.i:
            for status in ORDER:
                if kid.lower in cues()[status].adjectives:
                    return status
        if kid.dep == "acl" and kid.tag == "VBN" and kid.i > token.i:
            for status in ("cancelled", "proposed", "planned"):
                if kid.lower in cues()[status].verbs:
                    return status
    return None


def _is_negated(grammar: Grammar, token: Token) -> bool:
    """Has the verb a negation of its own?"""
    tokens = grammar.sentence.tokens
    return any(tokens[k].lower in NEGATIONS for k in grammar.sentence.children[token.i])


def _marks(grammar: Grammar, token: Token) -> set[str]:
    """The prepositions and conjunctions of a word; *ahead* and *instead* stand before *of*."""
    tokens = grammar.sentence.tokens
    kids = [tokens[k] for k in grammar.sentence.children[token.i]]
    marks = [k for k in kids if k.dep in ("case", "mark")]
    before = (tokens[k.i - 1].lower for k in marks if k.lower == "of" and k.i > 0)
    return {k.lower for k in marks} | set(before)
