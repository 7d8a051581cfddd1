"""The options of a run, parsed once."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipelines.errors import UsageError
from schemas.claim import REACH

DEFAULT_SLICE = "default"
DEFAULT_STREAM = "follow"
MERGED = "merged"
StreamName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
LOCAL_RUNNER = "FnApiRunner"


class EngineOptions(BaseModel):
    """What every run on Beam can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lake: str
    runner: str = LOCAL_RUNNER
    workers: Annotated[int, Field(ge=1)] | None = None  # None: as many as pay
    quiet: bool = False
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


class RunOptions(EngineOptions):
    """Everything that `communique extract` can be told."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    slice_id: str = DEFAULT_SLICE
    language_model: str | None = None
    gate: Literal["on", "off"] = "on"
    fail_fast: bool = False
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    merge: bool = False

    @field_validator("slice_id")
    @classmethod
    def _names_files(cls, slice_id: str) -> str:
        if not slice_id.isascii() or not slice_id.replace("_", "a").isalnum():
            raise UsageError(f"--slice {slice_id!r}: only letters, digits and _ can name a slice")
        return slice_id


class FollowOptions(EngineOptions):
    """Everything that `communique follow` can be told."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    stream: StreamName = DEFAULT_STREAM
    every: Annotated[float, Field(gt=0)] = 60.0  # seconds
    once: bool = False
    at_most: Annotated[int, Field(ge=1)] | None = None
    merged: bool = True
    language_model: str | None = None
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    kafka_config: str | None = None
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    metrics_host: str = "127.0.0.1"

    def of_slice(self, slice_id: str) -> RunOptions:
        """The options of the run that makes one slice."""
        shared = self.model_dump(include=set(RunOptions.model_fields))
        return RunOptions(**{**shared, "slice_id": slice_id, "quiet": True})


class StreamOptions(EngineOptions):
    """Everything that `communique stream` can be told; lengths of time are in seconds."""

    inputs: Annotated[tuple[str, ...], Field(min_length=1, max_length=1)]
    stream: StreamName = DEFAULT_STREAM
    window: Annotated[float, Field(gt=0)] = 86400.0
    lateness: Annotated[float, Field(ge=0)] = 3 * 86400.0
    memory: Annotated[float, Field(gt=0)] = 7 * 86400.0
    every: Annotated[float, Field(gt=0)] = 60.0
    language_model: str | None = None
    fail_fast: bool = False
    kafka_config: str | None = None
    expansion_service: str | None = None


class MergeOptions(EngineOptions):
    """Everything that `communique merge` can be told."""

    since: date | None = None
    until: date | None = None
    window_days: Annotated[int, Field(ge=1, le=366)] = REACH

    @property
    def slice_id(self) -> str:
        """Events belong to no slice of the input: this names their files instead."""
        return MERGED

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since} lies after --until {self.until}")
        return self
