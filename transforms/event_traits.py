"""What speaks for or against an event: traits of the word that may tell of it, as plain text.

A trait holds or does not; `transforms.judge` has a weight for each. Names of persons and numbers
are no traits, so that nothing is learned of whom the news was about.
"""

from collections.abc import Iterator, Sequence

from transforms.privacy import is_game
from transforms.rulebook import rulebook
from transforms.scene import Scene, Suspect
from transforms.status import status_of
from transforms.syntax import Token
from transforms.trees import path_between

_SPOKEN = frozenset({"advmod", "amod", "aux", "case", "compound", "compound:prt", "cop", "det"}) | {
    "mark",
    "nmod:poss",
}
_TELLING = frozenset({"ADJ", "ADP", "AUX", "NOUN", "SCONJ", "VERB"})
_UNTOLD = frozenset({"NUM", "PROPN", "SYM", "X"})
_PAPERS = rulebook().words("@accord+@document")


def event_traits(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """All traits of the suspected event."""
    yield f"kind={suspect.kind}"
    yield from _of_word(scene, suspect)
    yield from _of_words_around(scene, suspect)
    yield from _of_rules(scene, suspect)
    yield from _of_sides(scene, suspect)
    yield from _of_article(scene)


def word_of(token: Token) -> str:
    """The word, or only its part of speech where it is a name or a number."""
    return token.pos if token.pos in _UNTOLD else token.lower


def grade(number: float, *bounds: int) -> str:
    """The first bound that lies above the number.

    >>> grade(3, 2, 4, 8), grade(9, 2, 4, 8)
    ('<4', '>=8')
    """
    return next((f"<{bound}" for bound in bounds if number < bound), f">={bounds[-1]}")


def between_traits(tokens: Sequence[Token], a: int, b: int) -> Iterator[str]:
    """How many verbs and commas stand between two words."""
    between = tokens[min(a, b) + 1 : max(a, b)]
    yield f"verbs={min(3, sum(t.pos == 'VERB' for t in between))}"
    yield f"commas={min(3, sum(t.text == ',' for t in between))}"


def _of_word(scene: Scene, suspect: Suspect) -> Iterator[str]:
    tokens, kind = scene.tokens, suspect.kind
    token = tokens[suspect.trigger]
    yield f"word={token.lower}"
    yield f"{kind}|word={token.lower}"
    yield f"{kind}|pos={token.pos}"
    yield f"tag={token.tag}"
    yield f"dep={token.dep}"
    if token.head != token.i:
        above = word_of(tokens[token.head])
        yield f"up={above}"
        yield f"{token.lower}|up={above}"
        yield f"dep={token.dep}|up={above}"
    for k in scene.table.sentence.children[token.i]:
        kid = tokens[k]
        yield f"kid:{kid.dep}={word_of(kid)}" if kid.dep in _SPOKEN else f"kid:{kid.dep}"
    told = status_of(scene.table.grammar, token.i)
    yield f"status={told}"
    yield f"{kind}|status={told}"


def _of_words_around(scene: Scene, suspect: Suspect) -> Iterator[str]:
    tokens, i = scene.tokens, suspect.trigger
    for offset in (-2, -1, 1, 2):
        if 0 <= i + offset < len(tokens):
            yield f"w{offset}={word_of(tokens[i + offset])}"
            if abs(offset) == 1:
                yield f"{tokens[i].lower}|w{offset}={word_of(tokens[i + offset])}"
    yield from {f"with={t.lower}" for t in tokens if t.pos in _TELLING}
    papers = sum(t.lower in _PAPERS for t in tokens)
    yield f"papers{grade(papers, 1, 2, 3)}"
    if any(mark in scene.table.sentence.text for mark in '"“”'):
        yield "quote"


def _of_rules(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """What the rules read at this word, or elsewhere in the sentence of the same kind."""
    if scene.told:
        yield "told"
    told = scene.reports(suspect.kind)
    here = next((r for r in told if r.trigger == suspect.trigger), None)
    if here is None:
        if told:
            yield "told beside"
            yield f"told beside|sides={min(len(told[0].parties), 3)}"
        return
    yield "told here"
    yield f"rule={here.pattern.id}"
    yield f"told here|sides={min(len(here.parties), 3)}"
    yield f"told here|status={here.status}"
    for mark in ("vague", "on_surface", "by_fallback"):
        if getattr(here, mark):
            yield f"told here|{mark}"


def _of_sides(scene: Scene, suspect: Suspect) -> Iterator[str]:
    kind, here = suspect.kind, scene.here
    for name, parties in (
        ("parties", {s.party for s in here}),
        ("officials", {s.party for s in here if s.actor.rank}),
        ("named", {s.party for s in here if s.actor.name}),
        ("bodies", {s.actor.organization for s in here if s.actor.organization}),
    ):
        many = grade(len(parties), 1, 2, 3, 5)
        yield f"{name}{many}"
        yield f"{kind}|{name}{many}"
        yield f"{scene.tokens[suspect.trigger].lower}|{name}{grade(len(parties), 1, 2, 3)}"
    yield from {f"body={s.actor.organization}" for s in here if s.actor.organization}
    first, second = _nearest(scene, suspect.trigger)
    yield f"first{grade(first, 2, 4, 8, 16, 30)}"
    yield f"second{grade(second, 2, 4, 8, 16, 30)}"
    yield f"{kind}|second{grade(second, 4, 8, 16)}"
    paths = {
        path_between(scene.tokens, suspect.trigger, s.written.head(scene.tokens)) for s in here
    }
    yield from (f"path={path}" for path in paths if path)
    yield from (f"{kind}|path={path}" for path in paths if path)
    yield "paths" if len(paths - {None}) > 1 else "no paths"
    yield from _of_strangers(scene, suspect.trigger)


def _of_strangers(scene: Scene, i: int) -> Iterator[str]:
    """Who stands beside, but is no side: an unknown subject, a firm, a person without a state."""
    known = {k for s in scene.here for k in range(s.written.start, s.written.end)}
    kids = (scene.tokens[k] for k in scene.table.sentence.children[i])
    if any(kid.dep.startswith("nsubj") and kid.i not in known for kid in kids):
        yield "strange subject"
    labels = {e.label for e in scene.table.sentence.entities if e.start not in known}
    yield from (f"strange {label}" for label in sorted(labels & {"ORG", "PERSON"}))


def _nearest(scene: Scene, i: int) -> tuple[int, int]:
    """Words to the nearest party, and to the nearest other one; 99 where there is none."""
    far = sorted(
        (min(abs(s.written.start - i), abs(s.written.end - 1 - i)), s.party) for s in scene.here
    )
    if not far:
        return 99, 99
    return far[0][0], next((d for d, party in far if party != far[0][1]), 99)


def _of_article(scene: Scene) -> Iterator[str]:
    yield f"sentence{grade(scene.index, 1, 2, 4, 8)}"
    yield f"length{grade(scene.length, 200, 600, 1500)}"
    yield f"article parties{grade(len(scene.named), 1, 2, 3, 5, 9)}"
    if scene.caption:
        yield "caption"
    if is_game(scene.table):
        yield "game"
