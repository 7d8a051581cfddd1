"""What the rules say of two reports of one article: can both mean one event?"""

from transforms.directory import same_name
from transforms.report import Report
from transforms.rulebook import read_toml, rulebook

_WORDS = read_toml("lexicons/phrases.toml")["words"]
_GENERIC = rulebook().words("@accord+@document") | frozenset(_WORDS["plain"])
_APART = frozenset(f"advmod={word}" for word in _WORDS["apart"])
_CALLS = frozenset({"phone_call", "virtual"})


def same_event(a: Report, b: Report) -> bool:
    """Can the two reports of one article mean one event?"""
    if a.event_type != b.event_type or not compatible(a, b):
        return _is_one_action(a, b)
    if a.event_type == "treaty":
        if not _same_action(a, b) or not (b.vague or sides_fit(a, b)):
            return False
        is_membership = a.treaty_action in ("joined", "withdrew") and a.parties == b.parties
        return is_membership or instruments_fit(a, b)
    if not formats_fit(a, b) or not levels_fit(a, b):
        return False
    return b.vague or sides_fit(a, b)


def may_be_one(a: Report, b: Report) -> bool:
    """Is nothing told that only two events can have: a trip and talks, two acts, days, guests?"""
    if a.event_type != b.event_type or _are_days_apart(a, b) or not places_fit(a, b):
        return False
    if _is_list(a, b):
        if a.wording & _APART:
            return False
    elif _have_guests(a, b) or not (persons_fit(a, b) and levels_fit(a, b)):
        return False
    if _is_apart(a, b) and _gathers_alone(a, b):
        return False
    if a.event_type == "treaty":
        apart = None not in (a.which, b.which) and a.which != b.which
        return _same_action(a, b) and instruments_fit(a, b) and not apart
    return (a.meeting_format == "visit") == (b.meeting_format == "visit")


def _is_list(a: Report, b: Report) -> bool:
    """Are they read from one word, which has a list of counterparts: "met Vega and Morel"?"""
    return (a.sentence, a.trigger) == (b.sentence, b.trigger)


def _are_days_apart(a: Report, b: Report) -> bool:
    if a.when is None or b.when is None:
        return False
    return a.when.end < b.when.start or b.when.end < a.when.start


def _have_guests(a: Report, b: Report) -> bool:
    """Has each somebody by name whose party the other lacks?"""
    x, y = sides_of(a), sides_of(b)
    if x <= y or y <= x:
        return False
    named = [{s.party for s in r.actors if s.name and s.party} for r in (a, b)]
    return x - y <= named[0] and y - x <= named[1]


def _is_apart(a: Report, b: Report) -> bool:
    """Is only one a session, or is it about visits, which bodies as such hardly make?"""
    return a.session != b.session or "visit" in (a.meeting_format, b.meeting_format)


def _gathers_alone(a: Report, b: Report) -> bool:
    """Does a body gather in one of them, while two states met without it in the other?"""
    for one, other in ((a, b), (b, a)):
        bodies = {s.organization for s in one.actors if s.organization and not s.name}
        states = {s.country for s in other.actors if s.country}
        if bodies - sides_of(other) and len(states) == len(sides_of(other)) > 1:
            return True
    return False


def _is_one_action(a: Report, b: Report) -> bool:
    """Is it one action on one instrument, told once as a plan and once as done?"""
    told_twice = a.which is not None and a.which == b.which and a.treaty_action == b.treaty_action
    return told_twice and (b.vague or sides_fit(a, b)) and dates_fit(a, b)


def compatible(a: Report, b: Report) -> bool:
    """Do status, days, places and persons agree?"""
    return status_fits(a, b) and dates_fit(a, b) and places_fit(a, b) and persons_fit(a, b)


def _same_action(a: Report, b: Report) -> bool:
    if a.treaty_action == b.treaty_action:
        return True
    return b.vague and b.treaty_action == "agreed" and a.treaty_action == "signed"


def formats_fit(a: Report, b: Report) -> bool:
    """Are both visits, or neither; both calls, or neither?"""
    visits = (a.meeting_format == "visit", b.meeting_format == "visit")
    if any(visits):
        return all(visits)
    calls = (a.meeting_format in _CALLS, b.meeting_format in _CALLS)
    return all(calls) or not any(calls) or b.vague


def levels_fit(a: Report, b: Report) -> bool:
    """A summit is no meeting of ministers."""
    levels = {level_of(a), level_of(b)} - {None}
    return len(levels) < 2


def level_of(report: Report) -> str | None:
    """Heads or ministers, where the report names any."""
    if report.summit or any(actor.rank == "head" for actor in report.actors):
        return "heads"
    return "ministers" if any(a.rank == "minister" for a in report.actors) else None


def _is_hostless(report: Report) -> bool:
    """Is it a visit that the sentence leaves without its country: "Duarte's visit"?"""
    return report.meeting_format == "visit" and not any(r == "host" for _, r in report.cast)


def status_fits(a: Report, b: Report) -> bool:
    """Can both be true of one event: planned for a day, held that day?"""
    if a.status == b.status or b.vague or _is_hostless(b) or not (a.certain and b.certain):
        return True
    if a.when and b.when and a.when.precision == b.when.precision == "day":
        return a.when.start == b.when.start
    return {a.status, b.status} == {"planned", "proposed"} and a.event_type == "meeting"


def dates_fit(a: Report, b: Report) -> bool:
    """Do the days overlap, where both are told?"""
    if a.when is None or b.when is None:
        return not (a.background and not b.background and not b.vague)
    return a.when.start <= b.when.end and b.when.start <= a.when.end


def places_fit(a: Report, b: Report) -> bool:
    """Is it one country, where both are told?"""
    if a.where is None or b.where is None or a.event_type == "treaty":
        return True
    if a.where.country and b.where.country:
        return a.where.country == b.where.country
    return True


def persons_fit(a: Report, b: Report) -> bool:
    """No two different persons of one party, each the only one named for it."""
    for actor in b.actors:
        if not actor.name or not actor.party:
            continue
        rivals = [o for o in a.actors if o.party == actor.party and o.name]
        if rivals and not any(same_name(actor.name, o.name or "") for o in rivals):
            return False
    return True


def sides_fit(a: Report, b: Report) -> bool:
    """Are the sides the same, or is it one of them alone?"""
    x, y = sorted((sides_of(a), sides_of(b)), key=len)
    return x == y or (len(x) == 1 and x <= y)


def sides_of(report: Report) -> set[str]:
    """The parties, and the surnames of persons without one."""
    return {a.party or (a.name or "").split()[-1] for a in report.actors if a.party or a.name}


def instruments_fit(a: Report, b: Report) -> bool:
    """Can the names mean one instrument?"""
    if a.instrument is None or b.instrument is None:
        return True
    if a.instrument_kind == "ceasefire" or b.instrument_kind == "ceasefire":
        return a.instrument_kind == b.instrument_kind
    x, y = (set(r.instrument.lower().split()) - _GENERIC for r in (a, b) if r.instrument)
    return not x or not y or bool(x & y)
