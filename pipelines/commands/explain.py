"""`communique explain`."""

import argparse
from collections.abc import Sequence

HELP = "show what is found in a sentence, and why"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("text", metavar="SENTENCE", help="one sentence or more, in quotes")
    add("--published", metavar="DATE", help="day that 'on Friday' is seen from: 2025-03-07")
    add("--language_model", metavar="NAME", help="a spaCy pipeline; default: the shipped one")


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print what is found in a sentence, and why."""
    from pipelines.explain import explanation
    from pipelines.patience import patience

    with patience() as say:
        say("loading the language model")
        text = explanation(options.text, options.published, options.language_model)
    print(text)
    return 0
