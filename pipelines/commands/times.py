"""Lengths of time as words of the command line."""

import argparse
import re

_UNITS = {"": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def seconds_in(words: str) -> float:
    """The seconds of a time such as `90`, `90s`, `1.5m` or `1h`.

    >>> seconds_in("1.5m")
    90.0
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", words.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"{words!r} is no time such as 5s, 2m or 1h")
    return float(found[1]) * _UNITS[found[2]]
