"""Phrases that frame an article and are no part of it: "Click here to subscribe"."""

import re

from transforms.rulebook import read_toml

_BEGINS = read_toml("lexicons/boilerplate.toml")["begins"]
_PHRASE = re.compile(r"[\W_]*(?:%s)" % "|".join(map(re.escape, _BEGINS)), re.IGNORECASE)


def is_boilerplate(sentence: str) -> bool:
    """Does the sentence frame the article, so that it tells of no event?

    >>> is_boilerplate("Sign up for our letter on the summit."), is_boilerplate("They signed.")
    (True, False)
    """
    return _PHRASE.match(sentence) is not None
