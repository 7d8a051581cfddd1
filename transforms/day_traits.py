"""What speaks for or against an event without a day being of one that its article tells.

As in `transforms.event_traits`, names of persons and numbers are no traits.
"""

import re
from collections.abc import Iterator

from transforms.dates import side_of
from transforms.days import Day
from transforms.event_traits import grade
from transforms.pair_traits import pair_traits
from transforms.report import Report
from transforms.time_traits import sort_of

_WORD = re.compile(r"[^\W\d_]+")
_AROUND = 4  # words
_DISTANCES = (0, 1, 2, 5)


def day_traits(day: Day, undated: Report, days: int) -> Iterator[str]:
    """All traits of an event without a day beside one of the *days* that the article tells."""
    apart = day.sentence - undated.sentence
    way = "same sentence" if not apart else "behind" if apart < 0 else "ahead"
    sort, kind, status = sort_of(day.text), _kind(undated), undated.status
    lies, many = side_of(day.text, day.published), f"days={min(days, 4)}"
    taken = "taken" if day.report else "free"
    yield taken
    yield way
    yield f"{taken}|{way}"
    yield f"{way}{grade(abs(apart), *_DISTANCES)}"
    yield f"{taken}|{way}{grade(abs(apart), *_DISTANCES)}"
    yield from (many, f"{taken}|{many}", f"{way}|{many}")
    yield from (f"sort={sort}", f"{taken}|sort={sort}", f"{way}|sort={sort}")
    yield f"it is {lies}"
    yield f"it is {lies}|status={status}"
    yield f"sort={sort}|status={status}"
    yield f"kind={kind}"
    yield f"{kind}|{taken}"
    yield f"status={status}"
    if day.sentence == 0:
        yield from ("lead", f"lead|{taken}", f"lead|{many}", f"lead|sort={sort}")
    yield from _of_words(day, undated)
    yield from (f"undated {mark}" for mark in undated.wording)
    yield f"undated word={undated.word}"
    if undated.background:
        yield f"background|it is {lies}"
    if day.report is not None:
        yield from _of_event(day.report, undated)


def _of_words(day: Day, undated: Report) -> Iterator[str]:
    """What stands around the day, and what its sentence shares with that of the event."""
    before, after = (_WORD.findall(part.lower()) for part in (day.before, day.after))
    yield f"previous={before[-1] if before else ''}"
    yield from (f"before={word}" for word in before[-_AROUND:])
    yield from (f"after={word}" for word in after[:_AROUND])
    words = {*before, *after}
    shared = len(words & undated.words)
    yield f"shared{grade(shared, 0, 1, 2, 4, 7)}"
    if undated.word in words:
        yield "told there, too"
        yield f"told there, too|{_kind(undated)}"


def _of_event(dated: Report, undated: Report) -> Iterator[str]:
    assert dated.when is not None
    precedes = (dated.sentence, dated.trigger) <= (undated.sentence, undated.trigger)
    first, second = (dated, undated) if precedes else (undated, dated)
    yield from pair_traits(first, second)
    yield f"precision={dated.when.precision}"
    yield f"status={dated.status}~{undated.status}"
    yield f"of {_kind(dated)} for {_kind(undated)}"


def _kind(report: Report) -> str:
    return str(report.treaty_action or report.meeting_format or "talks")
