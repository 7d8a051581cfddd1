"""Which of Beam's runners does the work, and with which options of Beam's own."""

import argparse
import shlex
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, cast

from apache_beam.options import pipeline_options
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.runners.portability.fn_api_runner.fn_runner import FnApiRunner
from apache_beam.runners.runner import PipelineRunner, create_runner
from apache_beam.transforms.environments import SubprocessSDKEnvironment

from pipelines.errors import UnknownOptionError, UsageError
from pipelines.logs import for_workers
from pipelines.options import LOCAL_RUNNER, EngineOptions
from pipelines.packing import is_packed
from schemas.manifest import InputFile

BYTES_PER_WORKER = 2_000_000
"""Of text, about a thousand articles: less is not worth another process."""

PACKED = 3
"""Bytes of text in a byte of a packed file, about."""


OF_THE_JOB_SERVER = frozenset(
    {
        "allow_non_restored_state",
        "checkpoint_timeout_millis",
        "checkpointing_interval",
        "checkpointing_mode",
        "execution_retry_delay",
        "externalized_checkpoints_enabled",
        "fail_on_checkpointing_errors",
        "finish_bundle_before_checkpointing",
        "max_bundle_size",
        "max_bundle_time_mills",
        "max_parallelism",
        "min_pause_between_checkpoints",
        "number_of_execution_retries",
        "object_reuse",
        "parallelism",
        "retain_externalized_checkpoints_on_cancellation",
        "savepoint_path",
        "shutdown_sources_after_idle_ms",
        "state_backend",
        "state_backend_storage_path",
        "unaligned_checkpoint_enabled",
    }
)
"""Options of Flink that Beam knows only when it has asked a job server."""


def chosen_runner(named: str | None, beam_options: Sequence[str] = ()) -> str:
    """The runner's name, where none and `DirectRunner` stand for the one that works offline.

    Beam's DirectRunner first tries to download another runner, and hangs where it cannot.

    >>> chosen_runner("DirectRunner")
    'FnApiRunner'
    """
    if named in (None, "DirectRunner") and not _names_prism(beam_options):
        return LOCAL_RUNNER
    name = (named or "DirectRunner").rpartition(".")[2]
    if name == "DaskRunner":
        raise UsageError(
            "--runner DaskRunner is refused: it ignores windows and mixes up tagged outputs, so "
            "files would be wrong without any error. Use --workers N, or Flink or Spark"
        )
    return name


def _names_prism(beam_options: Sequence[str]) -> bool:
    return any(option.startswith("--prism_location") for option in beam_options)


def workers_for(inputs: Iterable[InputFile], cores: int) -> int:
    """How many processes pay: one for each core, if each has enough to read.

    Each costs some seconds to start, in which one alone reads about as much as `BYTES_PER_WORKER`.
    """
    size = sum(file.size_bytes * (PACKED if is_packed(file.uri) else 1) for file in inputs)
    return max(1, min(cores, size // BYTES_PER_WORKER))


def beam_options(options: EngineOptions) -> PipelineOptions:
    """Beam's options for this run; raises `UsageError` for options that Beam does not know."""
    refuse_unknown(options.beam_options)
    given = ["--runner", options.runner, *options.beam_options]
    workers = options.workers or 1
    if options.is_local and workers > 1:
        given += [f"--direct_num_workers={workers}"]
    elif workers > 1:
        raise UsageError(
            f"--workers counts processes of this machine; {options.runner} has options of its own, "
            "such as --parallelism"
        )
    return PipelineOptions(given)


def refuse_unknown(given: Sequence[str]) -> None:
    """Beam itself drops an option that it does not know, and a slip of the pen with it."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for kind in vars(pipeline_options).values():
        if isinstance(kind, type) and "_add_argparse_args" in vars(kind):
            with suppress(argparse.ArgumentError):  # two classes share it: the first one knows it
                cast(Any, kind)._add_argparse_args(parser)
    for name in OF_THE_JOB_SERVER:
        with suppress(argparse.ArgumentError):
            parser.add_argument(f"--{name}")
    try:
        _, unknown = parser.parse_known_args(list(given))
    except argparse.ArgumentError as error:
        raise UsageError(str(error)) from error
    if unknown:
        option = unknown[0]
        raise UnknownOptionError(option, f"{option} is an option neither of communique nor of Beam")


def runner_of(options: EngineOptions) -> PipelineRunner:
    """The runner itself; the local one starts our own worker processes when there are several."""
    if not options.is_local:
        return create_runner(options.runner)
    if options.workers in (None, 1):
        return FnApiRunner()
    words = [sys.executable, "-m", "pipelines.worker", *for_workers()]
    # The shell that Beam starts gives way to the worker: that must see when its parent is gone.
    command = f"exec {shlex.join(words)}"
    return FnApiRunner(SubprocessSDKEnvironment.from_command_string(command))
