"""What the words above an event say of it: whether they decide, and what their cues mean."""

from transforms.cues import ORDER, Told, cues, particles, words_of
from transforms.grammar import Grammar
from transforms.rulebook import rulebook
from transforms.syntax import Token

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
BARRING = frozenset({"no", "neither", "nor"})
CONDITIONS = frozenset({"if", "unless", "whether"})
_CLIMBED = (
    *("xcomp", "obj", "nsubj", "obl", "nmod", "acl", "conj", "appos"),
    *("ccomp", "compound", "advcl", "advmod", "parataxis", "dep"),
)
_BEHIND = frozenset({"after", "following"})
_OCCASIONS = frozenset({"amid", "around", "at", "by", "during", "in", "upon"}) | _BEHIND
_NOBODY = frozenset({"nobody", "none"})
_COMPLEMENTS = frozenset({"about", "against", "from", "of", "on"})  # "vote on joining"
_SPARED = frozenset({"called", "set"})  # "set talks" is no plan, "called talks" no call for them


def link_of(grammar: Grammar, token: Token) -> str:
    """How the word above decides about this one: as its *argument*, as its *occasion*, or not."""
    kids = [grammar.sentence.tokens[k] for k in grammar.sentence.children[token.i]]
    head = grammar.sentence.tokens[token.head]
    if not token.dep.startswith(_CLIMBED) or token.dep == "acl:relcl":
        return ""
    if token.dep == "conj":
        shares = token.tag in ("VB", "VBP", "NN", "NNS", "NNP") and head.i < token.i
        return "argument" if shares and not any(k.dep in ("aux", "nsubj") for k in kids) else ""
    if token.dep == "advcl":
        marks = {k.lower for k in kids}
        aimed = token.tag in ("VB", "VBG") and "to" in marks
        named = token.tag == "VBG" and bool(marks & _COMPLEMENTS)
        return "argument" if aimed or named else ""
    if token.dep in ("ccomp", "parataxis"):
        wished = head.lower in cues()["proposed"].verbs and token.tag in ("VB", "VBP")
        return "argument" if wished or not says(head) else ""
    if token.dep in ("obl", "nmod"):
        return _link_of_oblique({k.lower for k in kids if k.dep == "case"}, token, head, grammar)
    return "argument"


def _link_of_oblique(cases: set[str], token: Token, head: Token, grammar: Grammar) -> str:
    """Talks that are called for are an argument; a speech *at* talks has them as its occasion."""
    if "since" in cases:
        return ""
    if cases & _BEHIND:
        future = any(
            grammar.sentence.tokens[k].lower in ("will", "'ll", "’ll")
            for k in grammar.sentence.children[head.i]
        )
        return "occasion" if future else ""
    away = "on" in cases and token.lower in rulebook().forms["visit-noun"]
    if cases & _OCCASIONS or away:
        return "" if says(head) else "occasion"
    return "argument"


def says(token: Token) -> bool:
    """Does the verb report what others did?"""
    return token.lower in rulebook().forms["say"]


def governed_status(
    grammar: Grammar, token: Token, governed: Token, settle: bool = True
) -> Told | None:
    """What a governing verb, noun or adjective says of what it governs; *settle*: in the end."""
    kids = {grammar.sentence.tokens[k].lower for k in grammar.sentence.children[token.i]}
    tokens = grammar.sentence.tokens
    kids |= {
        tokens[k].lower for k in grammar.sentence.children[governed.i] if tokens[k].tag == "RP"
    }
    kids |= {t.lower for t in tokens[token.i + 1 : token.i + 2]}
    for status, verbs in particles().items():
        if token.pos == "VERB" and kids & verbs.get(token.lower, frozenset()):
            return status
    for status in ORDER:
        if _is_cue(status, token, governed, grammar):
            return _settled(grammar, token, status) if settle else status
    if token.pos == "ADJ" and token.lower in cues()["planned"].verbs:
        return _settled(grammar, token, "planned")
    return None


def noun_before(grammar: Grammar, trigger: int) -> Told | None:
    """What the noun right before an infinitive says, whatever the parse: "his plan to travel"."""
    tokens = grammar.sentence.tokens
    if trigger < 2 or tokens[trigger - 1].lower != "to" or tokens[trigger - 2].pos != "NOUN":
        return None
    noun = tokens[trigger - 2]
    found = (status for status in ORDER if noun.lower in cues()[status].nouns)
    return next((_settled(grammar, noun, status) for status in found), None)


def _is_cue(status: Told, token: Token, governed: Token, grammar: Grammar) -> bool:
    """Does the word say *status* of what it governs, not of something else in its clause?"""
    cue = cues()[status]
    is_verb = token.pos in ("VERB", "AUX")
    if token.lower not in (cue.verbs if is_verb else cue.nouns | cue.adjectives):
        return False
    if token.lower in _SPARED and governed.dep == "obj":
        return False
    return not (is_verb and governed.dep == "nsubj") or (
        status == "cancelled" and not grammar.slot(token.i, "obj")
    )


def _settled(grammar: Grammar, token: Token, status: Told) -> Told:
    """What becomes of a plan: "no plans", "was not planned", "turned down", "accepted an offer"."""
    tokens = grammar.sentence.tokens
    kids = {tokens[k].lower for k in grammar.sentence.children[token.i]}
    if kids & CONDITIONS:
        return "conditional"
    if kids & (NEGATIONS | BARRING | _NOBODY):
        wanted = status == "proposed" and token.pos == "VERB"
        return "planned" if status == "cancelled" else "cancelled" if wanted else "denied"
    above = tokens[token.head]
    is_side = above.pos == "VERB" and token.dep in ("obj", "nsubj", "nsubj:pass")
    if not is_side:
        return status
    others = {tokens[k].lower for k in grammar.sentence.children[above.i]}
    if others & particles()["cancelled"].get(above.lower, frozenset()):
        return "cancelled"
    if token.dep == "nsubj":
        return status
    if above.lower in cues()["cancelled"].verbs:
        return "cancelled"
    if above.lower in words_of("accept"):
        return "planned"
    return "denied" if others & NEGATIONS else status
