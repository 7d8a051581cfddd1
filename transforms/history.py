"""How the news of an event changed from article to article."""

from collections.abc import Iterator, Sequence

from schemas.claim import Claim
from schemas.event import RevisedField, Revision


def revisions(told: Sequence[Claim]) -> Iterator[Revision]:
    """Each change of status, date, place or parties, at the first article that tells of it.

    *told* are the claims of one event in order of publication. What is coarser than what was
    known, or falls back behind it (a plan still reported when all is over), is no news.
    """
    known: dict[RevisedField, str] = {}
    precision = 0
    parties: frozenset[str] = frozenset()
    places: set[str] = set()
    for claim in told:
        news: dict[RevisedField, str] = {}
        if not (known.get("status") == "occurred" and claim.status != "occurred"):
            news["status"] = claim.status
            if claim.event_date_start and _FINENESS[claim.date_precision] >= precision:
                precision = _FINENESS[claim.date_precision]
                news["event_date_start"] = claim.event_date_start.isoformat()
            if claim.place and claim.place not in places:
                places.add(claim.place)
                news["place"] = claim.place
        if not parties >= frozenset(claim.parties):
            parties |= frozenset(claim.parties)
            news["parties"] = ", ".join(sorted(parties))
        for field, new in news.items():
            if field in known and known[field] != new:
                yield Revision(
                    published_at=claim.published_at,
                    article_id=claim.article_id,
                    field=field,
                    old=known[field],
                    new=new,
                )
            known[field] = new


_FINENESS = {None: 0, "year": 1, "month": 2, "week": 3, "day": 4}
