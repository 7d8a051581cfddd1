"""Who only brought the sides together: "talks mediated by Qatar", "Kenya brokered a truce"."""

from transforms.actors import Actor, ActorTable, party_codes
from transforms.coreference import Cast, Discourse
from transforms.match import Match
from transforms.rulebook import rulebook


def with_mediators(cast: Cast, match: Match, table: ActorTable, discourse: Discourse) -> Cast:
    """The cast, with those who mediate in that role; at least two others must be sides."""
    found = discourse.resolve(tuple((a, "mediator") for a in _mediators(match, table)), table)
    between = party_codes([a for a, _ in found])
    others = tuple((a, role) for a, role in cast if a.party not in between)
    return (*others, *found) if len(party_codes([a for a, _ in others])) > 1 else cast


def _mediators(match: Match, table: ActorTable) -> list[Actor]:
    """The subjects of the verbs of mediation whose object the event or its instrument is."""
    words, grammar = rulebook().words("@mediate"), table.grammar
    event = {match.trigger, *match.what}
    return [
        actor
        for token in table.sentence.tokens
        if token.pos == "VERB" and token.lower in words
        if token.i in event or event & set(grammar.slot(token.i, "obj"))
        for j in grammar.slot(token.i, "subj")
        for actor in table.at(j)
    ]
