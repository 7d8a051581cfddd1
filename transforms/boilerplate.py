"""Phrases that frame an article and are no part of it: "Click here to subscribe"."""

from transforms.rulebook import read_toml

_BEGINS = tuple(read_toml("lexicons/boilerplate.toml")["begins"])
_FIRST = frozenset(phrase[:3] for phrase in _BEGINS)  # three letters rule out most sentences
_REACH = 80  # characters; the longest phrase and what may stand before it
_MARKS = " \t\n\r\"'“”‘’([{<>»*•·–—_|-"


def is_boilerplate(sentence: str) -> bool:
    """Does the sentence frame the article, so that it tells of no event?

    >>> is_boilerplate("Sign up for our letter on the summit."), is_boilerplate("They signed.")
    (True, False)
    """
    head = sentence[:_REACH].lower().lstrip(_MARKS)
    return head[:3] in _FIRST and head.startswith(_BEGINS)
