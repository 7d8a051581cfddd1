"""What a followed stream has read: its slices, and how far it came."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.manifest import InputFile, OffsetRange


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StreamSlice(_Record):
    """What one run of `communique follow` answers for: some files, or some ranges of offsets."""

    stream: str
    number: int = Field(ge=1)
    files: tuple[InputFile, ...] = ()
    offsets: tuple[OffsetRange, ...] = ()

    @property
    def slice_id(self) -> str:
        """The name of the slice in the lake; names sort as the slices were made."""
        return f"{self.stream}_{self.number:08d}"


class StreamPosition(_Record):
    """How far a stream has come: the sum of its committed slices."""

    inputs: tuple[str, ...]
    number: int = 0
    files: dict[str, InputFile] = Field(default_factory=dict)
    offsets: dict[str, int] = Field(default_factory=dict)

    def after(self, done: StreamSlice) -> "StreamPosition":
        """The position when this slice is done, too."""
        return StreamPosition(
            inputs=self.inputs,
            number=done.number,
            files=self.files | {file.uri: file for file in done.files},
            offsets=self.offsets | {part.uri: part.until for part in done.offsets},
        )
