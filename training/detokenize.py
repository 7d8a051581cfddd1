"""White space for corpora that come as bare words."""

from collections.abc import Sequence

_GLUED_LEFT = frozenset([".", ",", ";", ":", "?", "!", ")", "]", "%", "n't", "...", "'s", "'re"])
_GLUED_RIGHT = frozenset(["(", "[", "$", "#", "``"])
_CLITICS = frozenset(["'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "''"])


def guess_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Whether white space follows each word, as an editor would set the text.

    >>> guess_spaces(["He", "said", ",", '"', "Go", '"', "."])
    (True, False, True, False, False, False, False)
    """
    glue_next, glue_before = _quotes(words)
    spaces = []
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        glued = (
            not following
            or word in _GLUED_RIGHT
            or i in glue_next
            or following in _GLUED_LEFT
            or following.lower() in _CLITICS
            or i + 1 in glue_before
        )
        spaces.append(not glued)
    return tuple(spaces)


def _quotes(words: Sequence[str]) -> tuple[set[int], set[int]]:
    """Indices of quotes that open (glued to the next word) and that close (to the one before)."""
    opening: set[int] = set()
    closing: set[int] = set()
    is_open = False
    for i, word in enumerate(words):
        if word == '"':
            (closing if is_open else opening).add(i)
            is_open = not is_open
        elif word == "'" and i and words[i - 1].endswith("s"):
            closing.add(i)  # "leaders '": a possessive
    return opening, closing
