"""One event of an article while it is put together: all reports of it."""

from dataclasses import dataclass

from transforms.actors import Actor
from transforms.coreference import Cast
from transforms.directory import same_name
from transforms.places import Place
from transforms.report import Report

_AFAR = frozenset({"phone_call", "virtual"})
_PRECISION = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Draft:
    """One event of an article, with all reports of it in text order."""

    reports: tuple[Report, ...]

    @property
    def cast(self) -> Cast:
        """All sides that any report names, each once, under its fullest name."""
        found: list[tuple[Actor, str]] = []
        for report in self.reports:
            for actor, role in report.cast:
                _place(found, actor, role)
        return tuple(found)  # type: ignore[arg-type]  # roles stay the literals they were


def _place(found: list[tuple[Actor, str]], actor: Actor, role: str) -> None:
    """Put *actor* into *found* unless it, or somebody more exact of its party, is there."""
    for n, (other, known) in enumerate(found):
        if actor.name and other.name:
            if same_name(actor.name, other.name):
                return
        elif actor.party and actor.party == other.party:
            if actor.name or (actor.title and not other.title and not other.name):
                found[n] = (actor, known)
            return
    found.append((actor, role))


def best_date(draft: Draft) -> Report | None:
    """The report whose date is the finest, the earliest told among equals."""
    dated = [r for r in draft.reports if r.when is not None]
    return min(dated, key=lambda r: _PRECISION.index(r.when.precision)) if dated else None  # type: ignore[union-attr]


def best_place(draft: Draft) -> Place | None:
    """The first place told; a city rather than the country or region it lies in; none of a call."""
    if any(report.meeting_format in _AFAR for report in draft.reports):
        return None
    places = [r.where for r in draft.reports if r.where is not None]
    if not places or places[0].latitude is not None or "," in places[0].text:
        return places[0] if places else None
    first = places[0]
    within = (p for p in places if p.latitude is not None and p.country == first.country)
    return next(within, first) if first.country else first
