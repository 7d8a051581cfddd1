"""Errors that the command line reports in one line and an exit code, without a traceback."""


class UsageError(Exception):
    """What was asked for cannot be done; the message says what to change."""


EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130
