"""Kill runs at seeded points and run them again: `python -m tests.kill --points 100`.

For each scene a command is done undisturbed, which tells how many changes it makes to files and
how the lake looks in the end. Then, for each of so many of its points, it is done on a copy of the
first lake, killed at the point, the lake is looked at, and it is done again: now the lake must be
the same, byte for byte. Every run is a fork of this process, which has loaded all that is needed.
"""

import argparse
import gc
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.process import prepare_process

prepare_process()

from pipelines.__main__ import main  # noqa: E402
from pipelines.errors import EXIT_LAKE, EXIT_USAGE  # noqa: E402
from tests.kill.fate import (  # noqa: E402
    DISK_FULL,
    PERMISSION_LOST,
    RENAME_FAILS,
    Deed,
    Fate,
    die,
)
from tests.kill.scenes import (  # noqa: E402
    SCENES,
    Scene,
    counts,
    extract_words,
    harm,
    rows_of,
    snapshot,
    write_news,
)

DEEDS: dict[str, Deed] = {
    "killed": die,
    "disk full": DISK_FULL,
    "permission lost": PERMISSION_LOST,
    "rename fails": RENAME_FAILS,
}
KILLED = -9
NEVER = sys.maxsize


def forked(words: list[str], fate: Fate | None = None, note: Path | None = None) -> int:
    """The exit code of a command, done by a copy of this process; -9 if it was killed."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        if note:
            errors = os.open(note.with_suffix(".err"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(errors, 2)
            os.dup2(errors, 1)
        if fate:
            fate.befall()
        code = main(words)
        if note and fate:
            note.write_text(str(fate.seen))
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


class Stage:
    """A scene made ready: the lake before, the lake after, and how many changes lie between."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene, self.folder = scene, folder
        self.start, self.lake, self.news = folder / "start", folder / "lake", folder / "news.jsonl"
        self.note = folder / "note"
        scene.prepare(forked, self.start, folder)
        self.before, self.rows = snapshot(self.start), rows_of(self.start)
        shutil.copytree(self.start, self.lake)
        self.words = scene.command(self.lake, self.news)
        assert forked(self.words, Fate(str(self.lake), NEVER), self.note) == 0
        self.expected, self.counts = snapshot(self.lake), counts(self.lake)
        self.changes = int(self.note.read_text())

    def reset(self) -> None:
        """Put the lake back to how it was before."""
        shutil.rmtree(self.lake)
        shutil.copytree(self.start, self.lake)

    def harm(self) -> str | None:
        """What the accident has done that it must not do."""
        return harm(self.scene, self.lake, self.before, self.rows, self.expected)

    def second_run(self) -> str | None:
        """What is wrong with the lake after the run has been done again."""
        if forked(self.words, None, self.note) != 0:
            return f"the second run failed: {self.note.with_suffix('.err').read_text()[-2000:]}"
        now = snapshot(self.lake)
        names = now.keys() | self.expected.keys()
        if differing := sorted(name for name in names if now.get(name) != self.expected.get(name)):
            return f"after the second run these differ: {differing}"
        counted = counts(self.lake) == self.counts
        return None if counted else "after the second run the manifests differ"


def trials(stage: Stage, points: int, seed: int, deed: str) -> Iterator[str | None]:
    """What went wrong at each point; None where nothing did."""
    name, chosen = stage.scene.name, list(range(1, stage.changes + 1))
    if points < len(chosen):
        chosen = sorted(random.Random(f"{seed} {name} {deed}").sample(chosen, points))
    print(f"{name}, {deed}: {stage.changes} changes of files, {len(chosen)} points", flush=True)
    for at in chosen:
        stage.reset()
        code = forked(stage.words, Fate(str(stage.lake), at, DEEDS[deed]), stage.note)
        found = _wrong_end(deed, code, stage.note.with_suffix(".err"))
        found = found or stage.harm() or stage.second_run()
        yield found and f"{name}, {deed} at {at}: {found}"


def _wrong_end(deed: str, code: int, errors: Path) -> str | None:
    """Whether the first run ended otherwise than that accident must end it."""
    if deed == "killed":
        return None if code == KILLED else f"was not killed but ended with {code}"
    said = errors.read_text()
    if code not in (EXIT_LAKE, EXIT_USAGE, 0):
        return f"ended with {code} and said {said[-2000:]}"
    if code and (not said.startswith("communique: error: ") or len(said.splitlines()) != 1):
        return f"did not say in one line what is wrong: {said[-2000:]}"
    return None


def worker_trials(stage: Stage, times: int, seed: int) -> Iterator[str | None]:
    """The same with two workers, killed at any moment: what they still write must do no harm."""
    words = [*stage.words, "--workers", "2"]
    stage.reset()
    began = time.monotonic()
    assert _subprocess(words, None) == 0
    whole = time.monotonic() - began
    print(f"{stage.scene.name} with two workers, killed: {times} moments of {whole:.1f} s")
    for moment in sorted(random.Random(seed).uniform(0.3, 1.05) * whole for _ in range(times)):
        stage.reset()
        _subprocess(words, moment)
        found = stage.harm() or stage.second_run()
        yield found and f"two workers, killed after {moment:.1f} s: {found}"


def _subprocess(words: list[str], moment: float | None) -> int:
    """The exit code of the command; its first process, not its workers, is killed in time."""
    command = [sys.executable, "-m", "pipelines", *words]  # workers complain of its end
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        return process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be tried."""

    points: int
    moments: int
    seed: int
    deeds: list[str]
    scenes: list[str]


def everything(plan: Plan) -> Iterator[str | None]:
    """All trials, one after the other."""
    with tempfile.TemporaryDirectory(prefix="communique-kill-") as place:
        _warm_up(Path(place))
        for scene in (scene for scene in SCENES if scene.name in plan.scenes):
            folder = Path(place) / scene.name.replace(" ", "-")
            folder.mkdir()
            stage = Stage(scene, folder)
            for deed in plan.deeds:
                yield from trials(stage, plan.points, plan.seed, deed)
            if plan.moments and scene.name == "extract":
                yield from worker_trials(stage, plan.moments, plan.seed)


def _warm_up(folder: Path) -> None:
    """Load in this process whatever the forks would load, each for itself."""
    news = write_news(folder / "warm.jsonl", slice(0, 1))
    main(extract_words(folder / "warm", news, "warm"))
    gc.collect()
    gc.freeze()  # a fork that looks through what it has inherited copies it page by page
    gc.disable()


def run_all(plan: Plan) -> int:
    """Try everything, and tell; how many trials went wrong."""
    began, tried, wrong = time.monotonic(), 0, 0
    for found in everything(plan):
        tried += 1
        if found:
            wrong += 1
            print(f"WRONG {found}", flush=True)
    print(f"{tried} trials, {wrong} wrong; seed {plan.seed}, {time.monotonic() - began:.0f} s")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m tests.kill")
    parser.add_argument("--points", type=int, default=1000, help="of each scene and accident")
    parser.add_argument("--moments", type=int, default=20, help="to kill a run with two workers")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--deeds", nargs="+", choices=DEEDS, default=list(DEEDS))
    names = [scene.name for scene in SCENES]
    parser.add_argument("--scenes", nargs="+", choices=names, default=names)
    sys.exit(min(1, run_all(Plan(**vars(parser.parse_args())))))
