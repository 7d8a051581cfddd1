"""Errors that the command line reports in one line and an exit code, without a traceback."""

import re


class UsageError(Exception):
    """What was asked for cannot be done; the message says what to change."""


class BusyError(UsageError):
    """Another run works on what this one wants; later it can be done."""


class LakeError(OSError):
    """The lake, or the disk below it, refused a file. What lay there before is whole."""


class UnknownOptionError(UsageError):
    """An option that nobody knows; the command line says which one was probably meant."""

    def __init__(self, option: str, message: str) -> None:
        """Keep the option apart from what is said of it."""
        super().__init__(message)
        self.option = option


EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130
EXIT_LAKE, EXIT_BUSY = 74, 75
"""As `sysexits.h` numbers them: an error of input or output; a passing one, worth another try."""

_IN_A_WORKER = re.compile(r"LakeError: (.*?)(?: \[while running '[^']*'\])*\s*(?:\n|$)")


def lake_trouble(error: BaseException) -> str | None:
    """What the lake refused, if that is behind *error*; a worker's errors arrive as text only."""
    if isinstance(error, LakeError):
        error = RuntimeError(f"LakeError: {error}")
    found = _IN_A_WORKER.findall(str(error))
    return found[-1] if found else None
