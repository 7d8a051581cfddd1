"""Errors that the command line reports in one line and an exit code, without a traceback."""


class UsageError(Exception):
    """What was asked for cannot be done; the message says what to change."""


class UnknownOptionError(UsageError):
    """An option that nobody knows; the command line says which one was probably meant."""

    def __init__(self, option: str, message: str) -> None:
        """Keep the option apart from what is said of it."""
        super().__init__(message)
        self.option = option


EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130
