"""Which version of the schema a lake was written by, so that older code does not misread it."""

import json
from collections.abc import Mapping
from typing import Any

from pipelines.errors import UsageError
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION

MARK = ".lake.json"
"""File of the lake that says it; lakes without it are of this version, or older."""


def refuse_newer(lake: str) -> None:
    """Raise `UsageError` if a later version than this one has written to the lake."""
    found = _read(lake)
    if is_newer(found.get("schema_version")):
        raise UsageError(
            f"--lake {lake} was written by communique {found.get('pipeline_version')} with schema "
            f"{found['schema_version']}; this is communique {PIPELINE_VERSION}, which knows schema "
            f"{SCHEMA_VERSION} only: upgrade it"
        )


def refuse_newer_file(path: str, metadata: Mapping[bytes, bytes] | None) -> None:
    """Raise `UsageError` if a later version has written the Parquet file with these metadata."""
    version = (metadata or {}).get(b"schema_version", b"").decode("utf-8", "replace")
    if is_newer(version):
        raise UsageError(
            f"{path} is of schema {version}; this is communique {PIPELINE_VERSION}, which knows "
            f"schema {SCHEMA_VERSION} only: upgrade it"
        )


def is_newer(version: object) -> bool:
    """Whether this version of the schema is a later one than ours."""
    return _number(version) > _number(SCHEMA_VERSION)


def mark(lake: str, by: str = "") -> None:
    """Write into the lake which version it is of, if it does not say so; *by* a slice."""
    from pipelines.files import put

    own = {"schema_version": SCHEMA_VERSION, "pipeline_version": PIPELINE_VERSION}
    if _number(_read(lake).get("schema_version")) < _number(SCHEMA_VERSION):
        put(lake, f"{lake}/{MARK}", json.dumps(own).encode() + b"\n", by)


def _read(lake: str) -> dict[str, Any]:
    """What the mark says; nothing where there is none, or one that was damaged."""
    try:
        found = json.loads(_bytes_of(f"{lake}/{MARK}"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _bytes_of(path: str) -> bytes:
    if "://" not in path:  # without Beam, which takes longer to load than most answers
        with open(path, "rb") as handle:
            return handle.read()
    from pipelines.files import matching, opened_raw

    if not matching(path):  # each store has an error of its own for what is not there
        raise FileNotFoundError(path)
    with opened_raw(path) as handle:
        return handle.read()


def _number(version: object) -> int:
    text = str(version)
    return int(text) if text.isascii() and text.isdigit() else 0
