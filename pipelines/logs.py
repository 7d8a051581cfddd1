"""What a run tells its operator on standard error: lines for people, or JSON lines for machines.

`tell` says what everyone should see, `log` below `pipelines` what only JSON lines show.
"""

import json
import logging
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TextIO

FORMATS = ("text", "json")
_PLAIN = frozenset(vars(logging.makeLogRecord({})))


@dataclass
class _Settings:
    """How lines look, and what each of them carries: the command, the slice, the run."""

    form: str = "text"
    bound: dict[str, str] = field(default_factory=dict)


_settings = _Settings()


class _Stderr(logging.StreamHandler[TextIO]):
    """Standard error as it is when a line is written, which need not be what it was at first."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        self.stream = sys.stderr
        super().emit(record)


_handler = _Stderr()


class JsonLines(logging.Formatter):
    """A line of JSON per record: time, level, logger, message, what is bound, and the extras."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_settings.bound,
            **{name: value for name, value in vars(record).items() if name not in _PLAIN},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def prepare_logs(form: str = "text") -> None:
    """Settle what log lines look like, and bind nothing to them; the last call counts."""
    _settings.form, _settings.bound = form, {}
    plain = logging.Formatter("%(levelname)s %(name)s: %(message)s")
    _handler.setFormatter(JsonLines() if form == "json" else plain)
    if _handler not in logging.root.handlers:  # where there is none, Beam installs one of its own
        _handler.addFilter(_is_worth_a_line)
        logging.root.addHandler(_handler)
    logging.getLogger("apache_beam").setLevel(logging.ERROR)
    logging.getLogger("pipelines").setLevel(logging.INFO if form == "json" else logging.WARNING)


def bind(**values: str | None) -> None:
    """Let each further line of JSON carry these values, but for those that are None."""
    _settings.bound |= {name: value for name, value in values.items() if value is not None}


def is_json() -> bool:
    """Whether lines are for machines."""
    return _settings.form == "json"


def for_workers() -> list[str]:
    """What a worker process is told of all this, as words of its command line."""
    return [_settings.form, json.dumps(_settings.bound)]


def tell(message: str, level: int = logging.INFO, **values: object) -> None:
    """Say something to the person at the terminal; a line of JSON carries the *values* too."""
    if is_json():
        logging.getLogger("pipelines").log(level, message, extra=values)
    else:
        print(message, file=sys.stderr)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not Beam's chat, and not its tracebacks of what our own last line explains."""
    if record.name == "root" and record.levelno < logging.ERROR:
        return False
    return "LakeError" not in record.getMessage() and not (
        record.exc_info and type(record.exc_info[1]).__name__ == "LakeError"
    )
