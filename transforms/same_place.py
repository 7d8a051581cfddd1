"""Where it was: how alike the places of two claims are."""

from functools import lru_cache

from transforms.clues import Clue


def same_place(one: Clue, other: Clue) -> float:
    """1 for the same town, 0.6 for a town and its country, 0.3 for two towns of one country, -1
    for two countries, 0 where one is unknown."""
    if one.place and other.place and _is_within(one.place, other.place):
        return 1.0
    if one.place_country is None or other.place_country is None:
        return 0.0
    if one.place_country != other.place_country:
        return -1.0
    return 0.3 if one.place and other.place else 0.6


@lru_cache(1 << 16)
def _is_within(one: str, other: str) -> bool:
    """Are all words of one place among those of the other?"""
    words, others = (set(place.replace(",", " ").split()) for place in (one, other))
    return words <= others or others <= words
