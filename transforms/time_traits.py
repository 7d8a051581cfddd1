"""What tells whether an event is still to come, and which date of its sentence is its own.

As in `transforms.event_traits`, names of persons are no traits.
"""

from collections.abc import Iterator, Sequence

from transforms.circumstances import STARTS, Circumstances
from transforms.dates import DatePhrase, find_dates, side_of
from transforms.event_traits import between_traits, grade, word_of
from transforms.rulebook import rulebook
from transforms.scene import Scene, Suspect
from transforms.status import status_of
from transforms.syntax import Token
from transforms.trees import path_between

_TENSES = frozenset({"advmod", "aux", "aux:pass", "cop", "mark"})
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "conj", "parataxis", "xcomp"})
_GOVERNORS = 4
_BEFORE = 4  # words
_SORTS = ("today", "tomorrow", "yesterday", "week", "month", "year", "day", "weekend")


def plan_traits(scene: Scene, suspect: Suspect) -> Iterator[str]:
    """Traits of an event that is over, under way or to come."""
    tokens, kind, i = scene.tokens, suspect.kind, suspect.trigger
    told = status_of(scene.table.grammar, i)
    ruled = next((r.status for r in scene.reports(kind) if r.trigger == i), "none")
    yield f"kind={kind}"
    yield f"status={told}"
    yield f"{kind}|status={told}"
    yield f"ruled={ruled}"
    yield f"word={tokens[i].lower}"
    yield f"tag={tokens[i].tag}"
    yield f"tag={tokens[i].tag}|dep={tokens[i].dep}"
    yield from (f"before={word_of(t)}" for t in tokens[max(i - _BEFORE, 0) : i])
    yield from (f"after={word_of(t)}" for t in tokens[i + 1 : i + 3])
    yield from _of_governors(scene, i)
    yield from {f"with={t.lower}" for t in tokens if t.pos in ("AUX", "SCONJ", "VERB", "ADJ")}
    yield from {f"tense={t.tag}" for t in tokens if t.pos in ("AUX", "VERB")}
    phrase = Circumstances.of(scene.table.grammar, scene.table.gazetteer).when(i)
    if phrase is not None:
        yield f"date={sort_of(phrase.text)}"
        yield f"date={sort_of(phrase.text)}|status={told}"
        lies = side_of(phrase.text, scene.published)
        yield f"date is {lies}"
        yield f"date is {lies}|status={told}"
    phrases = find_dates(scene.table.sentence.text)
    for told_of in {side_of(phrase.text, scene.published) for phrase in phrases}:
        yield f"some date is {told_of}"
        yield f"some date is {told_of}|tag={tokens[i].tag}"
    yield from (f"{kind}|before={word_of(t)}" for t in tokens[max(i - 2, 0) : i])
    yield f"word={tokens[i].lower}|status={told}"
    yield f"sentence{grade(scene.index, 1, 3)}"
    if scene.caption:
        yield "caption"


def _of_governors(scene: Scene, i: int) -> Iterator[str]:
    """The word itself and those above it, with what marks their tense."""
    tokens, children = scene.tokens, scene.table.sentence.children
    for step in range(_GOVERNORS):
        marks = (tokens[k] for k in children[i] if tokens[k].dep in _TENSES)
        yield from (f"{min(step, 1)} mark={mark.lower}" for mark in marks)
        above = tokens[i].head
        if above == i:
            return
        yield f"{step} up={word_of(tokens[above])}"
        yield f"{step} up tag={tokens[above].tag}"
        i = above


def date_traits(
    scene: Scene, suspect: Suspect, phrase: DatePhrase, others: int, picked: bool
) -> Iterator[str]:
    """Traits of a date phrase beside so many *others*; the grammar may have *picked* it."""
    tokens, kind, i = scene.tokens, suspect.kind, suspect.trigger
    sort, inside = sort_of(phrase.text), _inside(tokens, phrase)
    taken = "picked" if picked else "passed over"
    yield taken
    yield f"{taken}|{kind}"
    yield f"{taken}|{sort}"
    yield f"sort={sort}"
    yield f"{kind}|{sort}"
    yield f"others={min(others, 3)}"
    yield f"{taken}|others={min(others, 3)}"
    told = status_of(scene.table.grammar, i)
    yield f"status={told}"
    lies = side_of(phrase.text, scene.published)
    yield f"it is {lies}"
    yield f"{taken}|it is {lies}"
    yield f"it is {lies}|status={told}"
    yield f"{kind}|it is {lies}"
    if not inside:
        return
    head = _head(inside)
    way = "before" if head < i else "after"
    yield f"{way}{grade(abs(head - i), 2, 4, 8, 14)}"
    yield f"{way}|{sort}"
    path = path_between(tokens, i, head)
    yield f"path={path}"
    yield f"{kind}|path={path}"
    up, _, down = (path or "").partition(">")
    yield from (f"clause above={dep}" for dep in sorted(_CLAUSES.intersection(up.split("/"))))
    yield from (f"clause below={dep}" for dep in sorted(_CLAUSES.intersection(down.split("/"))))
    yield f"dep={tokens[head].dep}"
    above = tokens[tokens[head].head]
    yield f"up={word_of(above)}"
    clause = _clause_below(scene, i, head)
    if clause is not None:
        apart = "apart" if _is_apart(tokens, inside[0].i) else "in it"
        yield f"clause={word_of(tokens[clause])}"
        yield f"clause={word_of(tokens[clause])}|{kind}"
        yield f"clause|{apart}"
        yield f"clause|{apart}|{sort}"
    tense = _tense_above(scene, head)
    yield f"in {tense}"
    yield f"in {tense}|{kind}|status={told}"
    if above.lower in rulebook().forms["say"]:
        yield "said"
        yield f"said|{sort}"
    first, last = inside[0].i, inside[-1].i
    yield f"previous={word_of(tokens[first - 1])}" if first else "first"
    yield f"{sort}|previous={word_of(tokens[first - 1])}" if first else "first"
    if last + 1 < len(tokens):
        yield f"next={word_of(tokens[last + 1])}"
    yield from between_traits(tokens, head, i)
    rivals = {r.trigger for r in scene.told if r.trigger != i}
    if any(abs(rival - head) < abs(i - head) for rival in rivals):
        yield "rival nearer"


def dates_another_act(scene: Scene, suspect: Suspect, phrase: DatePhrase) -> bool:
    """Does it date what a noun's clause tells: "talks on a tax raised in May", not "that began"?"""
    inside = _inside(scene.tokens, phrase)
    clause = _clause_below(scene, suspect.trigger, _head(inside)) if inside else None
    if clause is None or _is_apart(scene.tokens, inside[0].i):
        return False
    return scene.tokens[clause].lower not in STARTS


def _clause_below(scene: Scene, trigger: int, i: int) -> int | None:
    """The verb of a noun's clause below the trigger that word *i* is in: "a trip that begins …"."""
    above = {trigger, *(t.i for t in scene.table.grammar.governors(trigger))}
    clause = None
    for token in (scene.tokens[i], *scene.table.grammar.governors(i)):
        if token.i in above:
            return clause
        clause = token.i if token.dep in ("acl", "acl:relcl") else clause
    return None


def _is_apart(tokens: Sequence[Token], first: int) -> bool:
    """Does a comma set the phrase off from what precedes it?"""
    before = [t.text for t in tokens[max(first - 2, 0) : first]]
    return before[-1:] == [","] or (before[:1] == [","] and tokens[first - 1].pos == "ADP")


def _tense_above(scene: Scene, i: int) -> str:
    """The tag of the first verb above a word, and what marks its tense."""
    tokens = scene.tokens
    verb = next((t for t in scene.table.grammar.governors(i) if t.pos == "VERB"), None)
    if verb is None:
        return "no verb"
    kids = (tokens[k] for k in scene.table.sentence.children[verb.i])
    return " ".join([*(t.lower for t in kids if t.dep.startswith("aux")), verb.tag])


def _head(inside: Sequence[Token]) -> int:
    """The word of the phrase that hangs on one outside it."""
    return next((t.i for t in inside if not inside[0].i <= t.head <= inside[-1].i), inside[0].i)


def sort_of(phrase: str) -> str:
    """The sort of a date phrase: by a word of it, else by its grain.

    >>> sort_of("next week"), sort_of("June 3")
    ('week', 'date')
    """
    words = phrase.lower()
    named = next((sort for sort in _SORTS if sort in words and f"{sort}s" not in words), None)
    if named is not None:
        return "weekday" if named == "day" and words.endswith("day") else named
    if any(c.isdigit() for c in words):
        return "figure" if words.strip("in ").isdigit() else "date"
    return "name"


def _inside(tokens: tuple[Token, ...], phrase: DatePhrase) -> list[Token]:
    return [t for t in tokens if phrase.start < t.end and t.start < phrase.end]
