"""One set of labels for the rules, whatever scheme a pipeline was trained on.

The shipped pipeline speaks Universal Dependencies. spaCy's own English pipelines speak ClearNLP's
scheme, in which prepositions and copulas govern what Universal Dependencies hangs beside them. Here
their trees are rebuilt, so that every rule is written once. Plain data in, plain data out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.syntax import Token

_CLEARNLP_MARKS = frozenset({"pobj", "dobj", "prep", "nsubjpass", "auxpass"})
_ENTITY_LABELS = {
    **{label: label for label in ("PERSON", "ORG", "GPE", "LOC", "NORP")},
    "PER": "PERSON",
    "FAC": "LOC",
}
_RENAMED = {
    "acomp": "xcomp",
    "agent": "obl",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",  # only the stranded ones are left: "the envoy whom she met with"
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
    "subtok": "goeswith",
}
_BE = frozenset(
    ["am", "is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"]
)
_PREDICATES = frozenset({"attr", "acomp"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "tomorrow",
        "then",
        "now",
        "end",
        "year",
        "month",
        "week",
        "morning",
        "evening",
        "night",
        "noon",
        "midnight",
        "deadline",
    ]
)


@dataclass(slots=True)
class _Tree:
    """Heads and labels of one sentence while they are being changed."""

    tokens: Sequence[Token]
    heads: list[int]
    deps: list[str]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "_Tree":
        """The tree of a parse."""
        return cls(tokens, [token.head for token in tokens], [token.dep for token in tokens])

    def children(self, i: int, *deps: str) -> list[int]:
        """Dependents of a token in order, all of them or those with one of the labels."""
        return [
            j
            for j, head in enumerate(self.heads)
            if head == i and j != i and (not deps or self.deps[j] in deps)
        ]

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hang a token on another by a relation."""
        self.heads[i], self.deps[i] = head, dep

    def promote(self, i: int, dep: str) -> int:
        """Put *i* in its governor's place with that label; the former governor, now headless."""
        former = self.heads[i]
        above = self.heads[former]
        self.attach(i, i if above == former else above, "root" if above == former else dep)
        for child in self.children(former):
            if child != i:
                self.heads[child] = i
        self.heads[former] = i
        return former

    def frozen(self) -> tuple[Token, ...]:
        """The tokens with their new heads and labels."""
        triples = zip(self.tokens, self.heads, self.deps, strict=True)
        return tuple(replace(token, head=head, dep=dep) for token, head, dep in triples)


def map_entity_label(label: str) -> str | None:
    """PERSON, ORG, GPE, LOC or NORP for a pipeline's label; None for dates, works and the like.

    >>> map_entity_label("FAC"), map_entity_label("PER"), map_entity_label("MONEY")
    ('LOC', 'PERSON', None)
    """
    return _ENTITY_LABELS.get(label)


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels speaks ClearNLP's scheme."""
    return len(_CLEARNLP_MARKS.intersection(labels)) > 1


def to_universal(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A ClearNLP tree as a Universal Dependencies tree over the same tokens."""
    tree = _Tree.of(tokens)
    tree.deps = ["compound" if dep == "nmod" else dep for dep in tree.deps]  # "the EU-led force"
    _turn_copulas(tree)
    _turn_prepositions(tree)
    _turn_prepositional_copulas(tree)
    _flatten_coordinations(tree)
    _rename(tree)
    return tree.frozen()


def mark_agents(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A Universal Dependencies tree in which the doer after "by" is always `obl:agent`."""
    if not any(token.lower == "by" for token in tokens):
        return tuple(tokens)
    tree = _Tree.of(tokens)
    for i, token in enumerate(tokens):
        if tree.deps[i] == "obl" and _has_by(tree, i) and _is_passive(tree, tree.heads[i]):
            tree.deps[i] = "obl" if token.lower in _DAYS or token.pos == "NUM" else "obl:agent"
    return tree.frozen()


def with_one_root(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A tree with one root: the first verb among the roots, else the first of them."""
    roots = [i for i, token in enumerate(tokens) if token.head == i]
    if len(roots) < 2:
        return tuple(tokens)
    main = next((i for i in roots if tokens[i].pos in {"VERB", "AUX"}), roots[0])
    tree = _Tree.of(tokens)
    for i in roots:
        if i != main:
            tree.attach(i, main, "punct" if tokens[i].pos == "PUNCT" else "parataxis")
    return tree.frozen()


def _turn_copulas(tree: _Tree) -> None:
    """ "Oslo is the host": the predicate governs "is"; "there is" keeps its verb."""
    for i, token in enumerate(tree.tokens):
        predicates = [p for p in tree.children(i, *_PREDICATES) if p > i]
        if token.lower not in _BE or not predicates:
            continue
        if tree.children(i, "expl"):
            tree.deps[predicates[0]] = "nsubj"
            continue
        tree.deps[tree.promote(predicates[0], tree.deps[i])] = "cop"


def _turn_prepositions(tree: _Tree) -> None:
    """ "talks in Oslo": Oslo hangs on what "in" hung on, "in" becomes its case; innermost first."""
    prepositions = {tree.heads[i] for i, dep in enumerate(tree.deps) if dep in {"pobj", "pcomp"}}
    for preposition in sorted(prepositions, key=lambda i: -_depth(tree, i)):
        objects = tree.children(preposition, "pobj") or tree.children(preposition, "pcomp")
        if objects:
            _turn_preposition(tree, preposition, objects[0])


def _turn_preposition(tree: _Tree, preposition: int, obj: int) -> None:
    was, clause = tree.deps[preposition], tree.deps[obj] == "pcomp"
    above = tree.heads[preposition]
    outer = was in {"prep", "pcomp", "conj"} and _is_bare_preposition(tree, above)
    if outer:  # "out of", "in and around": the object passes on to the outer preposition
        tree.promote(obj, tree.deps[obj])
    elif was == "conj" and tree.tokens[above].pos in {"ADP", "SCONJ"}:
        _join_conjunct(tree, above, obj)
    else:
        tree.promote(obj, _object_label(tree, was, above, clause))
    tree.attach(preposition, obj, "mark" if clause else "case")
    if outer:
        _turn_preposition(tree, above, obj)


def _is_bare_preposition(tree: _Tree, i: int) -> bool:
    """A preposition that has no object of its own."""
    is_preposition = tree.deps[i] in {"prep", "agent", "dative"}
    return is_preposition and not tree.children(i, "pobj", "pcomp")


def _join_conjunct(tree: _Tree, first: int, obj: int) -> None:
    """ "with Chad and with Libya": Libya joins Chad, not the first "with"."""
    partners = tree.children(first, "pobj", "pcomp")
    tree.promote(obj, "conj")
    if partners:
        tree.heads[obj] = partners[0]
        for cc in tree.children(first, "cc"):
            tree.heads[cc] = partners[0]


def _object_label(tree: _Tree, was: str, above: int, clause: bool) -> str:
    nominal = tree.tokens[above].pos in _NOMINAL and not tree.children(above, "cop")
    if clause:
        return "acl" if nominal else "advcl"
    if was == "agent":
        return "obl:agent"
    if was == "conj":
        return "conj"
    return "nmod" if nominal else "obl"


def _turn_prepositional_copulas(tree: _Tree) -> None:
    """ "The talks were in Oslo": Oslo is the predicate, as in "Oslo was the host"."""
    for i, token in enumerate(tree.tokens):
        if token.lower not in _BE or tree.deps[i] in {"aux", "auxpass", "cop"}:
            continue
        places = [p for p in tree.children(i, "obl") if p > i]
        others = tree.children(i, "expl", "xcomp", "ccomp", "nsubjpass", "auxpass", "advcl")
        if places and not others and tree.children(i, "nsubj"):
            tree.deps[tree.promote(places[0], tree.deps[i])] = "cop"


def _flatten_coordinations(tree: _Tree) -> None:
    """Every conjunct hangs on the first one, and each "and" on the conjunct that follows it."""
    for i, dep in enumerate(tree.deps):
        while dep == "conj" and tree.deps[tree.heads[i]] == "conj":
            tree.heads[i] = tree.heads[tree.heads[i]]
    for i, dep in enumerate(tree.deps):
        if dep == "cc":
            above = tree.heads[i]
            first = tree.heads[above] if tree.deps[above] == "conj" else above
            following = [c for c in tree.children(first, "conj") if c > i]
            tree.heads[i] = following[0] if following else above


def _rename(tree: _Tree) -> None:
    for i, dep in enumerate(tree.deps):
        if dep == "npadvmod":
            nominal = tree.tokens[tree.heads[i]].pos in _NOMINAL
            tree.deps[i] = "nmod:unmarked" if nominal else "obl:unmarked"
        else:
            tree.deps[i] = _RENAMED.get(dep, dep)


def _depth(tree: _Tree, i: int) -> int:
    depth = 0
    while tree.heads[i] != i and depth <= len(tree.heads):
        i, depth = tree.heads[i], depth + 1
    return depth


def _has_by(tree: _Tree, i: int) -> bool:
    return any(tree.tokens[child].lower == "by" for child in tree.children(i, "case"))


def _is_passive(tree: _Tree, i: int) -> bool:
    """A verb with a passive subject or auxiliary, or a bare participle ("accords signed by")."""
    if tree.children(i, "nsubj:pass", "aux:pass", "csubj:pass"):
        return True
    return tree.tokens[i].tag == "VBN" and not tree.children(i, "aux", "nsubj", "obj")
