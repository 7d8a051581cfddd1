"""The ledger of a followed stream: each slice is recorded before work and committed after it.

A process that is killed leaves at most one slice recorded and not committed. The next one does
exactly that slice again, and since a slice replaces its own files, nothing is lost or doubled.
"""

from pipelines.errors import UsageError
from pipelines.files import matching, opened_raw, put, remove
from pipelines.memory import Memory, fold_keys
from schemas.stream import StreamPosition, StreamSlice

STREAMS = ".streams"
"""Folder of the lake for ledgers; readers never look into it."""

FOLDED = 500
"""Committed slices after which their files are folded into one."""

_RECORDED, _COMMITTED = ".recorded.json", ".committed.json"


def folder_of(lake: str, stream: str) -> str:
    """Where the ledger of a stream lies."""
    return f"{lake}/{STREAMS}/{stream}"


def memory_of(lake: str, planned: StreamSlice) -> Memory:
    """The hashes of the articles of earlier slices."""
    return Memory.of(lake, folder_of(lake, planned.stream), planned.slice_id)


class Ledger:
    """The ledger of one stream, in `<lake>/.streams/<stream>/`."""

    def __init__(self, lake: str, stream: str, inputs: tuple[str, ...]) -> None:
        """Read the ledger, or begin it; raises `UsageError` if it is that of other inputs."""
        self.lake, self.stream = lake, stream
        self._folder = folder_of(lake, stream)
        self._unfolded: list[str] = []
        self.position = self._stored(inputs)
        if self.position.inputs != inputs:
            was = " ".join(self.position.inputs)
            raise UsageError(
                f"--input: the stream {stream!r} of this lake reads {was}; "
                "give another input another --stream"
            )
        self.open_slice = self._replay()

    def record(self, planned: StreamSlice) -> None:
        """Write down what is about to be done."""
        self._put(f"{planned.slice_id}{_RECORDED}", planned)
        self.open_slice = planned

    def commit(self, done: StreamSlice) -> None:
        """Write down that it is done; from now on it is never done again."""
        self._put(committed := f"{done.slice_id}{_COMMITTED}", done)
        remove([f"{self._folder}/{done.slice_id}{_RECORDED}"])
        self.position, self.open_slice = self.position.after(done), None
        self._unfolded.append(f"{self._folder}/{committed}")
        if len(self._unfolded) >= FOLDED:
            self._fold()

    def _stored(self, inputs: tuple[str, ...]) -> StreamPosition:
        path = f"{self._folder}/position.json"
        if matching(path):
            return StreamPosition.model_validate_json(_content(path))
        begun = StreamPosition(inputs=inputs)
        self._put("position.json", begun)
        return begun

    def _replay(self) -> StreamSlice | None:
        """Add the committed slices to the position; the slice that was left open, if one was."""
        for path in matching(f"{self._folder}/*{_COMMITTED}"):
            done = StreamSlice.model_validate_json(_content(path))
            self._unfolded.append(path)
            if done.number > self.position.number:  # else a fold broke off before it removed this
                self.position = self.position.after(done)
        for path in matching(f"{self._folder}/*{_RECORDED}"):
            left = StreamSlice.model_validate_json(_content(path))
            if left.number > self.position.number:
                return left
            remove([path])
        return None

    def _fold(self) -> None:
        self._put("position.json", self.position)
        remove(self._unfolded)
        fold_keys(self.lake, self._folder)
        self._unfolded = []

    def _put(self, name: str, record: StreamSlice | StreamPosition) -> None:
        put(self.lake, f"{self._folder}/{name}", record.model_dump_json(indent=1).encode() + b"\n")


def _content(path: str) -> bytes:
    with opened_raw(path) as handle:
        return handle.read()
