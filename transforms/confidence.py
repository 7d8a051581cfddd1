"""How sure a mention is: the share of mentions of its traits that were right on annotated texts.

A logistic regression over a few traits of the draft. Its weights are data, in
lexicons/confidence.toml; `make calibrate` fits them and docs/quality.md shows how well they hold.
"""

from functools import cache
from math import exp, log, log2

from transforms.draft import Draft, best_date
from transforms.rulebook import read_toml

_CERTAIN = 0.99


def confidence_of(draft: Draft) -> float:
    """Probability, in (0, 1), that type, status, action, most sides and the date are right."""
    weights = _weights()
    score = weights["always"] + sum(
        weights[trait] * value for trait, value in traits_of(draft).items()
    )
    return 1 / (1 + exp(-score))


def traits_of(draft: Draft) -> dict[str, float]:
    """What speaks for or against a draft; every trait has a weight in confidence.toml."""
    reports = draft.reports
    first = reports[0]
    trust = max(r.pattern.confidence for r in reports)
    sides = {a.party for a, _ in draft.cast if a.party}
    treaty = first.event_type == "treaty"
    return {
        "likely": _odds(max(r.likely for r in reports)),
        "trust": _odds(trust),
        "sentences": log2(len(reports)),
        "by_word_order": all(r.on_surface for r in reports),
        "by_governing_clause": all(r.by_fallback for r in reports),
        "sides_from_elsewhere": all(r.vague for r in reports),
        "one_side": len(sides) < 2,
        "many_sides": len(sides) > 3,
        "named_person": any(a.name and a.rank for a, _ in draft.cast),
        "dated": best_date(draft) is not None,
        "placed": any(r.where for r in reports),
        "background": first.background,
        "ahead": first.status in ("planned", "proposed"),
        "cancelled": first.status == "cancelled",
        "treaty": treaty,
        "treaty_agreed": treaty and first.treaty_action in ("agreed", "negotiating", "proposed"),
    }


def _odds(likely: float) -> float:
    """Log-odds of a probability that is never quite certain."""
    bounded = min(max(likely, 1 - _CERTAIN), _CERTAIN)
    return log(bounded / (1 - bounded))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = read_toml("lexicons/confidence.toml")["weights"]
    return weights
