"""Following a stream: slice after slice, until it is told to stop.

    look → record the slice → extract it → merge the days it touches → commit it

A slice is recorded before any work on it and committed after all of it. Its run replaces its own
files, and its merge is a function of the lake. So it may be killed anywhere and done again.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from pipelines.arrivals import Arrivals, still_there
from pipelines.errors import BusyError, UsageError
from pipelines.kafka import TopicUnreadable
from pipelines.ledger import Ledger
from pipelines.merge import merge_after
from pipelines.meters import Meters
from pipelines.options import FollowOptions
from pipelines.run import check_lake, check_language_model, run, verdict
from pipelines.screen import Screen
from schemas.manifest import Manifest
from schemas.stream import StreamSlice

TRIES = 3
"""Times that a slice may break off in a row before the whole process gives up."""


class Stop:
    """A wish to stop: the first signal lets the slice end, the second one breaks it off."""

    def __init__(self) -> None:
        """Nothing is wished yet."""
        self._wished = Event()

    @property
    def is_wished(self) -> bool:
        """Whether no further slice shall begin."""
        return self._wished.is_set()

    def wish(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Stop after this slice; asked twice, at once."""
        if self.is_wished:
            raise KeyboardInterrupt
        self._wished.set()

    def wait(self, seconds: float) -> None:
        """Sleep so long, or until stopping is wished."""
        self._wished.wait(max(0.0, seconds))

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Take SIGTERM and SIGINT as the wish to stop, while the block runs."""
        kept = {each: signal.signal(each, self.wish) for each in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for each, handler in kept.items():
                signal.signal(each, handler)


@dataclass
class Follower:
    """One stream that is followed into one lake."""

    options: FollowOptions
    arrivals: Arrivals
    ledger: Ledger
    screen: Screen
    meters: Meters | None = None
    stop: Stop = field(default_factory=Stop)
    bad: int = 0
    _said: set[str] = field(default_factory=set)
    _broken: int = 0

    def follow(self) -> int:
        """Do slices until stopping is wished, or with `once` until nothing waits; how many."""
        done = 0
        while not self.stop.is_wished:
            began = time.monotonic()
            planned = self.ledger.open_slice or self._next()
            if planned is not None and self._done(planned):
                done += 1
                continue
            if self.options.once and planned is None:
                break
            self.screen.hold(f"{done:,} slices done; waiting for {self.arrivals.unit}")
            self.stop.wait(self.options.every - (time.monotonic() - began))
        return done

    def _next(self) -> StreamSlice | None:
        """What has come as a slice, which is recorded; None if nothing has."""
        position = self.ledger.position
        try:
            arrived = self.arrivals.look(position)
        except TopicUnreadable as error:
            self._failed()
            if self.options.once:
                raise UsageError(f"--input: {error}") from error
            self._say_once(f"{error}; trying again")
            return None
        for oddity in arrived.oddities:
            self._say_once(oddity)
        if self.meters:
            self.meters.lags(arrived.waiting)
        if arrived.is_empty:
            return None
        number, files, offsets = position.number + 1, arrived.files, arrived.offsets
        planned = StreamSlice(
            stream=self.options.stream, number=number, files=files, offsets=offsets
        )
        self.ledger.record(planned)
        return planned

    def _done(self, planned: StreamSlice) -> bool:
        """Do a slice of the ledger and commit it; False if it broke off and may be tried again."""
        began = time.monotonic()
        try:
            planned = self._as_it_is_now(planned)
            manifest = self._make(planned)
        except BusyError as error:  # such as a compaction, which ends by itself
            if self.options.once:
                raise
            self.screen.tell(f"slice {planned.slice_id} is tried again: {error}")
            return False
        except UsageError:
            raise
        except Exception as error:
            if not self._may_go_on(planned, error):
                raise
            return False
        self.ledger.commit(planned)
        self._broken = 0
        self._account(manifest, time.monotonic() - began)
        return True

    def _may_go_on(self, planned: StreamSlice, error: Exception) -> bool:
        """Say that the slice broke off; whether that can be borne."""
        self._failed()
        self._broken += 1
        if self.stop.is_wished:  # whoever stops us may have stopped our workers, too
            self.screen.tell(f"slice {planned.slice_id} broke off; the next start does it again")
            return True
        if self.options.once or self._broken >= TRIES:
            return False
        self.screen.tell(f"slice {planned.slice_id} broke off and is tried again: {error}")
        return True

    def _as_it_is_now(self, planned: StreamSlice) -> StreamSlice:
        """The slice with the files as they are; recorded anew if they are not as they were."""
        files = tuple(still_there([file.uri for file in planned.files]))
        if files == planned.files:
            return planned
        was = {file.uri: file for file in planned.files}
        for uri in sorted(set(was) - {file.uri for file in files}):
            self.screen.tell(f"{uri} is gone; slice {planned.slice_id} is done without it")
        renewed = planned.model_copy(update={"files": files})
        self.ledger.record(renewed)
        return renewed

    def _make(self, planned: StreamSlice) -> Manifest:
        settings = self.options.of_slice(planned.slice_id)
        manifest = run(settings, planned, self.options.kafka_config)
        if self.options.merged and manifest.days:
            merge_after(settings, manifest.days)
        return manifest

    def _account(self, manifest: Manifest, seconds: float) -> None:
        if self.meters:
            self.meters.committed(manifest, seconds)
        if complaint := verdict(manifest, self.options.max_bad):
            self.bad += 1
            self.screen.tell(f"slice {manifest.slice_id}: {complaint}")
        self.screen.show(slice_line(manifest, seconds))

    def _failed(self) -> None:
        if self.meters:
            self.meters.failed()

    def _say_once(self, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            self.screen.tell(what)


def slice_line(manifest: Manifest, seconds: float) -> str:
    """What a slice did, in a line."""
    counts = manifest.counts
    offsets = sum(part.messages for part in manifest.offsets)
    skipped = f"{counts.skipped:,} skipped + " if counts.skipped else ""
    source = f"{offsets:,} offsets" if manifest.offsets else f"{len(manifest.inputs):,} files"
    return (
        f"{manifest.slice_id}: {counts.records_in:,} records of {source} = "
        f"{counts.articles:,} articles + {counts.copies:,} copies + {skipped}"
        f"{counts.failures:,} failures; "
        f"{counts.mentions:,} mentions; {seconds:.1f} s"
    )


def prepare(options: FollowOptions, arrivals: Arrivals, screen: Screen) -> Follower:
    """A follower that can begin; `UsageError` for what cannot."""
    check_language_model(options.language_model)
    check_lake(options.lake)
    ledger = Ledger(options.lake, options.stream, options.inputs)
    meters = None
    if options.metrics_port is not None:
        meters = Meters(options.stream, arrivals.unit)
        port = meters.serve(options.metrics_host, options.metrics_port)
        screen.tell(f"metrics: http://{options.metrics_host}:{port}/metrics")
    return Follower(options, arrivals, ledger, screen, meters)
