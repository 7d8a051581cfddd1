"""The options of a run, parsed once."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipelines.errors import UsageError

DEFAULT_SLICE = "default"
LOCAL_RUNNER = "FnApiRunner"


class RunOptions(BaseModel):
    """Everything that `communique extract` can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: Annotated[tuple[str, ...], Field(min_length=1)]
    lake: str
    slice_id: str = DEFAULT_SLICE
    runner: str = LOCAL_RUNNER
    workers: Annotated[int, Field(ge=1)] = 1
    language_model: str | None = None
    fail_fast: bool = False
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    quiet: bool = False
    beam_options: tuple[str, ...] = ()

    @field_validator("slice_id")
    @classmethod
    def _names_files(cls, slice_id: str) -> str:
        if not slice_id.isascii() or not slice_id.replace("_", "a").isalnum():
            raise UsageError(f"--slice {slice_id!r}: only letters, digits and _ can name a slice")
        return slice_id

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
