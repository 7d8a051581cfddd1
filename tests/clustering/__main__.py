"""`python -m tests.clustering`: the invented news through the whole pipeline, and its score."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.__main__ import main
from pipelines.mention_files import files_by_day, read_claims, read_known
from schemas.claim import Claim
from tests.clustering.bcubed import BCubed, bcubed
from tests.clustering.news import event_told, read_news


@dataclass
class Outcome:
    """Which event each mention is of, in truth and as merged; what was missed, what was odd."""

    truth: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    @property
    def score(self) -> BCubed:
        """How well the merged events fit."""
        return bcubed(self.truth, self.found)


def merged_news() -> Outcome:
    """Extract and merge the news in a lake of its own, and compare."""
    records, tells = read_news()
    outcome = Outcome()
    with TemporaryDirectory(prefix="communique-clustering-") as folder:
        news, lake = Path(folder, "news.jsonl"), f"{folder}/lake"
        news.write_text("".join(json.dumps(record) + "\n" for record in records))
        main(["extract", "--quiet", "--input", str(news), "--lake", lake, "--merge"])
        claims = [claim for path in _paths(lake, "mentions") for claim in read_claims(path)]
        for path in _paths(lake, "events"):
            outcome.found |= dict(read_known(path))
    for claim in claims:
        event = event_told(claim, tells[claim.article_id])
        outcome.evidence[claim.mention_id] = _line(claim)
        if event is None:
            outcome.odd.append(claim.mention_id)
        else:
            outcome.truth[claim.mention_id] = event
    heard = {(c.article_id, outcome.truth.get(c.mention_id)) for c in claims}
    outcome.missed = [
        f"{article_id}: {told.event_id}"
        for article_id, events in tells.items()
        for told in events
        if (article_id, told.event_id) not in heard
    ]
    return outcome


def _paths(lake: str, dataset: str) -> Iterator[str]:
    for paths in files_by_day(lake, dataset).values():
        yield from paths


def _line(claim: Claim) -> str:
    kind = claim.meeting_format or claim.treaty_action
    who = ", ".join(claim.parties)
    return f"{claim.article_id}: {claim.status} {kind} of {who} on {claim.event_date_start}"


def report(outcome: Outcome) -> Iterator[str]:
    """The score, then every event that came out in pieces or mixed."""
    score = outcome.score
    yield (
        f"B-cubed F1 {score.f1:.3f} (precision {score.precision:.3f}, recall {score.recall:.3f}) "
        f"over {len(outcome.truth)} mentions of {len(set(outcome.truth.values()))} events"
    )
    yield f"not extracted: {len(outcome.missed)}; of no event told: {len(outcome.odd)}"
    pairs = Counter((event, outcome.found[m]) for m, event in outcome.truth.items())
    pieces = Counter(event for event, _ in pairs)
    mixed = Counter(cluster for _, cluster in pairs)
    for mention_id, event in sorted(outcome.truth.items(), key=lambda pair: pair[1]):
        cluster = outcome.found[mention_id]
        if pieces[event] > 1 or mixed[cluster] > 1:
            yield f"  {event:20} {cluster[:6]} {outcome.evidence[mention_id]}"
    yield from (f"  missed {missed}" for missed in outcome.missed)
    yield from (f"  odd    {outcome.evidence[mention_id]}" for mention_id in outcome.odd)


if __name__ == "__main__":
    result = merged_news()
    print("\n".join(report(result)))
    sys.exit(result.score.f1 < 0.95)
