"""How one word of a parse is reached from another."""

from collections.abc import Sequence

from transforms.syntax import Token

_LONGEST = 8  # steps either way


def path_between(tokens: Sequence[Token], a: int, b: int) -> str | None:
    """The relations from word *a* up to the word above both, then down to *b*; None if too far.

    From *met* to *Orlov* in "Duarte met Orlov" it is ``>obj``; from *talks* to *Duarte* in "Duarte
    held talks" ``obj>nsubj``.
    """
    up: list[str] = []
    above: dict[int, int] = {}
    for _ in range(_LONGEST):
        above[a] = len(up)
        if tokens[a].head == a:
            break
        up.append(tokens[a].dep)
        a = tokens[a].head
    above.setdefault(a, len(up))
    down: list[str] = []
    for _ in range(_LONGEST):
        if b in above:
            return f"{'/'.join(up[: above[b]])}>{'/'.join(reversed(down))}"
        if tokens[b].head == b:
            return None
        down.append(tokens[b].dep)
        b = tokens[b].head
    return None
