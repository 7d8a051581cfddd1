"""Whose officials they are: the country of those whom the article names without one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.actors import Actor
from transforms.leaders import country_of_leader
from transforms.names import SYSTEMS

DEFAULT_HOME = "USA"
NATIONAL = frozenset({"head", "deputy", "minister", "envoy", "legislator", "official", "military"})
_LEADERS = frozenset({"leader", "chief", "chairman", "chairwoman", "chairperson", "chair"})
# What speaks for a country, in shares of all countries that the article, or the person's own
# sentences, name.
_NEAR, _BESIDE = 1.2, 0.7
_UNIQUE = SYSTEMS["unique"]["any"]
_AHEAD = 4  # mentions, for officials as such
_HOME = {  # is the home known; has it titles like this one
    (True, True): 3.0,
    (True, False): 0.3,
    (False, True): 1.9,
    (False, False): 0.1,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article says about countries: how often each is named, in all and near whom."""

    countries: Counter[str]
    near: Sequence[Counter[str]]  # by person
    beside: Sequence[frozenset[int]]  # by person: those listed with it, of another rank
    home: str | None = None  # where the text is from, if that is known
    day: date | None = None  # of publication


def settled(persons: Sequence[Actor], evidence: Evidence) -> list[Actor]:
    """The persons, where officials without a country get the one for which most speaks.

    Known leaders come first, then heads, no two of which get the same country; who is listed with
    an official of another rank more likely shares its country.
    """
    found = [_known(person, evidence) for person in persons]
    still_open = [n for n, person in enumerate(found) if is_open(person)]
    for n in sorted(still_open, key=lambda m: found[m].rank != "head"):
        found[n] = replace(found[n], country=_likeliest(n, found, evidence))
    return found


def _known(person: Actor, evidence: Evidence) -> Actor:
    """The person with the country that it is known to lead, if the article names none."""
    if not person.name or person.party or (person.rank and not is_open(person)):
        return person
    country = country_of_leader(person, evidence.day, evidence.countries)
    return replace(person, country=country) if country else person


def home_of(persons: Sequence[Actor], evidence: Evidence) -> str | None:
    """The country most often named that has no other head here: that of officials as such."""
    headed = {p.country for p in persons if p.rank == "head" and not p.former and not _is_royal(p)}
    pool = evidence.countries + Counter({evidence.home or DEFAULT_HOME: _AHEAD})
    free = {code: n for code, n in pool.items() if code not in headed}
    return max(free, key=lambda c: (free[c], c == DEFAULT_HOME, c), default=None)


def _likeliest(n: int, found: Sequence[Actor], evidence: Evidence) -> str | None:
    """The country for which most speaks, of those that may have such an official."""
    person = found[n]
    scores = _shares(evidence.countries)
    for code, share in _shares(evidence.near[n]).items():
        scores[code] += _NEAR * share
    home = evidence.home or DEFAULT_HOME
    is_own = bool(_words(person) & SYSTEMS["own"].get(home, frozenset()))
    scores[home] += _HOME[evidence.home is not None, is_own]
    for other in evidence.beside[n]:
        country = found[other].country
        if country and found[other].rank != person.rank:
            scores[country] += _BESIDE
    taken = {p.country for p in found if p is not person and _are_rivals(p, person)}
    free = [code for code in scores if code not in taken and _has(code, person)]
    return max(free, key=lambda c: (scores[c], c == DEFAULT_HOME, c), default=None)


def _shares(counts: Counter[str]) -> defaultdict[str, float]:
    total = counts.total()
    return defaultdict(float, {code: times / total for code, times in counts.items()})


def _has(code: str, person: Actor) -> bool:
    """Does the state have such an office? The United States has no ministers."""
    return not _words(person) & SYSTEMS["lacks"].get(code, frozenset())


def is_open(person: Actor) -> bool:
    """Is it an official of some state, of which nobody has said which?"""
    title = (person.title or "").lower()
    return person.party is None and person.rank in NATIONAL and title not in _LEADERS


def _are_rivals(one: Actor, other: Actor) -> bool:
    """Do the two hold offices of different states? A king may have a prime minister."""
    if one.former or other.former:
        return False
    if {one.rank, other.rank} != {"head"}:
        return one.title is not None and one.title == other.title and bool(_words(one) & _UNIQUE)
    presidents = any("president" in _words(p) for p in (one, other))
    return presidents or _is_royal(one) == _is_royal(other)


def _is_royal(person: Actor) -> bool:
    """May the person share its country with a head of government?"""
    return bool(_words(person) & SYSTEMS["royal"]["any"])


def _words(person: Actor) -> frozenset[str]:
    return frozenset((person.title or "").lower().replace("-", " ").split())
