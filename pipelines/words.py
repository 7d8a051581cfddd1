"""The words of the command line: a parser that says what is wrong and what was probably meant."""

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from pipelines.errors import EXIT_USAGE

_CHOICE = re.compile(r"invalid choice: '(?P<given>[^']*)' \(choose from (?P<known>.*)\)")
_WORD = re.compile(r"[a-z_]+")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z_]*")


class Parser(argparse.ArgumentParser):
    """Names the offending word, the nearest known one and where to read more; no abbreviations."""

    def __init__(self, *arguments: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        """An ordinary parser; examples stand under its help."""
        epilog = "\n  ".join(["examples:", *examples]) if examples else None
        settings = {"allow_abbrev": False, "epilog": epilog, "formatter_class": _layout, **settings}
        super().__init__(*arguments, **settings)
        self._given: list[str] = []

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As usual; the words are remembered for the message of an error."""
        self._given = [str(word) for word in args or ()]
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """What is wrong, what was probably meant, where to read more."""
        slips = [word for word in self._given if word.partition("=")[0] not in self.options()]
        if choice := _CHOICE.search(message):
            message = _unknown_word(message, choice["given"], _WORD.findall(choice["known"]))
        elif "required" in message and (found := [m for word in slips if (m := self.meant(word))]):
            message += found[0]
        message = message.removeprefix("argument ")
        self.exit(EXIT_USAGE, f"{self.prog}: error: {message}\n{self.prog} --help tells more\n")

    def options(self) -> list[str]:
        """The options that the parser knows."""
        return sorted(set(_OPTION.findall(self.format_usage())))

    def meant(self, option: str) -> str:
        """A suggestion for an option that is not known; nothing for other words."""
        return meant(option.partition("=")[0], self.options()) if option[:2] == "--" else ""


def _layout(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28)


def _unknown_word(message: str, given: str, known: Sequence[str]) -> str:
    where = message.partition(":")[0].removeprefix("argument ")
    if where == "COMMAND":
        return f"there is no command {given}{meant(given, known)}"
    return f"{where} {given}: it must be one of {', '.join(known)}{meant(given, known)}"


def meant(word: str, known: Sequence[str]) -> str:
    """A suggestion, if one of the known words is like it.

    >>> meant("qeury", ["query", "extract"]), meant("x", ["query"])
    ('; did you mean query?', '')
    """
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
