"""How likely a suspected event is one, whose, when, where, told before: weighed traits, summed.

Nine logistic regressions, fitted by `make judge` on annotated news (docs/quality.md). Their
weights are data, one trait a line: log-odds in weights/. They see what the rules read, too, so that
a rule that errs is outvoted and one that is right is heard.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp, fsum

from transforms.dates import DatePhrase, find_dates
from transforms.day_traits import day_traits
from transforms.days import Day
from transforms.event_traits import event_traits
from transforms.pair_traits import pair_traits
from transforms.place_traits import candidates, place_traits
from transforms.places import Place, Places
from transforms.report import Report
from transforms.scene import Scene, Side, Suspect
from transforms.side_traits import side_traits
from transforms.time_traits import date_traits, dates_another_act, plan_traits

MEETINGS = frozenset({"call", "talks", "visit"})
"""The kinds of suspects that are no treaties'."""

ALWAYS = "always"
"""The name of the constant."""
TREATIES = 0.4
"""Log-odds by which treaty events are likelier in news than in the texts that were learned from."""
ENOUGH = 0.4
"""Probability from which on an event is told."""
DOUBTFUL = 0.3
"""Probability from which on a sentence can add to an event that another is surer of."""
SURE = 0.65
"""Probability from which on it is told even where rules object, or a side is not named."""
SURELY = 0.7
"""Probability from which on it is told even where the other side is nobody known."""
AHEAD = 0.5
"""Probability from which on it is still to come."""
OFFERED, SAID_OFFERED = 0.5, 0.08
"""Probability from which on it is only offered, and the same where a rule says so."""
ONE = 0.4
"""Probability from which on two reports are of one event."""
TAKEN = 0.45
"""Probability from which on somebody is a side of it."""
LEFT, JOINED = 0.3, 0.8
"""The same for one whom a rule took, persons too, and for one whom a rule that knows two sides did
not take."""
NAMED = 0.45
"""Probability from which on a person whom no rule took, but whose party is a side, takes part."""
DATED = 0.5
"""Probability from which on a date of the sentence is the event's."""
SURELY_DATED = 0.6
"""The same where the grammar takes another, or none."""
PLACED = 0.3
"""Probability from which on the place that the grammar takes is the event's."""
SURELY_PLACED = 0.5
"""The same for another place of the sentence."""
SHARED = 0.55
"""Probability from which on an event without a day is of the day of another."""


def event_probability(scene: Scene, suspect: Suspect) -> float:
    """Probability, in (0, 1), that the word tells of an event of this kind."""
    more = 0.0 if suspect.kind in MEETINGS else TREATIES
    return probability(weights("events"), event_traits(scene, suspect), more)


def side_probability(scene: Scene, suspect: Suspect, side: Side) -> float:
    """Probability, in (0, 1), that it takes part in the event, if that is one."""
    return probability(weights("sides"), side_traits(scene, suspect, side))


def person_probability(scene: Scene, suspect: Suspect, side: Side) -> float:
    """Probability, in (0, 1), that the person takes part in it, if the person's party does."""
    return probability(weights("persons"), side_traits(scene, suspect, side))


def plan_probability(scene: Scene, suspect: Suspect) -> float:
    """Probability, in (0, 1), that the event is still to come, if it is neither off nor offered."""
    return probability(weights("plans"), plan_traits(scene, suspect))


def offer_probability(scene: Scene, suspect: Suspect) -> float:
    """Probability, in (0, 1), that the event is only offered, called for or considered."""
    return probability(weights("offers"), plan_traits(scene, suspect))


def same_probability(a: Report, b: Report) -> float:
    """Probability, in (0, 1), that both reports, *a* before *b* in the text, are of one event."""
    return probability(weights("pairs"), pair_traits(a, b))


def own_date(scene: Scene, suspect: Suspect, picked: DatePhrase | None) -> DatePhrase | None:
    """The date of the sentence that is the event's; *picked* is the one that the grammar takes."""
    phrases = find_dates(scene.table.sentence.text)
    table, others = weights("dates"), len(phrases) - 1
    likely = [
        (probability(table, date_traits(scene, suspect, p, others, p == picked)), -n, p)
        for n, p in enumerate(phrases)
        if p == picked or not dates_another_act(scene, suspect, p)
    ]
    best = max(likely, default=(0.0, 0, None))
    return best[2] if best[0] >= (DATED if best[2] == picked else SURELY_DATED) else None


def own_place(scene: Scene, suspect: Suspect, picked: Place | None) -> Place | None:
    """The place that is the event's; *picked* is the one that the grammar takes.

    It may be none of the sentence: the dateline's for "here", or several of a journey.
    """
    known = candidates(Places.of(scene.table.sentence, scene.table.gazetteer), picked)
    table, others = weights("places"), len(known) - 1
    likely = [
        (probability(table, place_traits(scene, suspect, s, p, others, p == picked)), -n, p)
        for n, (s, p) in enumerate(known)
    ]
    best = max(likely, default=(0.0, 0, None), key=lambda each: each[:2])
    return best[2] if best[0] >= (PLACED if best[2] == picked else SURELY_PLACED) else None


def day_probability(day: Day, undated: Report, days: int) -> float:
    """Probability, in (0, 1), that the undated one is of that day, one of so many."""
    return probability(weights("days"), day_traits(day, undated, days))


def reasons(scene: Scene, suspect: Suspect) -> list[tuple[str, float]]:
    """The traits that weigh most for or against the event, the weightiest first."""
    return weightiest("events", event_traits(scene, suspect))


def weightiest(name: str, traits: Iterable[str], at_most: int = 6) -> list[tuple[str, float]]:
    """The *traits* that weigh most in a table, the weightiest first."""
    table = weights(name)
    known = {trait: table[trait] for trait in traits if trait in table}
    return sorted(known.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:at_most]


def probability(table: Mapping[str, float], traits: Iterable[str], more: float = 0.0) -> float:
    """The logistic function of the sum of the weights of the *traits*, each counted once.

    *more* is added to the log-odds.

    >>> probability({"always": 0.0, "paired": 2.0}, ["paired", "unheard of"]) > 0.85
    True
    """
    odds = fsum([table[ALWAYS], more, *(table.get(trait, 0.0) for trait in set(traits))])
    return 1 / (1 + exp(-odds))


@cache
def weights(name: str) -> Mapping[str, float]:
    """A table of weights by trait."""
    lines = files("transforms").joinpath(f"weights/{name}.tsv").read_text("utf-8").splitlines()
    pairs = (line.rsplit("\t", 1) for line in lines if not line.startswith("#"))
    return {trait: float(weight) for trait, weight in pairs}
