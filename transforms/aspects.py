"""How a sentence puts an event: as present, as tried for, by telephone, beside another one."""

from dataclasses import dataclass
from datetime import date

from schemas.mention import MeetingFormat, Status, TreatyAction
from transforms.actors import ActorTable
from transforms.cues import Told, words_of
from transforms.dates import DatePhrase, ResolvedDate
from transforms.match import Match
from transforms.report import Relation
from transforms.rulebook import read_toml, rulebook
from transforms.status import is_attempt, is_one_in_a_row, refusal, status_of

_MEDIUM = read_toml("lexicons/cues.toml")["medium"]
_ENTERED = frozenset({"agreed", "extended", "joined", "ratified", "signed"})
_HISTORY = frozenset(read_toml("lexicons/cues.toml")["background"]["words"])
_RECENT = 14  # days; what lies farther back is told as background
_MEANWHILE = frozenset({"as", "while"})
_PAST_MARKS = frozenset({"after", "during", "following"})
_DEFINITE = frozenset({"the", "this", "that", "their", "its", "these", "both"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an event: its status, and for treaties the action that this is said of."""

    status: Status
    action: TreatyAction | None = None


def outcome_of(match: Match, table: ActorTable) -> Outcome | None:
    """What the sentence says became of the event; None where it tells of none.

    A pattern may know the status, as that of an invitation does, unless the words deny it.
    """
    told = status_of(table.grammar, match.trigger)
    if _is_none_such(match, table):
        return None
    if match.pattern.event_type == "treaty":
        return _treaty_outcome(match, table, told)
    if told == "denied" or told == "conditional":
        return None
    if match.pattern.status and told != "cancelled":
        return Outcome(match.pattern.status)
    if told == "proposed" and _is_fixed(match, table):
        return Outcome("planned")
    return Outcome(told)


def _treaty_outcome(match: Match, table: ActorTable, told: Told) -> Outcome | None:
    """What becomes of an instrument: a proposal is an action there, not a status.

    What is tried for is being negotiated; what may or should be done is planned; who refuses to
    sign rejects, and so does who says that he will; what an *if* makes of a treaty is none.
    """
    action = match.pattern.treaty_action
    if match.pattern.denied:
        failed = told == "denied" or is_attempt(table.grammar, match.trigger)
        return Outcome("occurred", action) if failed else None
    if match.pattern.status == "planned" and told == "occurred":
        return Outcome("planned", action)
    if action == "ratified" and _is_voted(match, table):
        return Outcome("occurred", action)
    if action in ("agreed", "signed") and is_attempt(table.grammar, match.trigger):
        return Outcome("occurred", "negotiating")
    if told == "denied" or told == "conditional":
        return None
    if action == "rejected" and told == "planned":
        return Outcome("occurred", action)
    if told == "cancelled" and action in _ENTERED and refusal(table.grammar, match.trigger):
        return Outcome("occurred", "rejected")
    if told == "proposed" or (told == "occurred" and _is_only_named(match, table)):
        return Outcome("planned", action)
    return Outcome(told, action)


def _is_voted(match: Match, table: ActorTable) -> bool:
    """Has a parliament's vote decided it: "voted to ratify", "its vote on Monday to approve"?"""
    before = table.sentence.tokens[max(match.trigger - 7, 0) : match.trigger]
    votes = [t for t in before if t.lower == "voted" or (t.lower == "vote" and t.pos == "NOUN")]
    purpose = bool(before) and before[-1].lower == "to"
    return purpose and any(status_of(table.grammar, t.i) == "occurred" for t in votes)


def relation_of(match: Match, table: ActorTable) -> Relation | None:
    """How the event's day follows from that of another event in the sentence."""
    if any(t.lower == "eve" for t in table.grammar.governors(match.trigger)):
        return "next"
    before = table.sentence.tokens[: match.trigger]
    return "same" if any(t.lower in _MEANWHILE and t.tag == "IN" for t in before) else None


def is_present(match: Match, table: ActorTable) -> bool:
    """Is the verb in the present, as in "begins a visit on Tuesday"?"""
    tokens = table.sentence.tokens
    verb = next(iter(table.grammar.slot(match.trigger, "up")), None)
    if tokens[match.trigger].pos in ("VERB", "AUX"):
        verb = match.trigger
    if verb is None:
        return False
    kids = {tokens[k].lower for k in table.sentence.children[verb]}
    return tokens[verb].tag in ("VBZ", "VBP") or (
        tokens[verb].tag == "VBG" and bool(kids & {"is", "are", "’s", "'s"})
    )


def _is_only_named(match: Match, table: ActorTable) -> bool:
    """Is what happens to an instrument an infinitive, which nobody says came true?"""
    token = table.sentence.tokens[match.trigger]
    kids = {table.sentence.tokens[k].lower for k in table.sentence.children[match.trigger]}
    infinitive = token.tag == "VB" and "to" in kids
    return infinitive and not is_one_in_a_row(table.grammar, token)


def is_over(match: Match, table: ActorTable) -> bool:
    """Has it been done: "held talks", "signed", "has been extended"?"""
    tokens = table.sentence.tokens
    if match.pattern.event_type == "meeting":
        token = tokens[match.trigger]
        held = tokens[token.head].lower in words_of("happen") and token.pos == "NOUN"
        return (tokens[token.head] if held else token).tag == "VBD"
    kids = {tokens[k].lower for k in table.sentence.children[match.trigger]}
    tag = tokens[match.trigger].tag
    return tag == "VBD" or (tag == "VBN" and bool(kids & {"has", "have", "was", "were"}))


def is_past_verb(match: Match, table: ActorTable) -> bool:
    """Is the verb of the event in the simple past: "visited Peru in March"?"""
    tokens = table.sentence.tokens
    above = table.grammar.slot(match.trigger, "up")
    return any(tokens[i].tag == "VBD" for i in (match.trigger, *above))


def is_told_as_past(phrase: DatePhrase, match: Match, table: ActorTable) -> bool:
    """Is it the day of what was done before the event: "voted on Monday to leave"?"""
    tokens = table.sentence.tokens
    first = next((t for t in tokens if t.end > phrase.start), None)
    above = table.grammar.governors(first.i) if first else []
    verb = next((t for t in above if t.pos == "VERB"), None)
    if verb is None or verb.i == match.trigger:
        return False
    kids = {tokens[k].lower for k in table.sentence.children[verb.i]}
    return verb.tag == "VBD" or (verb.tag == "VBN" and bool(kids & {"has", "have", "had"}))


def medium_of(match: Match, table: ActorTable) -> MeetingFormat | None:
    """The pattern's format, or the medium that the words around the trigger name."""
    given = match.pattern.meeting_format
    near = table.sentence.tokens[max(match.trigger - 6, 0) : match.trigger + 9]
    lower = table.sentence.text[near[0].start : near[-1].end].lower()
    if given == "visit":
        return given
    if any(cue in lower for cue in _MEDIUM["virtual"]):
        return "virtual"
    return "phone_call" if any(cue in lower for cue in _MEDIUM["phone"]) else given


def is_summit(match: Match, table: ActorTable) -> bool:
    """Is it one meeting of heads by name: "a summit", "a summit meeting", but no "summit talks"?"""
    tokens = table.sentence.tokens
    words = {tokens[k].lower for k in table.grammar.slot(match.trigger, "mod")}
    trigger = tokens[match.trigger].lower
    return trigger.startswith("summit") or ("summit" in words and trigger != "talks")


def is_session(match: Match, table: ActorTable) -> bool:
    """Is it a session of an organisation, "the ASEAN meeting", not talks with one?"""
    alone = match.pattern.event_type == "meeting" and match.pattern.parties == 1
    tokens = table.sentence.tokens
    return alone and tokens[match.trigger].lower in rulebook().words("@session+@sitting")


def _is_fixed(match: Match, table: ActorTable) -> bool:
    """Is it the session of an organisation, which an invitation to it does not propose?"""
    kids = table.sentence.children[match.trigger]
    owned = any(table.sentence.tokens[k].dep == "nmod:poss" for k in kids)
    return is_session(match, table) and (owned or is_definite(match, table))


def is_definite(match: Match, table: ActorTable) -> bool:
    """Does the sentence speak of an event that the article has told before?"""
    heads = match.what or (match.trigger,)
    return any(
        table.sentence.tokens[k].lower in _DEFINITE
        for head in heads
        for k in table.sentence.children[head]
    )


def _is_none_such(match: Match, table: ActorTable) -> bool:
    """Is it "no agreement was reached", or "discussed the agreement", which changes nothing?"""
    tokens = table.sentence.tokens
    if match.pattern.treaty_action == "negotiating":
        organized = any(a.organization for w in match.what for a in table.at(w))
        organized = organized or any(tokens[w].lower in ("one", "ones") for w in match.what)
        spoken = tokens[match.trigger].lower in rulebook().forms["discuss"]
        if organized or (spoken and (is_definite(match, table) or _is_proper(match, table))):
            return True
    return "no" in (tokens[k].lower for w in match.what for k in table.sentence.children[w])


def is_recalled(
    match: Match, table: ActorTable, when: ResolvedDate | None, published: date | None
) -> bool:
    """Does the sentence recall the event as history: by its date, "since", "had met before"?"""
    if when and published:
        return _is_far(when, published)
    token = table.sentence.tokens[match.trigger]
    near = [k for i in (match.trigger, *match.what) for k in table.sentence.children[i]]
    near += [k for i in near for k in table.sentence.children[i] if i > match.trigger]
    recalled = any(table.sentence.tokens[k].lower in _HISTORY for k in near)
    return recalled or is_one_in_a_row(table.grammar, token) or _is_pluperfect(match.trigger, table)


def _is_far(when: ResolvedDate, published: date) -> bool:
    """Do the days lie farther back than news do? Of a month or a year it is their beginning."""
    if when.precision == "day":
        return (published - when.end).days > _RECENT
    over = when.end < published or when.precision == "year"
    return over and (published - when.start).days > _RECENT


def _is_pluperfect(i: int, table: ActorTable) -> bool:
    """Is it told as past before the past, and not only in somebody's reported speech?"""
    tokens = table.sentence.tokens
    verb = i if tokens[i].pos == "VERB" else next(iter(table.grammar.slot(i, "up")), i)
    had = any(
        tokens[k].lower == "had" and tokens[k].dep == "aux" for k in table.sentence.children[verb]
    )
    reported = tokens[verb].dep in ("ccomp", "parataxis")
    return had and tokens[verb].tag == "VBN" and not reported


def _is_proper(match: Match, table: ActorTable) -> bool:
    """Does the instrument bear a proper name?"""
    return any(table.sentence.tokens[w].pos == "PROPN" for w in match.what)


def is_told(match: Match, table: ActorTable) -> bool:
    """Does a verb tell of the event, or a word such as *during*; not only a noun name it?"""
    tokens = table.sentence.tokens
    token = tokens[match.trigger]
    if token.pos in ("VERB", "AUX") or set(table.grammar.cases(match.trigger)) & _PAST_MARKS:
        return True
    head = tokens[token.head]
    return token.dep in ("obj", "nsubj", "nsubj:pass") and head.tag in ("VBD", "VBN", "VBG")
