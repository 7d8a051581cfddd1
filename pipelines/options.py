"""The options of a run, parsed once."""

import codecs
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipelines.errors import UsageError
from schemas.claim import REACH

DEFAULT_SLICE = "default"
MERGED = "merged"
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
    input_format: str | None = None  # None: what each file's name and first bytes tell
    input_encoding: str | None = None
    fetch: bool = False
    languages: tuple[str, ...] | None = ("en",)  # None: any
    keep_articles: Literal["facts", "text"] | None = None
    slice_id: str = DEFAULT_SLICE
    language_model: str | None = None
    gate: Literal["on", "off"] = "on"
    fail_fast: bool = False
    max_bad: Annotated[float, Field(ge=0, le=1)] = 0.5
    merge: bool = False

    @field_validator("languages", mode="before")
    @classmethod
    def _are_codes(cls, languages: object) -> object:
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

    @field_validator("input_format")
    @classmethod
    def _is_a_format(cls, name: str | None) -> str | None:
        from pipelines.formats.registry import FORMATS  # with all of pyarrow: not for help alone

        if name is not None and name not in FORMATS:
            raise UsageError(f"--input_format {name!r}: there are {', '.join(FORMATS)}")
        return name

    @field_validator("input_encoding")
    @classmethod
    def _is_an_encoding(cls, name: str | None) -> str | None:
        try:
            return name and codecs.lookup(name).name
        except LookupError:
            raise UsageError(f"--input_encoding {name!r}: no encoding of that name") from None

    @field_validator("slice_id")
    @classmethod
    def _names_files(cls, slice_id: str) -> str:
        if not slice_id.isascii() or not slice_id.replace("_", "a").isalnum():
            raise UsageError(f"--slice {slice_id!r}: only letters, digits and _ can name a slice")
        return slice_id


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
