"""Who the sides of an event are: enough of them, of several states, and none of them private."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from schemas.mention import Role
from transforms.actors import Actor, ActorTable, party_codes
from transforms.coreference import Cast, Discourse, speech_subjects
from transforms.kinds import distinct_sides, is_kind
from transforms.match import Match
from transforms.places import Place
from transforms.report import Report
from transforms.rulebook import rulebook
from transforms.scene import Side, role_of
from transforms.syntax import Token

_NEARBY = 12  # words between an instrument and a state that is taken for its party
_PAPERS = rulebook().words("@document") | {"agreement", "deal", "memorandum", "memoranda"}
_AMONG_MEMBERS = frozenset({"agreed", "amended", "negotiating", "proposed"})
_TRUCES = frozenset({"armistice", "ceasefire", "cease-fire", "truce"})


def noun_phrase(head: int, table: ActorTable) -> Iterator[Token]:
    """The noun and what modifies it from the left."""
    yield table.sentence.tokens[head]
    for token in reversed(table.sentence.tokens[max(head - 5, 0) : head]):
        if token.pos not in ("NOUN", "PROPN", "ADJ", "PUNCT", "NUM"):
            break
        yield token


def with_host(cast: Cast, goals: Sequence[Place], match: Match, table: ActorTable) -> Cast:
    """The visitors, and the countries that they visit; visitors alone where none is named."""
    heads_for = "to" in [t.lower for t in table.sentence.tokens[match.trigger + 1 :][:2]]
    if not any(a.name or a.rank for a, _ in cast):
        return ()
    if not goals and not match.destination and match.pattern.parties == 1:
        formal = {t.lower for t in noun_phrase(match.trigger, table)} & {"state", "official"}
        known = any(a.name and a.rank for a, _ in cast) and not match.by_fallback
        return cast if known and formal and not heads_for else ()
    countries = dict.fromkeys(goal.country for goal in goals)
    cast = tuple((a, r) for a, r in cast if a.name or a.rank or a.country not in countries)
    visitors = party_codes([a for a, _ in cast])
    hosts = [country for country in countries if country and country not in visitors]
    if len(visitors) > 1 and match.pattern.meeting_format != "visit":
        return cast
    if not hosts:
        return ()
    return (*cast, *((Actor(-1, -1, country=country), "host") for country in hosts))


def is_international(cast: Cast, match: Match, table: ActorTable) -> bool:
    """Are there two sides, or as many as the pattern asks for, or one whole organisation?"""
    actors = [a for a, _ in cast]
    if not actors:
        return False
    if match.pattern.states_only and any(a.name for a in actors):
        return False
    if match.pattern.event_type == "treaty" and not party_codes(actors):
        return False
    if distinct_sides(actors) >= max(match.pattern.parties, 2):
        return True
    is_bloc = any(is_kind(a, "bloc", table) for a in actors)
    if match.pattern.parties > 1:
        return is_bloc and match.pattern.treaty_action in _AMONG_MEMBERS
    if _signs_alone(actors, match, table):
        return False
    if match.pattern.event_type == "treaty" or match.pattern.meeting_format == "visit":
        return True
    return is_bloc


def parties_nearby(match: Match, table: ActorTable, discourse: Discourse) -> Cast:
    """The states of the sentence, for an instrument whose own phrase names none."""
    accords = rulebook().words("@accord")
    words = (table.sentence.tokens[w].lower for w in match.what)
    if match.pattern.event_type != "treaty" or not any(w in accords for w in words):
        return ()
    speakers = speech_subjects(table)
    is_truce = table.sentence.tokens[match.what[0]].lower in _TRUCES
    cast: Cast = tuple(
        (a, "member")
        for a in table.actors
        if abs(a.start - match.what[0]) <= _NEARBY
        and a.party
        and not a.name
        and not a.adjective
        and a.rank in (None, "body")
        and a not in speakers
        and (is_truce or not set(table.grammar.cases(a.end - 1)) & {"in", "at", "near"})
    )
    cast = discourse.resolve(cast, table)
    tentative = match.pattern.treaty_action in ("negotiating", "proposed")
    alone = bool(match.cast) and _signs_alone(match.actors, match, table)
    if (tentative or alone) and distinct_sides([a for a, _ in cast]) < 2:
        return ()
    return cast if is_international(cast, match, table) else ()


def _signs_alone(actors: list[Actor], match: Match, table: ActorTable) -> bool:
    """Does one leader sign a paper that need not bind another state: "signed a memorandum"?"""
    if match.pattern.treaty_action != "signed" or any(a.rank is None for a in actors):
        return False
    return all(table.sentence.tokens[w].lower in _PAPERS for w in match.what)


def per_counterpart(report: Report, together: bool) -> Iterator[Report]:
    """One report for each leader that one side meets or calls in turn.

    "Duarte will meet Orlov and Holm" tells of two meetings, unless the article says that the three
    sat *together*.
    """
    ones = [(a, r) for a, r in report.cast if a.start < report.trigger]
    others = [(a, r) for a, r in report.cast if a.start >= report.trigger]
    called = report.meeting_format == "phone_call"
    if called and len(_separate(ones)) > 1 and distinct_sides([a for a, _ in others]) == 1:
        ones, others = others, ones
    listed = any(a.name for a, _ in others) and all(a.name or a.rank for a, _ in others)
    apart = _separate(others) if called or listed else set()
    apart -= _separate(ones)
    if together or len(_separate(ones)) != 1 or len(apart) < 2 or report.summit:
        yield report
    elif report.event_type == "meeting" and report.meeting_format in (None, "phone_call"):
        for party in sorted(apart):
            yield replace(report, cast=(*ones, *((a, r) for a, r in others if a.party == party)))
    else:
        yield report


def _separate(cast: Iterable[tuple[Actor, Role]]) -> set[str]:
    return party_codes([a for a, _ in cast])


def repeats(report: Report, others: list[Report]) -> bool:
    """Does the sentence tell the same of the same sides by a pattern that is surer of them?"""
    return report.by_fallback and any(
        o is not report
        and not o.by_fallback
        and o.event_type == report.event_type == "meeting"
        and "visit" not in (o.meeting_format, report.meeting_format)
        and report.parties <= o.parties
        and not _are_apart(o, report)
        for o in others
    )


def _are_apart(a: Report, b: Report) -> bool:
    """Is one over and the other to come: "met in March and will hold talks in June"?"""
    dated = a.when is not None and b.when is not None and a.when != b.when
    return dated and {a.status, b.status} == {"occurred", "planned"}


def with_sides(report: Report, sides: Sequence[Side], alone: bool) -> Report:
    """The report without those of its sides that are none, and with those that it lacks.

    Where several reports share the trigger, not *alone*, each has its own counterpart, and none
    is added. A report that would lose its last party stays as it is; so does one that only refers
    to an event told before.
    """
    if not report.cast:
        return report
    parties = {side.party for side in sides}
    cast = tuple((a, r) for a, r in report.cast if a.party is None or a.party in parties)
    if alone:
        known = party_codes([a for a, _ in cast])
        new = (s for s in sides if s.party not in known)
        cast += tuple((s.actor, role_of(s, report.pattern)) for s in new)
    kept = party_codes([a for a, _ in cast])
    fewer = len(kept) < 2 <= len(report.parties)
    return report if not kept or (fewer and not alone) else replace(report, cast=cast)


def with_persons(report: Report, persons: Mapping[Side, bool], alone: bool) -> Report:
    """The report with the persons of its parties who take part, and only the states of the others.

    As in `with_sides`, nobody is added where several reports share the trigger.
    """
    takes_part = {side.actor.name: takes for side, takes in persons.items()}
    present = party_codes([a for a, _ in report.cast if takes_part.get(a.name, True)])
    cast: Cast = ()
    for actor, role in report.cast:
        if takes_part.get(actor.name, True):
            cast += ((actor, role),)
        elif actor.party not in present:
            cast += ((_state_of(actor), role),)
            present.add(actor.party or "")
    if alone:
        known = {a.name for a, _ in cast}
        roles = {a.party: r for a, r in cast}
        new = (s.actor for s, takes in persons.items() if takes and s.party in roles)
        cast += tuple((a, roles[a.party]) for a in new if a.name not in known)
    return replace(report, cast=cast)


def _state_of(person: Actor) -> Actor:
    """The party alone for which somebody only speaks."""
    return Actor(person.start, person.end, country=person.country, organization=person.organization)
