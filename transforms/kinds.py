"""What kinds of actors the rules tell apart, and how many sides some actors make."""

from collections.abc import Iterable

from transforms.actors import Actor, ActorTable
from transforms.rulebook import rulebook


def is_kind(actor: Actor, kind: str, table: ActorTable) -> bool:
    """Is the actor of the kind that rules call ``#person``, ``#state``, ``#bloc`` ...?"""
    office = actor.rank is not None and actor.rank != "body"
    if actor.institution:
        return kind not in (
            "person",
            "official",
            "bloc-leaders",
            "peers",
            "officeholder",
            "other",
            "place",
        )
    match kind:
        case "person":
            return actor.name is not None or office or actor.anaphor
        case "state":
            return not office and actor.name is None and (actor.party is not None or actor.anaphor)
        case "organization":
            return actor.organization is not None and actor.name is None and not office
        case "official":
            return actor.rank is not None or (actor.name is not None and actor.party is not None)
        case "igo":
            return is_kind(actor, "organization", table) and is_kind(actor, "bloc", table)
        case "bloc":
            return (
                actor.organization is not None
                and actor.name is None
                and (actor.plural or not office)
                and table.gazetteer.organization(actor.organization).kind
                not in ("armed_group", "opposition")
            )
        case "bloc-leaders":
            return actor.plural and office and is_kind(actor, "bloc", table)
        case "peers":
            return actor.rank is not None and _has_peers(actor, table)
        case "party":
            return True
        case "officeholder" | "other" | "place":
            return False
    raise ValueError(f"there is no kind of actor {kind!r}")


def is_armed(actor: Actor) -> bool:
    """Is it a force without a name that may face its own government: "Kenyan rebels"?"""
    words = (actor.title or "").lower().split()
    force = actor.rank in ("body", "official") and actor.name is None
    return force and not rulebook().forms["fighter"].isdisjoint(words)


def _has_peers(actor: Actor, table: ActorTable) -> bool:
    """Does one phrase name the holders of an office in several states?"""
    span = (actor.start, actor.end)
    return any((a.start, a.end) == span and a.party != actor.party for a in table.actors)


def distinct_sides(actors: Iterable[Actor]) -> int:
    """How many sides are named: the parties, and each person of whom no party is known."""
    known: set[str] = set()
    unknown: set[str] = set()
    for actor in actors:
        if is_armed(actor):
            unknown.add("fighters")
        elif actor.party:
            known.add(actor.party)
        elif actor.anaphor:
            unknown |= {"they", "they too"} if actor.plural else {"one"}
        elif actor.name:
            unknown.add(actor.name.split()[-1])
    return len(known) + len(unknown)
