"""`communique completion`."""

import argparse
from collections.abc import Sequence

HELP = "a script that lets the shell complete commands and options"
EXAMPLES = (
    "communique completion bash > ~/.local/share/bash-completion/completions/communique",
    "communique completion zsh > ~/.zfunc/_communique",
    "communique completion fish > ~/.config/fish/completions/communique.fish",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    shells = ("bash", "zsh", "fish", "tcsh")
    parser.add_argument("shell", choices=shells, help=f"one of {', '.join(shells)}")


def run(options: argparse.Namespace, _: Sequence[str]) -> int:
    """Print the script."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["communique"], shell=options.shell))
    return 0
