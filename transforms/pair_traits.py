"""What speaks for or against two reports of one article telling of one event, as plain text.

As in `transforms.event_traits`, names of persons and numbers are no traits.
"""

from collections.abc import Iterator
from datetime import date

from transforms.actors import ActorTable
from transforms.event_traits import grade, word_of
from transforms.fits import (
    compatible,
    dates_fit,
    formats_fit,
    instruments_fit,
    level_of,
    persons_fit,
    places_fit,
    same_event,
    sides_fit,
    sides_of,
    status_fits,
)
from transforms.report import Report
from transforms.scene import CALLS

_SPOKEN = frozenset({"advmod", "amod", "case", "det", "nmod:poss", "mark", "aux"})
_TELLING = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
_RULES = {
    "sides": sides_fit,
    "dates": dates_fit,
    "places": places_fit,
    "persons": persons_fit,
    "status": status_fits,
    "formats": formats_fit,
    "levels": lambda a, b: level_of(a) == level_of(b),
    "instruments": instruments_fit,
}


def wording(table: ActorTable, trigger: int, caption: bool) -> frozenset[str]:
    """How a sentence words an event: what hangs on the word or opens the sentence."""
    tokens, children = table.sentence.tokens, table.sentence.children
    token = tokens[trigger]
    found = {f"tag={token.tag}", f"dep={token.dep}"}
    above = tokens[token.head]
    around = [trigger] if above.i == trigger or above.pos != "VERB" else [trigger, above.i]
    for i in around:
        kids = (tokens[k] for k in children[i])
        found |= {f"{kid.dep}={word_of(kid)}" for kid in kids if kid.dep in _SPOKEN}
    if tokens[0].pos in ("ADV", "SCONJ", "ADP"):
        found.add(f"opens={tokens[0].lower}")
    if caption:
        found.add("caption")
    return frozenset(found)


def telling_words(table: ActorTable) -> frozenset[str]:
    """The words of a sentence that say what it is about."""
    return frozenset(t.lower for t in table.sentence.tokens if t.pos in _TELLING)


def pair_traits(a: Report, b: Report) -> Iterator[str]:
    """All traits of two reports, of which *a* stands before *b* in the text."""
    sort = _sort(a) if _sort(a) == _sort(b) else "differ"
    kinds = f"{_sort(a)}~{_sort(b)}"
    yield f"kinds={kinds}"
    ruled = "ruled one" if same_event(a, b) and compatible(a, b) else "ruled two"
    yield ruled
    yield f"{ruled}|{sort}"
    yield f"{ruled}|{_sides(a, b)}"
    fits = {name: fit(a, b) for name, fit in _RULES.items()}
    yield from (f"{name} {'fit' if fit else 'differ'}" for name, fit in fits.items())
    yield f"misfits={min(sum(not fit for fit in fits.values()), 4)}"
    yield from _of_sides(a, b, sort)
    yield from _of_time(a, b, sort)
    yield from _of_wording(a, b, sort)
    yield from _of_distance(a, b, sort)
    if a.event_type == "treaty":
        yield from _of_instruments(a, b)


def _sort(report: Report) -> str:
    if report.event_type == "treaty":
        return str(report.treaty_action)
    return CALLS.get(report.meeting_format or "", "talks")


def _sides(a: Report, b: Report) -> str:
    x, y = sides_of(a), sides_of(b)
    if not x or not y:
        return "sides untold"
    if x == y:
        return "sides equal"
    if x < y or y < x:
        return "sides within"
    return "sides overlap" if x & y else "sides apart"


def _of_sides(a: Report, b: Report, sort: str) -> Iterator[str]:
    x, y = sides_of(a), sides_of(b)
    how = _sides(a, b)
    yield how
    yield f"{how}|{sort}"
    yield f"{how}|{min(len(x), 3)}~{min(len(y), 3)}"
    yield f"shared={min(len(x & y), 3)}"
    yield f"only first={min(len(x - y), 3)}"
    yield f"only second={min(len(y - x), 3)}"
    for mark, report in (("first", a), ("second", b)):
        yield from (f"{mark} {trait}" for trait in ("vague", "definite") if getattr(report, trait))
    named = [{actor.name.split()[-1] for actor in r.actors if actor.name} for r in (a, b)]
    if all(named):
        persons = "shared" if named[0] & named[1] else "other"
        yield f"persons {persons}"
        yield f"persons {persons}|{how}"
        yield f"persons {persons}|{sort}"
    levels = sorted(str(level_of(r)) for r in (a, b))
    yield f"levels={'~'.join(levels)}"


def _of_time(a: Report, b: Report, sort: str) -> Iterator[str]:
    dates = _dates(a, b)
    yield dates
    yield f"{dates}|{sort}"
    yield f"{dates}|{_sides(a, b)}"
    status = f"{a.status}~{b.status}"
    yield f"status={status}"
    yield f"status={status}|{sort}"
    yield f"certain={a.certain}~{b.certain}"
    yield f"background={a.background}~{b.background}"
    places = _places(a, b)
    yield places
    yield f"{places}|{sort}"


def _dates(a: Report, b: Report) -> str:
    if a.when is None or b.when is None:
        dated = a.when is not None, b.when is not None
        return {(True, False): "first dated", (False, True): "second dated"}.get(dated, "undated")
    if (a.when.start, a.when.end) == (b.when.start, b.when.end):
        return "one date"
    if a.when.start <= b.when.end and b.when.start <= a.when.end:
        return "dates overlap"
    return f"days apart{grade(_gap(a.when.end, b.when.start), 3, 15, 100)}"


def _gap(one: date, other: date) -> int:
    return abs((one - other).days)


def _places(a: Report, b: Report) -> str:
    if a.where is None or b.where is None:
        placed = a.where is not None, b.where is not None
        return {(True, False): "first placed", (False, True): "second placed"}.get(
            placed, "unplaced"
        )
    if a.where.text == b.where.text:
        return "one place"
    return "one land" if a.where.country == b.where.country else "places apart"


def _of_wording(a: Report, b: Report, sort: str) -> Iterator[str]:
    if a.word == b.word:
        yield "one word"
        yield f"one word|{sort}"
        yield f"one word={a.word}"
    yield f"first word={a.word}"
    yield f"second word={b.word}"
    yield f"words={'~'.join(sorted((a.word, b.word)))}"
    yield from (f"first {mark}" for mark in a.wording)
    yield from (f"second {mark}" for mark in b.wording)
    if a.pattern.id == b.pattern.id:
        yield "one rule"
    least = min(len(a.words), len(b.words)) or 1
    share = 100 * len(a.words & b.words) // least
    yield f"told alike{grade(share, 10, 20, 30, 50, 80)}"


def _of_distance(a: Report, b: Report, sort: str) -> Iterator[str]:
    gap = b.sentence - a.sentence
    yield f"sentences{grade(gap, 1, 2, 3, 5, 10)}"
    yield f"sentences{grade(gap, 1, 2, 3)}|{sort}"
    yield f"sentences{grade(gap, 1, 2, 3)}|{_sides(a, b)}"
    if gap == 0:
        words = "one trigger" if a.trigger == b.trigger else "triggers"
        words += "" if a.trigger == b.trigger else grade(abs(b.trigger - a.trigger), 4, 8, 16)
        yield words
        yield f"{words}|{sort}"
    yield f"from {grade(a.sentence, 1, 2, 5)}"


def _of_instruments(a: Report, b: Report) -> Iterator[str]:
    if a.which is not None and b.which is not None:
        yield "one instrument" if a.which == b.which else "two instruments"
    if a.instrument and b.instrument:
        x, y = (set(r.instrument.lower().split()) for r in (a, b) if r.instrument)
        yield f"name shared{grade(100 * len(x & y) // min(len(x), len(y)), 1, 34, 67, 100)}"
    kinds = sorted(str(r.instrument_kind) for r in (a, b))
    yield f"instruments={'~'.join(kinds)}"
    yield "one paper" if kinds[0] == kinds[1] else "two papers"
