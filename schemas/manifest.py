"""The account of one run: what went in, what came out, with which versions, in what time."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, computed_field

from schemas.article import UtcDatetime


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputFile(_Record):
    """One file that was read, as it was when the run began."""

    uri: str
    size_bytes: int
    sha256: str
    url: str | None = None  # where it was fetched from


class OffsetRange(_Record):
    """Messages of one partition of a Kafka topic, from *first* up to but without *until*."""

    uri: str  # kafka://host:port/topic/partition
    first: int = Field(ge=0)
    until: int = Field(ge=0)

    @property
    def messages(self) -> int:
        """How many offsets there are; a compacted topic may have fewer messages."""
        return self.until - self.first


class Counts(_Record):
    """How many records, by what became of them."""

    records_in: int = 0
    articles: int = 0
    copies: int = 0
    skipped: int = 0
    skipped_by_reason: dict[str, int] = Field(default_factory=dict)
    failures: int = 0
    failures_by_stage: dict[str, int] = Field(default_factory=dict)
    articles_with_events: int = 0
    mentions: int = 0
    mentions_by_type: dict[str, int] = Field(default_factory=dict)
    dates_lost: int = 0
    dates_from: dict[str, int] = Field(default_factory=dict)
    dates_missing: int = 0
    mentions_merged: int = 0
    events: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def unaccounted(self) -> int:
        """Records in, less articles, copies, skipped ones and failures: 0 in a sound run."""
        return self.records_in - self.articles - self.copies - self.skipped - self.failures

    @property
    def share_bad(self) -> float:
        """Failures among the records that were read."""
        return self.failures / self.records_in if self.records_in else 0.0


class Manifest(_Record):
    """What `runs/<run_id>.json` holds: the only place where the clock is written."""

    run_id: str
    slice_id: str
    started_by: str | None = None
    started_at: UtcDatetime
    finished_at: UtcDatetime
    inputs: tuple[InputFile, ...]
    offsets: tuple[OffsetRange, ...] = ()
    counts: Counts
    days: tuple[date | None, ...] = ()
    """Days of publication whose mentions may have changed; None stands for those without one."""
    files_written: dict[str, int]
    files_removed: dict[str, int]
    options: dict[str, str | int | float | bool | list[str] | None]
    versions: dict[str, str]
    seconds: dict[str, float]
