"""What is no affair of states: games, firms' contracts, what a stranger signs."""

from transforms.actors import ActorTable
from transforms.dates import find_dates
from transforms.kinds import distinct_sides, is_kind
from transforms.match import Match
from transforms.rulebook import read_toml, rulebook
from transforms.sides import noun_phrase

_CUES = read_toml("lexicons/cues.toml")
_SPORTS = frozenset(_CUES["sports"]["surely"])
_PRIVATE = frozenset(_CUES["private"]["words"])
_FIRMS = frozenset(_CUES["private"]["firms"])
_PAPERS = rulebook().words("@document") | frozenset(_CUES["private"]["papers"])


def is_private(match: Match, table: ActorTable) -> bool:
    """Is the doer somebody who is no party: "businessmen signed", "a licence agreement"?"""
    if match.pattern.event_type == "meeting" and (
        is_game(table) or is_with_strangers(match, table) or _is_part_of_a_name(match, table)
    ):
        return True
    papers = {t.lower for w in match.what if not table.at(w) for t in noun_phrase(w, table)}
    if papers & _PRIVATE or _is_business(match, table):
        return True
    is_noun = table.sentence.tokens[match.trigger].pos == "NOUN"  # "the strikes were a violation"
    if is_noun or "subj" not in " ".join(match.pattern.slots):
        return False
    doers = table.grammar.slot(match.trigger, "subj")
    treaty = match.pattern.event_type == "treaty"
    return bool(doers) and all(_is_stranger(j, table, treaty) for j in doers)


def is_game(table: ActorTable) -> bool:
    """Does the sentence tell of a game, in which states or persons meet too?"""
    named = {i for a in table.actors if a.organization for i in range(a.start, a.end)}
    return any(t.lower in _SPORTS and t.i not in named for t in table.sentence.tokens)


def is_with_strangers(match: Match, table: ActorTable) -> bool:
    """Is the other side nobody known, and another found by mere order: "met with farmers"?"""
    if not match.on_surface or match.pattern.destination:
        return False
    steps = [s for s in ("obj", "with") if s in " ".join(match.pattern.slots)]
    others = [j for step in steps for j in table.grammar.slot(match.trigger, step)]
    return bool(others) and all(
        _is_stranger(j, table, False) and not table.modifying(j) for j in others
    )


def _is_part_of_a_name(match: Match, table: ActorTable) -> bool:
    """Is it "the Islamic Conference Organisation", or a news conference with nobody beside it?"""
    i = match.trigger
    if table.sentence.tokens[i].lower != "conference":
        return False
    if match.on_surface and i and table.sentence.tokens[i - 1].lower in ("news", "press"):
        return any(not a.name and not a.rank for a in match.actors)
    return any(a.organization and a.start <= i < a.end for a in table.actors)


def _is_stranger(j: int, table: ActorTable, named: bool) -> bool:
    """Is word *j* nobody known? With *named*, so are names that no lexicon has."""
    token = table.sentence.tokens[j]
    known = table.at(j)
    if known and all(a.rank == "domestic" for a in known):
        return True
    if known or token.lower in rulebook().words("@accord+@document+@draft"):
        return False
    if not named and any(is_kind(a, "bloc", table) for a in table.modifying(j)):
        return False
    firm = any(e.label == "ORG" and e.start <= j < e.end for e in table.sentence.entities)
    unknown = named and token.pos == "PROPN" and not find_dates(token.text)
    return token.pos == "NOUN" or firm or unknown


def _is_business(match: Match, table: ActorTable) -> bool:
    """Is it a firm's paper: one is in the sentence, and no two states are named to sign?"""
    if match.pattern.event_type != "treaty" or not match.what:
        return False
    if any(table.sentence.tokens[w].lower not in _PAPERS for w in match.what):
        return False
    named = [a for a in match.actors if a.party and not a.anaphor]
    return distinct_sides(named) < 2 and any(t.text in _FIRMS for t in table.sentence.tokens)
