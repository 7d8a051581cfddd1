"""What speaks for or against a place of the sentence being that of an event, as plain text.

As in `transforms.event_traits`, names are no traits.
"""

from collections.abc import Iterator

from transforms.event_traits import between_traits, grade, word_of
from transforms.places import Place, Places, Spot
from transforms.scene import Scene, Suspect
from transforms.trees import path_between

_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis", "xcomp"})


def candidates(places: Places, picked: Place | None = None) -> list[tuple[Spot | None, Place]]:
    """The places of a sentence, each once: not Switzerland beside "Geneva, Switzerland".

    Then the one that the grammar has *picked*, if it is none of them.
    """
    found: list[tuple[Spot | None, Place]] = []
    inside: set[Spot] = set()
    for spot in places.spots:
        if spot not in inside:
            found.append((spot, places.place(spot)))
            inside.update(places.chain(spot)[1:])
    if picked and all(place.text != picked.text for _, place in found):
        found.append((None, picked))
    return found


def place_traits(
    scene: Scene, suspect: Suspect, spot: Spot | None, place: Place, others: int, picked: bool
) -> Iterator[str]:
    """Traits of a place beside so many *others*; the grammar may have *picked* it.

    One without a *spot* is that of the dateline, or of several on a journey.
    """
    kind, taken = suspect.kind, "picked" if picked else "passed over"
    sort = spot.kind if spot else "no spot"
    word = scene.tokens[suspect.trigger].lower
    yield from (taken, f"{taken}|{kind}", f"{taken}|{sort}", f"{taken}|others={min(others, 3)}")
    yield from (f"sort={sort}", f"{kind}|{sort}", f"others={min(others, 3)}", f"word={word}")
    yield f"{word}|{taken}"
    sides = {side.party for side in scene.here}
    lies = "in a side" if place.country in sides else "apart" if place.country else "unknown"
    yield from (f"land {lies}", f"{kind}|land {lies}", f"{sort}|land {lies}")
    if scene.caption:
        yield from ("caption", f"caption|{sort}")
    if spot is not None:
        yield from _of_position(scene, suspect, spot, taken)


def _of_position(scene: Scene, suspect: Suspect, spot: Spot, taken: str) -> Iterator[str]:
    tokens, kind, i, head = scene.tokens, suspect.kind, suspect.trigger, spot.head
    way = "before" if head < i else "after"
    yield f"{way}{grade(abs(head - i), 2, 4, 8, 14)}"
    path = path_between(tokens, i, head)
    if path is not None:
        yield from (f"path={path}", f"{kind}|path={path}", f"{tokens[i].pos}|path={path}")
        up, _, down = path.partition(">")
        for where, deps in (("above", up), ("below", down)):
            yield from (f"clause {where}={dep}" for dep in _CLAUSES.intersection(deps.split("/")))
    dep, above = tokens[head].dep, tokens[tokens[head].head]
    for case in scene.table.grammar.cases(head) or ["none"]:
        yield from (f"case={case}", f"{kind}|case={case}", f"{spot.kind}|case={case}|{way}")
        yield f"case={case}|up={word_of(above)}"
    yield from (f"dep={dep}", f"dep={dep}|{spot.kind}")
    yield from (f"up={word_of(above)}", f"up tag={above.tag}")
    yield f"previous={word_of(tokens[spot.start - 1])}" if spot.start else "first"
    if spot.end < len(tokens):
        yield f"next={word_of(tokens[spot.end])}"
        yield f"next tag={tokens[spot.end].tag}"
    yield from between_traits(tokens, head, i)
    if any(side.written.start <= head < side.written.end for side in scene.here):
        yield from ("names a side", f"names a side|{taken}", f"names a side|{kind}")
    if any(abs(r.trigger - head) < abs(i - head) for r in scene.told if r.trigger != i):
        yield "rival nearer"
