"""Who was there: how alike the sides and the persons of two claims are."""

from functools import lru_cache
from itertools import takewhile

from transforms.clues import MEMBERSHIPS, Clue, Person
from transforms.rulebook import read_toml

_NICKNAMES = read_toml("lexicons/merging.toml")["nicknames"]
_SHORT_FORMS = {frozenset((full, short)) for full in _NICKNAMES for short in _NICKNAMES[full]}
_NICKNAME = 3  # letters of a first name that are enough to know it by
_SPELLING = 5  # letters that two spellings of a name begin with
_PAIR = 2  # persons in both that are enough to know a meeting by
_CROWD = 4  # parties from which a meeting is a gathering, not a meeting of pairs


def same_sides(one: Clue, other: Clue) -> float:
    """1 for equal parties, less where one claim names only some of them, 0 for other parties."""
    if one.parties == other.parties:
        return 1.0
    common = len(one.parties & other.parties)
    if not common:
        return 0.0
    if common > 1 and _are_the_same_by_name(one, other):
        return 0.8
    if _names_only_the_host(one, other) or _names_only_the_host(other, one):
        if one.precision != other.precision:
            return 0.6
        return 0.9 if _is_one_session(one, other) else 0.8
    if one.kind in MEMBERSHIPS and (
        one.parties <= one.instrument or other.parties <= other.instrument
    ):
        return 0.6  # one does not say who joins or leaves
    if common > 1 and common == min(len(one.parties), len(other.parties)):
        return 0.8
    if common > 1 and 2 * common >= len(one.parties | other.parties):
        return 0.6
    if common == min(len(one.parties), len(other.parties)):
        return 0.3
    if not (one.gathers and other.gathers and one.bodies & other.bodies):
        return 0.0
    return 0.6 if one.circles & other.circles else 0.3


def _are_the_same_by_name(one: Clue, other: Clue) -> bool:
    """Does either name all whom the other does, of two parties, and else only their aides?

    What else it has as parties was often only talked about.
    """
    few, many = sorted((one.persons, other.persons), key=len)
    both = met_in_both(one, other)
    sides, codes = ({code for code, _ in persons} for persons in (few, many))
    if not _PAIR <= len(few) == len(both):
        return False
    if len(many) == len(few):
        return max(len(sides), len(codes)) >= _PAIR
    aides = {code for code, _ in set(many).difference(*both)}
    return len(sides) >= _PAIR and aides <= sides


def _names_only_the_host(one: Clue, other: Clue) -> bool:
    """Is it an organisation's own session, of which *other* names states that take part?"""
    return one.event_type == "meeting" and len(one.parties) == 1 and one.parties <= other.bodies


def _is_one_session(one: Clue, other: Clue) -> bool:
    """Do both gather under the same organisations, and is nothing known of whose ministers?"""
    return (
        one.gathers
        and other.gathers
        and one.bodies == other.bodies
        and (bool(one.circles) == bool(other.circles))
    )


def are_other_rounds(one: Clue, other: Clue) -> bool:
    """Are these two meetings, since others sat together, whatever else is alike?"""
    if one.kind == "talks" and (_is_crowd_and_pair(one, other) or _is_margin(one, other)):
        return True
    if one.gathers and other.gathers and one.bodies & other.bodies:
        return _are_other_circles(one, other) or _met_in_turn(one, other)
    return one.kind in ("talks", "call") and _sat_with_others(one, other)


def _is_crowd_and_pair(one: Clue, other: Clue) -> bool:
    """A meeting of two states is no gathering of four; what lies between fits both."""
    few, many = sorted((one, other), key=lambda clue: len(clue.parties))
    if len(few.parties) > 2 or few.bodies or len(many.parties) < _CROWD:
        return False
    present = {code for code, _ in many.persons}
    return not (len(present) == 2 and present == few.parties)  # the others are only talked about


def _are_other_circles(one: Clue, other: Clue) -> bool:
    """Is one a session of farm ministers, say, and the other of leaders?"""
    return bool(one.circles and other.circles) and not one.circles & other.circles


def _met_in_turn(one: Clue, other: Clue) -> bool:
    """Did leaders of an organisation hold a summit with one state and then with another?"""
    if one.is_session or other.is_session:
        return False
    return bool(_strangers(one, other) and _strangers(other, one))


def _is_margin(one: Clue, other: Clue) -> bool:
    """Is one the session of an organisation and the other a meeting of two on its margins?"""
    if one.gathers == other.gathers:
        return False
    few, many = (other, one) if one.gathers else (one, other)
    pair, present = ({code for code, _ in clue.persons} for clue in (few, many))
    if not _is_pair(few) or pair & few.bodies or not many.bodies:
        return False
    return bool(few.bodies & many.bodies) or not pair <= present


def _sat_with_others(one: Clue, other: Clue) -> bool:
    """Do both name somebody of a party that the other lacks, or does one of a third beside a pair?

    On the margins of a summit a leader meets others in turn.
    """
    if one.is_session or other.is_session:
        return False
    mine, theirs = _strangers(one, other), _strangers(other, one)
    return bool((mine and (theirs or _is_pair(other))) or (theirs and _is_pair(one)))


def _strangers(one: Clue, other: Clue) -> set[str]:
    """Parties that only *one* claim has, and whose persons are not in the other."""
    strange = {person for person in one.persons if person[0] and person[0] not in other.parties}
    if strange:
        strange -= {person for person, _ in met_in_both(one, other)}
    return {code for code, _ in strange}


def _is_pair(clue: Clue) -> bool:
    """Two sides and somebody named of each, maybe beside an organisation and where it gathers."""
    present = {code for code, _ in clue.persons}
    beside = clue.bodies | {clue.place_country} if clue.bodies else clue.bodies
    return len(present) == _PAIR and clue.parties - beside <= present <= clue.parties


def same_persons(one: Clue, other: Clue) -> float:
    """1 if two persons are in both, less for one or where each names others, 0 if none is.

    -1 if a party sends others only. Somebody whom the other claim takes for another party's
    official is no other; an organisation has many who speak for it; who comes makes a visit.
    """
    pairs = met_in_both(one, other)
    mine, theirs = {person for person, _ in pairs}, {person for _, person in pairs}
    met = {code for code, _ in mine | theirs}
    first, second = {code for code, _ in one.persons}, {code for code, _ in other.persons}
    others = (first & second) - met - one.bodies - other.bodies
    if (others and not _is_session_of_one(one, other)) or _met_another(one, other, len(mine)):
        return -1.0
    if not met:
        return -1.0 if one.kind == other.kind == "visit" and first and second else 0.0
    if one.kind == other.kind == "visit":
        return 1.0
    enough = min(_PAIR, len(one.parties), len(other.parties)) or 1
    apart = len(mine) < len(one.persons) and len(theirs) < len(other.persons)
    return min(1.0, min(len(mine), len(theirs)) / enough) / (1 + apart)


def _is_session_of_one(one: Clue, other: Clue) -> bool:
    """Do both gather under one organisation, then many come and speak for each state?"""
    if one.start and other.start and (one.start > other.end or other.start > one.end):
        return False
    return one.gathers and other.gathers and bool(one.bodies & other.bodies)


def _met_another(one: Clue, other: Clue, both: int) -> bool:
    """Did the one person whom two pairs have in common meet two others, of the same two states?"""
    if one.kind == "visit" or one.bodies or both != 1 or one.parties != other.parties:
        return False
    return len(one.parties) == len(one.persons) == len(other.persons) == _PAIR


def met_in_both(one: Clue, other: Clue) -> list[tuple[Person, Person]]:
    """Those who are in both, whosever officials they are."""
    return [(p, o) for p in one.persons for o in other.persons if _is_one_name(p[1], o[1])]


@lru_cache(1 << 16)
def _is_one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Has each word of the shorter name its like in the other, however it is spelled?"""
    few, many = sorted((one, other), key=len)
    if few <= many:
        return True
    known = not few.isdisjoint(many)
    return all(any(_is_one_word(a, b, known) for b in many) for a in few) and (
        len(few) < len(many) or all(any(_is_one_word(a, b, known) for a in few) for b in many)
    )


def _is_one_word(one: str, other: str, known: bool) -> bool:
    """Zelensky and Zelenskyy; Ben and Benjamin, Joe and Joseph where they share another word."""
    short, long = sorted((one, other), key=len)
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    if known:
        is_short_form = alike == len(short) >= _NICKNAME or {one, other} in _SHORT_FORMS
        if is_short_form or (len(long) >= _SPELLING and _is_one_letter_off(short, long)):
            return True
    return alike >= _SPELLING and len(long) - alike <= 2


def _is_one_letter_off(short: str, long: str) -> bool:
    """Schultz and Shultz, Mohamed and Mohammed; one letter more or another one."""
    if len(long) - len(short) > 1:
        return False
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(short, long, strict=False))
    )
    return long[alike + 1 :] == short[alike + (len(long) == len(short)) :]
