"""What speaks for or against two events of one article being of one day, as plain text.

As in `transforms.event_traits`, names of persons and numbers are no traits.
"""

from collections.abc import Iterator

from transforms.pair_traits import pair_traits
from transforms.report import Report
from transforms.time_traits import sort_of


def day_traits(dated: Report, undated: Report, days: int) -> Iterator[str]:
    """All traits of an event without a day beside one of the *days* that the article tells."""
    assert dated.when is not None
    precedes = (dated.sentence, dated.trigger) <= (undated.sentence, undated.trigger)
    first, second = (dated, undated) if precedes else (undated, dated)
    way = "behind" if precedes else "ahead"
    yield from pair_traits(first, second)
    yield way
    yield f"days={min(days, 4)}"
    yield f"{way}|days={min(days, 4)}"
    yield f"precision={dated.when.precision}"
    yield f"sort={sort_of(dated.when.text)}"
    yield f"{way}|status={dated.status}~{undated.status}"
    yield f"{way}|of {_kind(dated)} for {_kind(undated)}"
    if dated.sentence == 0:
        yield "lead"
        yield f"lead|days={min(days, 4)}"
    yield from (f"undated {mark}" for mark in undated.wording)
    yield f"undated word={undated.word}"


def _kind(report: Report) -> str:
    return str(report.treaty_action or report.meeting_format or "talks")
