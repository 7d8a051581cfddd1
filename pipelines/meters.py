"""The figures of a followed stream, as Prometheus reads them."""

from typing import TYPE_CHECKING, Any

from pipelines.errors import UsageError
from schemas.manifest import Manifest

if TYPE_CHECKING:
    pass

SECONDS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
"""Bounds of the buckets for the duration of a slice."""


class Meters:
    """What `--metrics_port` serves, under names that begin with `communique_`."""

    def __init__(self, stream: str, unit: str) -> None:
        """All at zero; *unit* is what lags: files or messages."""
        try:
            from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
        except ImportError as error:
            raise UsageError(
                "--metrics_port needs the package prometheus-client: "
                "pip install 'communique[stream]'"
            ) from error
        self._registry: CollectorRegistry = CollectorRegistry()
        names: tuple[str, ...] = ("stream",)
        own: dict[str, Any] = {"namespace": "communique", "registry": self._registry}

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(name, text, (*names, *labels), **own)

        self._stream = stream
        self._records = counter("records", "Records read")
        self._articles = counter("articles", "Articles looked at")
        self._copies = counter("copies", "Copies left out")
        self._skipped = counter("skipped", "Records that are no article for us", "reason")
        self._mentions = counter("mentions", "Events found in articles", "event_type")
        self._failures = counter("failures", "Records that could not be processed", "stage")
        self._slices = counter("slices", "Slices committed")
        self._errors = counter("errors", "Slices that broke off, and looks that failed")
        lag_help = f"{unit.capitalize()} that wait to be read"
        self._lag = Gauge(f"lag_{unit}", lag_help, names, **own)
        done_help = "When the last slice was committed"
        self._done = Gauge("last_slice_timestamp_seconds", done_help, names, **own)
        took_help = "Time from the record of a slice to its commit"
        self._took = Histogram("slice_seconds", took_help, names, buckets=SECONDS, **own)
        for each in (self._records, self._articles, self._copies, self._slices, self._errors):
            each.labels(stream)  # a counter that is not there is no zero to an alarm
        self._lag.labels(stream)

    def serve(self, host: str, port: int) -> int:
        """Answer on that port from now on, or on a free one for 0; the port."""
        from prometheus_client import start_http_server

        try:
            server, _ = start_http_server(port, host, self._registry)
        except OSError as error:
            raise UsageError(f"--metrics_port {port}: {error.strerror}") from error
        return int(server.server_port)

    def lags(self, waiting: int) -> None:
        """So much waits now."""
        self._lag.labels(self._stream).set(waiting)

    def failed(self) -> None:
        """A slice or a look broke off."""
        self._errors.labels(self._stream).inc()

    def committed(self, manifest: Manifest, seconds: float) -> None:
        """A slice is done."""
        counts, stream = manifest.counts, self._stream
        self._records.labels(stream).inc(counts.records_in)
        self._articles.labels(stream).inc(counts.articles)
        self._copies.labels(stream).inc(counts.copies)
        for kind, number in counts.mentions_by_type.items():
            self._mentions.labels(stream, kind).inc(number)
        for reason, number in counts.skipped_by_reason.items():
            self._skipped.labels(stream, reason).inc(number)
        for stage, number in counts.failures_by_stage.items():
            self._failures.labels(stream, stage).inc(number)
        self._slices.labels(stream).inc()
        self._took.labels(stream).observe(seconds)
        self._done.labels(stream).set_to_current_time()
