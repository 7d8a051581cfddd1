"""Run the DAG in a real Airflow and look at the lake: `python -m tests.airflow FOLDER`.

Two intervals by `airflow dags test`, each of them twice; then a backfill over the days before and
after by scheduler, server and DAG processor, twice as well. No row may be doubled, no day missing,
and what is done again must leave the same bytes.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from socket import create_connection, socket

import pyarrow.parquet as pq

from pipelines import workflows
from tests.factories import write_lines

DAG = "communique_daily"
DAYS = ("2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06")
TOLD = (
    ("Chad", "Libya", "a border accord"),
    ("Peru", "Chile", "a fishing treaty"),
    ("Fiji", "Tonga", "a treaty on sea rescue"),
    ("Kenya", "Uganda", "a trade agreement"),
)
PATIENCE = 600.0
"""Seconds until a backfill counts as stuck."""


class Airflow:
    """An Airflow that was installed into a folder, with the command line of ours as it is here."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, folder / "venv" / "bin"
        self.news, self.lake = folder / "news", folder / "lake"
        self.database = folder / "home" / "airflow.db"
        self.port = free_port()
        self.environment = {
            **os.environ,
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "AIRFLOW_HOME": str(folder / "home"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{self.port}/execution/",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{self.database}?timeout=120",
            "AIRFLOW__API__PORT": self.port,
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__API_AUTH__JWT_SECRET": "nobody else talks to this server",
            "AIRFLOW__CORE__PARALLELISM": "2",
            "AIRFLOW__SCHEDULER__CREATE_CRON_DATA_INTERVALS": "True",
        }
        self.settings = {
            "input": f"{self.news}/%Y-%m-%d",
            "lake": str(self.lake),
            "command": str(Path(sys.executable).with_name("communique")),
            "engine": "--workers 1",
            "limits": "--max_failures 0.5",
        }

    def run(self, *words: str) -> str:
        """What an `airflow` command prints; it ends this script if it fails."""
        done = subprocess.run(
            ["airflow", *words],
            env=self.environment,
            cwd=self.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        with (self.folder / "airflow.log").open("a") as log:
            log.write(done.stdout)
        if done.returncode:
            sys.exit(f"airflow {' '.join(words)} failed:\n{done.stdout[-4000:]}")
        return done.stdout

    def interval(self, day: str, after: str) -> None:
        """Run the interval of a day at once: it is known by the day on which it ends."""
        self.run("dags", "test", DAG, after, "--conf", json.dumps(self.settings))
        print(f"interval of {day}: done", flush=True)

    def backfill(self, first: str, last: str) -> None:
        """Let the scheduler run the intervals from a day to another, whatever ran before."""
        days = ("--from-date", first, "--to-date", last)
        again = ("--reprocess-behavior", "completed", "--max-active-runs", "1")
        conf = json.dumps(self.settings)
        self.run("backfill", "create", "--dag-id", DAG, *days, *again, "--dag-run-conf", conf)
        began = time.monotonic()
        with self.serving():
            while self.asked("select id from backfill where completed_at is null"):
                if time.monotonic() - began > PATIENCE:
                    sys.exit(f"the backfill is stuck; see {self.folder}")
                time.sleep(2)
        states = self.asked("select state from dag_run where run_type = 'backfill'")
        if {*states} != {"success"}:
            sys.exit(f"the backfill failed: {states}; see {self.folder}")
        print(f"backfill from {first} to {last}: {len(states)} runs done", flush=True)

    def asked(self, question: str) -> list[str]:
        """What Airflow's database answers; its own commands would take many seconds."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return [value for (value,) in database.execute(question)]

    def wait_for_server(self, process: "subprocess.Popen[bytes]") -> None:
        """Return when the server answers; it ends this script if it does not."""
        began = time.monotonic()
        while process.poll() is None and time.monotonic() - began < PATIENCE:
            with suppress(OSError), create_connection(("localhost", int(self.port)), timeout=1):
                return
            time.sleep(1)
        sys.exit(f"the server does not answer; see {self.folder}/api-server.log")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Scheduler, DAG processor and server, until the block ends."""
        processes = []
        for name in ("api-server", "dag-processor", "scheduler"):
            with (self.folder / f"{name}.log").open("w") as log:
                process = subprocess.Popen(
                    [str(self.bin / "airflow"), name],
                    env=self.environment,
                    cwd=self.folder,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            processes.append(process)
            if name == "api-server":  # tasks fail that cannot report to it
                self.wait_for_server(process)
        try:
            yield
        finally:
            for process in processes:
                os.killpg(process.pid, signal.SIGTERM)
            for process in processes:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(30)
                with suppress(ProcessLookupError):  # it has ended, and so has all that it started
                    os.killpg(process.pid, signal.SIGKILL)


def free_port() -> str:
    """A port of this machine that nobody uses."""
    with socket() as probe:
        probe.bind(("localhost", 0))
        return str(probe.getsockname()[1])


def copy_dag(dags: Path) -> None:
    """The DAG as it is, but for an end: so the scheduler starts no run of today by itself."""
    text = (Path(workflows.__file__).parent / f"{DAG}.py").read_text()
    ending = text.replace(
        "catchup=False", "catchup=False,\n    end_date=datetime(2025, 3, 31, tzinfo=UTC)"
    )
    assert ending != text
    dags.mkdir(parents=True)
    (dags / f"{DAG}.py").write_text(ending)


def write_days(news: Path) -> None:
    """A folder for each day: what happened, a late word on the day before, a line that is none."""
    before: tuple[str, str] | None = None
    for day, (one, other, what) in zip(DAYS, TOLD, strict=True):
        (news / day).mkdir(parents=True)
        told = (day, f"{one} and {other} signed {what} on Monday.")
        late = [(before[0], f"It rained. {before[1]}")] if before else []
        lines = [
            {"id": f"{day} {n}", "date": published, "text": text}
            for n, (published, text) in enumerate([told, *late])
        ]
        write_lines(news / day / "a.jsonl", [*lines, "{broken"])
        before = told


def days_of(lake: Path, dataset: str) -> list[str]:
    """The day of each row."""
    found = []
    for path in lake.glob(f"{dataset}/**/*.parquet"):
        day = path.parent.name.removeprefix("published_date=")
        found += [day] * pq.read_metadata(path).num_rows
    return sorted(found)


def files(lake: Path) -> dict[str, bytes]:
    """All of the lake but the manifests, which know the clock."""
    paths = (path for path in sorted(lake.rglob("*.parquet")))
    return {str(path.relative_to(lake)): path.read_bytes() for path in paths}


def expect(lake: Path, days: Sequence[str]) -> None:
    """End this script unless the lake holds what the slices of these days say, each once."""
    late = [DAYS[DAYS.index(day) - 1] for day in days if day != DAYS[0]]
    for dataset, expected in (("mentions", [*days, *late]), ("events", {*days, *late})):
        if (found := days_of(lake, dataset)) != sorted(expected):
            sys.exit(f"{dataset} has rows of {found}, not of {sorted(expected)}")
    if (failed := len(days_of(lake, "failures"))) != len(days):
        sys.exit(f"failures has {failed} rows, not {len(days)}")
    if several := [
        p for p in {f.parent for f in lake.rglob("*.parquet")} if len([*p.iterdir()]) > 1
    ]:
        sys.exit(f"not compacted: {several}")


def test(folder: Path) -> None:
    """All of it."""
    airflow = Airflow(folder)
    for name in ("news", "lake", "home", "dags"):
        rmtree(folder / name, ignore_errors=True)
    write_days(airflow.news)
    copy_dag(folder / "dags")
    airflow.run("db", "migrate")
    airflow.interval(DAYS[1], DAYS[2])
    airflow.interval(DAYS[2], DAYS[3])
    once = files(airflow.lake)
    expect(airflow.lake, DAYS[1:3])
    airflow.interval(DAYS[1], DAYS[2])
    airflow.interval(DAYS[2], DAYS[3])
    if files(airflow.lake) != once:
        sys.exit("the same intervals, run again, have left other bytes")
    # A run by `dags test` has the date on which its interval ends, a scheduled one that on which it
    # begins, and of each date there is one run: so the backfill gets a database of its own.
    rmtree(folder / "home")
    airflow.run("db", "migrate")
    airflow.run("dags", "reserialize")
    airflow.run("dags", "unpause", DAG, "--yes")
    airflow.backfill(DAYS[0], DAYS[-1])
    once = files(airflow.lake)
    expect(airflow.lake, DAYS)
    airflow.backfill(DAYS[0], DAYS[-1])
    if files(airflow.lake) != once:
        sys.exit("the same backfill, done again, has left other bytes")
    print("no row doubled, no day missing, the same bytes each time")


if __name__ == "__main__":
    test(Path(sys.argv[1]).resolve())
