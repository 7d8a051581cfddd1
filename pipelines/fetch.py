"""Feeds and pages from the web, fetched politely before a run, so that it reads files as ever.

What was fetched lies in `<lake>/fetched/`, with what the server said of it beside. Next time the
server is asked only for what has changed since; if nothing has, the file is read as it is.
"""

import json
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from pipelines.errors import UsageError
from pipelines.files import account, matching, opened_raw, put
from pipelines.formats.registry import EXTRA
from schemas.failure import DataError
from schemas.manifest import InputFile
from schemas.version import PIPELINE_VERSION

AGENT = f"communique/{PIPELINE_VERSION} (reads feeds for a person who named them)"
MOST_BYTES, MOST_SECONDS = 64 << 20, 600
"""Of one answer."""

SECONDS_BETWEEN = 1.0
"""Between two requests to the same host."""

_TIMES_OUT = (10, 60)  # seconds to connect, and between two pieces
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address: a file to read, or why there is none."""

    url: str
    file: InputFile | None = None
    fault: DataError | None = None


def is_address(pattern: str) -> bool:
    """Whether it is an address of the web."""
    return pattern.startswith(("http://", "https://"))


def fetch_all(urls: list[str], lake: str) -> list[Fetched]:
    """Fetch each of them, one after the other; what fails is a fault, and the others go on."""
    try:
        import requests
    except ModuleNotFoundError as error:
        raise UsageError(f"--fetch needs requests: pip install 'communique[{EXTRA}]'") from error
    found: list[Fetched] = []
    asked: dict[str, float] = {}
    with requests.Session() as session:
        session.headers["User-Agent"] = AGENT
        for url in dict.fromkeys(urls):
            host = host_of(url)
            time.sleep(max(0.0, asked.get(host, 0.0) + SECONDS_BETWEEN - time.monotonic()))
            try:
                found.append(Fetched(url, _fetch(session, url, lake)))
            except requests.RequestException as error:
                found.append(Fetched(url, fault=DataError("FetchFailed", str(error))))
            except DataError as error:
                found.append(Fetched(url, fault=error))
            asked[host] = time.monotonic()
    return found


def _fetch(session: Any, url: str, lake: str) -> InputFile:
    """The file of an address: new, or the one of last time if nothing has changed since."""
    path = path_of(url, lake)
    known = _known(path)
    wanted = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("last_modified")}
    headers = {name: value for name, value in wanted.items() if value}
    with session.get(url, headers=headers, timeout=_TIMES_OUT, stream=True) as answer:
        if answer.status_code != 304:
            answer.raise_for_status()
            put(lake, path, _body(answer))
            said = {
                "url": url,
                "etag": answer.headers.get("ETag"),
                "last_modified": answer.headers.get("Last-Modified"),
            }
            put(lake, f"{path}.said.json", json.dumps(said, indent=2).encode() + b"\n")
    return account(path).model_copy(update={"url": url})


def host_of(url: str) -> str:
    """Whom an address asks; "unknown" if it is none."""
    try:
        return urlsplit(url).hostname or "unknown"
    except ValueError:  # "http://[half an address"
        return "unknown"


def path_of(url: str, lake: str) -> str:
    """Where the file of an address lies."""
    return f"{lake}/fetched/{host_of(url)}-{sha256(url.encode()).hexdigest()[:16]}"


def _known(path: str) -> dict[str, Any]:
    """What the server said last time, if the file of last time is there."""
    if not (matching(path) and matching(f"{path}.said.json")):
        return {}
    with opened_raw(f"{path}.said.json") as handle:
        known: dict[str, Any] = json.load(handle)
    return known


def _body(answer: Any) -> bytes:
    """All that the server sends; `DataError` if that is too much, or comes drop by drop."""
    pieces, size, until = [], 0, time.monotonic() + MOST_SECONDS
    for piece in answer.iter_content(_CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise DataError("FetchFailed", f"the answer has more than {MOST_BYTES:,} bytes")
        if time.monotonic() > until:
            raise DataError("FetchFailed", f"the answer takes more than {MOST_SECONDS} seconds")
    return b"".join(pieces)
