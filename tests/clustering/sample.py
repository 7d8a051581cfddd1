"""`python -m tests.clustering.sample LAKE [COUNT] [SEED]`: merged events to be read one by one.

Prints so many events of several articles, drawn by chance with the seed, with the mentions that
they are made of; below each, mentions of other events in the days around that have a party or a
person in common, the likest first. Whoever reads them tells whether an event is pure, and whether
a mention of it lies elsewhere. Drawn are events in the order of their least mention id.
"""

import sys
from collections.abc import Iterator, Sequence
from random import Random

import duckdb

from pipelines.mention_files import files_by_day, read_claims, read_known
from schemas.claim import Claim
from transforms.clues import Clue, clue_of
from transforms.likeness import likeness

_AROUND = 12  # days before and after an event whose mentions are shown
_SHOWN = 8  # of them
_LIKE = 0.25  # likeness from which they are


class Lake:
    """The mentions of a merged lake, and the events that they are in."""

    def __init__(self, folder: str) -> None:
        paths = [path for told in files_by_day(folder, "mentions").values() for path in told]
        self.claims = {claim.mention_id: claim for path in paths for claim in read_claims(path)}
        self.clues = {name: clue_of(claim) for name, claim in self.claims.items()}
        self.event_of: dict[str, str] = {}
        for path in (p for merged in files_by_day(folder, "events").values() for p in merged):
            self.event_of |= dict(read_known(path))
        self.events: dict[str, list[str]] = {}
        for name in sorted(self.claims):
            self.events.setdefault(self.event_of[name], []).append(name)
        rows = duckdb.execute(
            "select mention_id, evidence from read_parquet(?, union_by_name = true)", [paths]
        ).fetchall()
        self.evidence = {name: " / ".join(span["text"] for span in spans) for name, spans in rows}

    def drawn(self, count: int, seed: int) -> list[list[str]]:
        """So many events of several articles, by chance."""
        several = [
            names
            for names in self.events.values()
            if len({self.claims[name].article_id for name in names}) > 1
        ]
        return Random(seed).sample(sorted(several), count)

    def around(self, names: Sequence[str]) -> list[tuple[float, str]]:
        """Mentions of other events that may be of this one, with their likeness."""
        own = [self.clues[name] for name in names]
        days = [clue.published for clue in own]
        found = [
            (max(likeness(clue, other) for other in own), name)
            for name, clue in self.clues.items()
            if self.event_of[name] != self.event_of[names[0]]
            and min(days) - _AROUND <= clue.published <= max(days) + _AROUND
            and any(_have_something_in_common(clue, other) for other in own)
        ]
        return sorted(((like, name) for like, name in found if like >= _LIKE), reverse=True)


def _have_something_in_common(one: Clue, other: Clue) -> bool:
    return one.kind == other.kind and bool(
        one.parties & other.parties or {w for _, w in one.persons} & {w for _, w in other.persons}
    )


def report(lake: Lake, count: int, seed: int) -> Iterator[str]:
    """The lines of the drawn events."""
    for n, names in enumerate(lake.drawn(count, seed), 1):
        yield f"\n## {n}"
        ordered = sorted(names, key=lambda name: str(lake.claims[name].published_at))
        yield from (f"  * {_line(lake.claims[name], lake.evidence[name])}" for name in ordered)
        for like, name in lake.around(names)[:_SHOWN]:
            yield f"   - {like:.2f} {_line(lake.claims[name], lake.evidence[name])}"


def _line(claim: Claim, evidence: str) -> str:
    who = "; ".join(
        f"{p.name} ({p.country or p.organization})" for p in claim.participants if p.name
    )
    what = claim.meeting_format or claim.treaty_action
    when = f"{claim.event_date_start or '-'} {claim.date_precision or ''}"
    told = f"{str(claim.published_at)[:10]} {claim.status} {what}"
    fields = (told, ", ".join(claim.parties), who, claim.place, when, claim.instrument)
    return " | ".join(map(str, (*fields, claim.article_id, " ".join(evidence.split()))))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, *numbers = sys.argv[1:]
    how_many, with_seed = (*map(int, numbers), *(30, 1)[len(numbers) :])
    print("\n".join(report(Lake(folder), how_many, with_seed)))
