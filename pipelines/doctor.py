"""Is everything there that a run needs? Installation, rules, model, runner, machine, lake."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Literal

import apache_beam as beam
from packaging.requirements import Requirement

from pipelines.database import connect
from pipelines.files import WRITING, last_changed, matching, put_locked, remove, root, sweep
from pipelines.leases import at_work, broken_off
from pipelines.manifest import versions
from pipelines.options import LOCAL_RUNNER, RunOptions
from pipelines.runners import beam_options, runner_of
from schemas.version import PIPELINE_VERSION, SCHEMA_VERSION
from transforms.language import load_language
from transforms.rulebook import rulebook

State = Literal["ok", "note", "FAIL"]

LITTLE = 2 << 30
"""Bytes of free disk that a run may well need."""
FEW_FILES = 1024
SKEW = 60.0
"""Seconds that the clock of a lake's disk may differ from ours."""


class Note(Exception):
    """What works, but an operator should know."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    state: State
    detail: str


def checks(lake: str | None = None, language_model: str | None = None) -> Iterator[Finding]:
    """The findings, one by one; nothing of the lake is changed."""
    yield _tried("installation", installation)
    yield _tried("extras", extras)
    yield _tried("rules", rules)
    yield _tried("language model", lambda: model(language_model))
    yield _tried("runner", lambda: runner(1))
    yield _tried("workers", lambda: runner(2))
    yield _tried("machine", machine)
    yield _tried("temporary files", temporary_files)
    if lake is not None:
        place = root(lake)
        yield _tried("lake", lambda: lake_state(place))
        yield _tried("lake, writing", lambda: lake_writing(place))
        yield _tried("lake, runs", lambda: lake_runs(place))


def _tried(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, "ok", look())
    except Note as note:
        return Finding(subject, "note", str(note))
    except Exception as error:
        return Finding(subject, "FAIL", f"{type(error).__name__}: {error}")


def installation() -> str:
    """Versions of all that counts; raises if one is missing, or not one that we work with."""
    if wrong := [complaint for each in _required("") if (complaint := _unfit(each))]:
        raise RuntimeError(f"{'; '.join(wrong)}. Install again with --constraint constraints.txt")
    return ", ".join(f"{name} {number}" for name, number in versions().items())


def extras() -> str:
    """Which optional parts can be used, and how to get the others."""
    told = []
    for extra in ("report", "stream", "formats"):
        wanted = _required(extra)
        missing = [each.name for each in wanted if _unfit(each)]
        if wanted:
            hint = f" needs {', '.join(missing)}: pip install 'communique[{extra}]'"
            told.append(f"{extra}{hint if missing else ' is there'}")
    return "; ".join(told) or "none"


def _required(extra: str) -> list[Requirement]:
    """What our own package asks for, always or for an extra."""
    asked = [Requirement(line) for line in requires("communique") or ()]
    always = [each for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]
    if not extra:
        return always
    return [
        e for e in asked if e not in always and e.marker and e.marker.evaluate({"extra": extra})
    ]


def _unfit(wanted: Requirement) -> str | None:
    """What is wrong with the version of a package that is installed; None if nothing."""
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is not installed"
    return None if wanted.specifier.contains(found) else f"{wanted} is needed, {found} is installed"


def rules() -> str:
    """How many rules there are, after all were read and checked."""
    book = rulebook()
    return f"{len(book.patterns):,} patterns, {len(book.groups):,} word groups"


def model(name: str | None) -> str:
    """The model's name, after it has parsed a sentence."""
    language = load_language(name)
    [sentence] = language.parse(["Chad and Libya signed a border accord."])
    return f"{language.name} parses: {len(sentence.tokens)} words"


def runner(workers: int) -> str:
    """The local runner, after a graph of three elements has run in so many processes."""
    options = RunOptions(inputs=("none",), lake="none", workers=workers)
    with beam.Pipeline(runner=runner_of(options), options=beam_options(options)) as pipeline:
        _ = pipeline | beam.Create([1, 2, 3]) | beam.Reshuffle() | beam.Map(str)
    where = "this process" if workers == 1 else f"{workers} processes"
    return f"{LOCAL_RUNNER} runs in {where}, Python {sys.version.split()[0]}"


def machine() -> str:
    """Cores, memory, and how many files a process may have open."""
    import resource

    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    told = f"{os.cpu_count()} cores, {pages / 2**30:.0f} GiB of memory, {files:,} open files"
    if files < FEW_FILES:
        raise Note(f"{told}: few files for a lake of many days; ulimit -n {FEW_FILES * 8}")
    return told


def temporary_files() -> str:
    """Where they go, after one was written, and how much room is there."""
    with tempfile.TemporaryFile() as file:
        file.write(b"x")
    return _with_room(tempfile.gettempdir())


def lake_state(lake: str) -> str:
    """How much the lake holds, read through its views."""
    if not matching(f"{lake}/**"):
        raise Note(f"{lake} is empty, or not there yet")
    with connect(lake) as connection:
        counts = [
            f"{connection.sql(f'select count(*) from {view}').fetchall()[0][0]:,} {view}"
            for view in ("mentions", "events", "failures", "runs")
        ]
    return f"{lake}: {', '.join(counts)}; schema {SCHEMA_VERSION}, communique {PIPELINE_VERSION}"


def lake_writing(lake: str) -> str:
    """Whether a file can be written, locked and removed, what the time is there, and the room."""
    if "://" not in lake and not os.path.isdir(lake):
        raise Note(f"{lake} is made by the first run")
    probe = f"{lake}/{WRITING}/doctor"
    handle = put_locked(lake, probe, b"")
    skew = last_changed(probe) - time.time()
    remove([probe])
    sweep(lake)
    if abs(skew) > SKEW:
        raise RuntimeError(f"the clock of the disk differs from ours by {skew:.0f} s")
    if handle is None:
        raise Note("files cannot be locked there: leases are renewed every minute instead")
    handle.close()
    return _with_room(lake)


def lake_runs(lake: str) -> str:
    """What goes on in the lake, and what broke off."""
    if broken := sorted({lease.slice_id for lease in broken_off(lake)}):
        raise RuntimeError(f"runs broke off, of the slices {', '.join(broken)}: run them again")
    working = [lease.run_id for lease in at_work(lake)]
    return f"at work: {', '.join(working)}" if working else "nothing is at work, nothing broke off"


def _with_room(folder: str) -> str:
    if "://" in folder:
        return f"{folder} can be written"
    free = shutil.disk_usage(folder).free
    told = f"{folder} can be written, {free / 2**30:.1f} GiB are free"
    if free < LITTLE:
        raise Note(f"{told}: that is little")
    return told
