"""The options of a run, parsed once."""

import codecs
import datetime
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from pipelines.errors import UsageError
from schemas.claim import REACH
from schemas.partition import is_slice_name

DEFAULT_SLICE = "default"
BRIEFLY = 30.0
"""Seconds that a follower waits for a busy lake before it looks whether it shall stop."""
DEFAULT_FOLLOWED, DEFAULT_STREAM = "follow", "stream"
MERGED = "merged"
COMPACTED = "compacted"
StreamName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
LOCAL_RUNNER = "FnApiRunner"
DEFAULT_LANGUAGES = ("en",)


def usable_slice(slice_id: str) -> str:
    """The name of a slice, as it is; `UsageError` for one that cannot begin the names of files.

    >>> usable_slice("20250305")
    '20250305'
    """
    if not is_slice_name(slice_id):
        raise UsageError(f"--slice {slice_id!r}: only letters, digits and _ can name a slice")
    if slice_id in (MERGED, COMPACTED):
        raise UsageError(f"--slice {slice_id}: files of the lake's own have this name")
    return slice_id


def language_codes(languages: object) -> object:
    """The codes of the languages to be read; None for any.

    >>> language_codes("en, FR"), language_codes("any")
    (('en', 'fr'), None)
    """
    if not isinstance(languages, str):
        return languages
    codes = tuple(code.strip().lower() for code in languages.split(","))
    if codes == ("any",):
        return None
    if strange := [code for code in codes if not (len(code) == 2 and code.isalpha())]:
        raise UsageError(
            f"--languages {strange[0]!r}: codes of two letters, such as en or en,fr; or any"
        )
    return codes


def known_format(name: str) -> str:
    """The name of a format, as it is; `UsageError` if there is none of that name."""
    from pipelines.formats.registry import FORMATS  # with all of pyarrow: not for help alone

    if name not in FORMATS:
        near = [each.name for each in FORMATS.values() if f".{name.lower()}" in each.endings]
        near = near or get_close_matches(name, FORMATS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"--input_format {name!r}: there are {', '.join(FORMATS)}{hint}")
    return name


def known_encoding(name: str) -> str:
    """The usual name of an encoding of text; `UsageError` if there is none of that name."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise UsageError(f"--input_encoding {name!r}: no encoding of text has that name") from None
    return codecs.lookup(name).name


SliceId = Annotated[str, AfterValidator(usable_slice)]
FormatName = Annotated[str, AfterValidator(known_format)]
Encoding = Annotated[str, AfterValidator(known_encoding)]
Languages = Annotated[tuple[str, ...] | None, BeforeValidator(language_codes)]


class EngineOptions(BaseModel):
    """What every run on Beam can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lake: str
    runner: str = LOCAL_RUNNER
    workers: Annotated[int, Field(ge=1)] | None = None  # None: as many as pay
    quiet: bool = False
    wait: Annotated[float, Field(ge=0)] = 600
    started_by: str | None = None
    beam_options: tuple[str, ...] = ()

    @field_validator("lake")
    @classmethod
    def _is_no_pattern(cls, lake: str) -> str:
        if not lake or set(lake) & set("*?["):
            raise UsageError(f"--lake {lake!r}: name one folder, without any of * ? [")
        return lake

    @property
    def is_local(self) -> bool:
        """Whether the work is done by Beam's own runner on this machine."""
        return self.runner == LOCAL_RUNNER


class ReadingOptions(EngineOptions):
    """What every command that reads files of articles can be told about them."""

    input_format: FormatName | None = None  # None: what each file's name and first bytes tell
    input_encoding: Encoding | None = None
    languages: Languages = DEFAULT_LANGUAGES
    keep_articles: Literal["facts", "text"] | None = None
    language_model: str | None = None


class RunOptions(ReadingOptions):
    """Everything that `communique extract` can be told."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    slice_id: SliceId = DEFAULT_SLICE
    fetch: bool = False
    gate: Literal["on", "off"] = "on"
    fail_fast: bool = False
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    merge: bool = False


class CompactOptions(EngineOptions):
    """Everything that `communique compact` can be told."""

    min_files: Annotated[int, Field(ge=2)] = 2
    until: date | None = None

    @property
    def slice_id(self) -> str:
        """Compacted files belong to no one slice: this names them instead."""
        return COMPACTED


Share = Annotated[float, Field(ge=0, le=1)]
Times = Annotated[float, Field(ge=0)]


class RunsOptions(BaseModel):
    """Everything that `communique runs` can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lake: str
    slice_id: str | None = None
    last: Annotated[int, Field(ge=1)] = 20


class VacuumOptions(BaseModel):
    """Everything that `communique vacuum` can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lake: str
    dry_run: bool = False
    keep_days: Annotated[int, Field(ge=0)] | None = None
    wait: Annotated[float, Field(ge=0)] = 600


class CheckOptions(BaseModel):
    """Everything that `communique check` can be told: volumes as multiples of what is usual."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lake: str
    date: datetime.date | None = None
    min_volume: Times = 0.5
    max_volume: Times = 2.0
    max_failures: Share = 0.05
    max_undated: Share = 0.1
    max_undated_events: Share = 0.75
    max_duplicates: Share = 0.01


class FollowOptions(ReadingOptions):
    """Everything that `communique follow` can be told."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    stream: StreamName = DEFAULT_FOLLOWED
    every: Annotated[float, Field(gt=0)] = 60.0  # seconds
    once: bool = False
    at_most: Annotated[int, Field(ge=1)] | None = None
    merged: bool = True
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    kafka_config: str | None = None
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    metrics_host: str = "127.0.0.1"

    def of_slice(self, slice_id: str) -> RunOptions:
        """The options of the run that makes one slice."""
        shared = self.model_dump(include=set(RunOptions.model_fields))
        wait = self.wait if self.once else min(self.wait, BRIEFLY)
        return RunOptions(**{**shared, "slice_id": slice_id, "quiet": True, "wait": wait})


class StreamOptions(EngineOptions):
    """Everything that `communique stream` can be told; lengths of time are in seconds."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1, max_length=1)]
    stream: StreamName = DEFAULT_STREAM
    window: Annotated[float, Field(gt=0)] = 86400.0
    lateness: Annotated[float, Field(ge=0)] = 3 * 86400.0
    memory: Annotated[float, Field(gt=0)] = 7 * 86400.0
    every: Annotated[float, Field(gt=0)] = 60.0
    languages: Languages = DEFAULT_LANGUAGES
    language_model: str | None = None
    fail_fast: bool = False
    kafka_config: str | None = None
    expansion_service: str | None = None


class MergeOptions(EngineOptions):
    """Everything that `communique merge` can be told."""

    since: date | None = None
    until: date | None = None
    of_slice: SliceId | None = None
    window_days: Annotated[int, Field(ge=1, le=366)] = REACH

    @property
    def slice_id(self) -> str:
        """Events belong to no slice of the input: this names their files instead."""
        return MERGED

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since} lies after --until {self.until}")
        if self.of_slice and (self.since or self.until):
            raise UsageError("--slice says which days are merged; --since and --until do too")
        return self
