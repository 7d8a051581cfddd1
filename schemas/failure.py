"""What could not be processed, and why: nothing that was read is lost."""

import re
from hashlib import sha256
from traceback import format_exception
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

PAYLOAD_BYTES = 64 * 1024
MESSAGE_CHARS = 4000
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


class DataError(ValueError):
    """Bad data. *kind* is a short stable name such as `MissingText`; the message says the rest."""

    def __init__(self, kind: str, message: str) -> None:
        """Keep both as arguments, so that the error survives being sent between processes."""
        super().__init__(kind, message)
        self.kind = kind
        self.message = message

    def __str__(self) -> str:
        """The message alone."""
        return self.message


class Failure(BaseModel):
    """One record or article that could not be processed."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64")

    stage: str = Field(pattern=r"^[a-z_]+$")
    error: str
    message: str
    source_uri: str | None = None
    position: int | None = None
    payload: str = ""
    payload_sha256: str

    @classmethod
    def of_data(
        cls,
        stage: str,
        error: DataError,
        payload: str | bytes = b"",
        source_uri: str | None = None,
        position: int | None = None,
    ) -> Self:
        """The failure that bad data makes."""
        return cls._of(stage, error.kind, error.message, payload, source_uri, position)

    @classmethod
    def of_exception(
        cls,
        stage: str,
        error: BaseException,
        payload: str | bytes = b"",
        source_uri: str | None = None,
        position: int | None = None,
    ) -> Self:
        """The failure that a fault of ours makes: marked `unexpected`, with its traceback."""
        trace = "".join(format_exception(error))
        message = f"unexpected: {type(error).__name__}: {error}\n{trace[-MESSAGE_CHARS:]}"
        return cls._of(stage, type(error).__name__, message, payload, source_uri, position)

    @classmethod
    def _of(
        cls,
        stage: str,
        error: str,
        message: str,
        payload: str | bytes,
        source_uri: str | None,
        position: int | None,
    ) -> Self:
        raw = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
        return cls(
            stage=stage,
            error=error,
            message=storable(_ADDRESS.sub("0x…", message)),
            source_uri=source_uri,
            position=position,
            payload=raw[:PAYLOAD_BYTES].decode("utf-8", "replace"),
            payload_sha256=sha256(raw).hexdigest(),
        )


def storable(text: str) -> str:
    """The text with lone surrogates replaced, so that UTF-8 can hold it; its length stays.

    >>> storable("a\\ud800b")
    'a\ufffdb'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text
