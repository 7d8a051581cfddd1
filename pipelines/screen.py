"""What a follower says: lines that stay, and on a terminal one line that tells the state."""

from dataclasses import dataclass
from typing import TextIO


@dataclass
class Screen:
    """Lines on a terminal or in a log; *quiet* leaves out what only reports success."""

    out: TextIO
    quiet: bool = False
    _held: bool = False

    def tell(self, line: str) -> None:
        """Say what must be heard."""
        clear = "\r\x1b[K" if self._held else ""
        print(f"{clear}{line}", file=self.out, flush=True)
        self._held = False

    def show(self, line: str) -> None:
        """Say what is well."""
        if not self.quiet:
            self.tell(line)

    def hold(self, line: str) -> None:
        """Show a state until the next line; not in a log, where nothing can be overwritten."""
        if not self.quiet and self.out.isatty():
            print(f"\r\x1b[K{line}", end="", file=self.out, flush=True)
            self._held = True
