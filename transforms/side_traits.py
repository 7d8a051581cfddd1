"""What speaks for or against somebody's taking part in an event, as plain text.

As in `transforms.event_traits`, names of persons are no traits.
"""

from collections.abc import Iterator

from transforms.actors import Actor
from transforms.event_traits import between_traits, grade, word_of
from transforms.scene import Scene, Side, Suspect
from transforms.trees import path_between

_SUBORDINATE = frozenset({"after", "as", "before", "that", "when", "which", "while", "who"})
_QUOTES = frozenset('"“”')


def side_traits(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    """All traits of the side, seen from the word that tells of the event."""
    kind, sort = suspect.kind, _sort(side.actor)
    yield f"where={side.where}"
    yield f"{kind}|{side.where}"
    yield f"sort={sort}"
    yield f"{kind}|{sort}"
    yield f"{side.where}|{sort}"
    if side.actor.rank:
        yield f"rank={side.actor.rank}"
    if side.actor.organization:
        yield "organization"
    yield from _of_article(scene, suspect, side)
    yield from _of_rules(scene, suspect, side)
    if side.where == "here":
        yield from _of_place(scene, suspect, side)
        yield from _of_governors(scene, suspect, side)
        yield from _of_words_between(scene, suspect, side)


def _sort(actor: Actor) -> str:
    if actor.name:
        return "person"
    if actor.rank:
        return "office"
    if actor.organization:
        return "body"
    if actor.adjective:
        return "demonym"
    return "capital" if actor.city else "state"


def _of_article(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    times = scene.named[side.party]
    yield f"named{grade(times, 1, 2, 3, 5, 9)}"
    yield f"{side.where}|named{grade(times, 2, 3, 5)}"
    oftener = sum(n > times for n in scene.named.values())
    yield f"oftener={min(oftener, 3)}"
    if side.party == scene.home:
        yield "home"
    several = len({s.party for s in scene.here})
    yield f"several={min(several, 4)}"
    yield f"{side.where}|several={min(several, 4)}"
    yield f"{suspect.kind}|{side.where}|several={min(several, 3)}"


def _of_rules(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    """Whether the rules took it for a side of this event, or of another one of the sentence."""
    told = [r for r in scene.reports(suspect.kind) if r.trigger == suspect.trigger]
    if told:
        taken = "in" if any(side.party in r.parties for r in told) else "out"
        yield taken
        yield f"{taken}|sides={min(len(told[0].parties), 3)}"
        yield f"{taken}|rule={told[0].pattern.id}"
    if any(side.party in r.parties for r in scene.told if r.trigger != suspect.trigger):
        yield "in another"
        yield f"in another|{suspect.kind}"


def _of_place(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    """Where it stands, seen from the word."""
    tokens, kind, i = scene.tokens, suspect.kind, suspect.trigger
    head = side.written.head(tokens)
    way = "before" if head < i else "after"
    yield way
    yield f"{way}{grade(abs(head - i), 2, 4, 8, 14, 24)}"
    path = path_between(tokens, i, head)
    if path is not None:
        yield f"path={path}"
        yield f"{kind}|path={path}"
        yield f"{tokens[i].pos}|path={path}"
        yield f"steps={path.count('/') + 2 - path.startswith('>') - path.endswith('>')}"
    if side.written.anaphor:
        yield "anaphor"
    if side.written.plural:
        yield "plural"
    if scene.only_says(side):
        yield "speaker"
        yield f"speaker|{kind}"


def _of_governors(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    """Its preposition, its relation, the words beside it."""
    tokens, children = scene.tokens, scene.table.sentence.children
    sort, head = _sort(side.actor), side.written.head(tokens)
    first = head
    while tokens[first].dep == "conj" and tokens[first].head != first:
        first = tokens[first].head
    if first != head:
        yield "listed"
    way = "before" if head < suspect.trigger else "after"
    cases = {tokens[k].lower for j in (head, first) for k in children[j] if tokens[k].dep == "case"}
    for case in sorted(cases) or ["none"]:
        yield f"case={case}"
        yield f"case={case}|{sort}"
        yield f"case={case}|{way}|{suspect.kind}"
    dep = tokens[head].dep
    yield f"dep={dep}"
    yield f"dep={dep}|{sort}"
    yield f"up={word_of(tokens[tokens[head].head])}"
    if tokens[head].head == suspect.trigger:
        yield f"direct={dep}"
    if side.actor.adjective and side.written.end < len(tokens):
        yield f"next={word_of(tokens[side.written.end])}"
    yield f"previous={word_of(tokens[side.written.start - 1])}" if side.written.start else "first"


def _of_words_between(scene: Scene, suspect: Suspect, side: Side) -> Iterator[str]:
    tokens, i = scene.tokens, suspect.trigger
    head = side.written.head(tokens)
    low, high = sorted((head, i))
    between = tokens[low + 1 : high]
    yield from between_traits(tokens, head, i)
    if any(t.text in _QUOTES for t in between):
        yield "quote between"
    if any(t.lower in _SUBORDINATE for t in between):
        yield "clause between"
    others = [s.written.head(tokens) for s in scene.here if s.party != side.party]
    yield f"others={min(3, sum(low < h < high for h in others))}"
    yield f"nearer={min(3, sum(abs(h - i) < abs(head - i) for h in others))}"
