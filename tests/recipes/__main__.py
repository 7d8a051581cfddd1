"""Run each recipe for two days, twice, and compare the lakes: `python -m tests.recipes FOLDER`.

FOLDER/venv holds Prefect and Dagster. Whoever runs the night's commands, and however often, the
lake must hold the same bytes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pipelines import workflows
from tests.airflow.__main__ import DAYS, files, write_days

WORKFLOWS = Path(workflows.__file__).parent
COMMUNIQUE = Path(sys.executable).with_name("communique")
LIMITS = "--max_failures 0.5"

PREFECT = """
import sys
from datetime import date
from communique_prefect import communique_daily
communique_daily(date.fromisoformat(sys.argv[1]), *sys.argv[2:])
"""
DAGSTER = """
import sys
from dagster import DagsterInstance, RunConfig, materialize
from communique_dagster import Place, events, mentions
day, news, lake, limits = sys.argv[1:]
place = Place(news=news, lake=lake, limits=limits)
with DagsterInstance.ephemeral() as instance:
    done = materialize(
        [mentions, events],
        partition_key=day,
        instance=instance,
        run_config=RunConfig(ops={"mentions": place, "events": place}),
    )
sys.exit(not done.success)
"""

Night = Callable[[str, Path, Path], None]


def shell(day: str, news: Path, lake: Path) -> None:
    """The night as cron and systemd start it."""
    given = {"COMMUNIQUE": str(COMMUNIQUE), "NEWS": str(news), "LAKE": str(lake), "LIMITS": LIMITS}
    run([str(WORKFLOWS / "communique-night"), day], given)


def in_python(code: str, python: Path) -> Night:
    """The night as a scheduler in an environment of its own runs it."""

    def night(day: str, news: Path, lake: Path) -> None:
        path = f"{COMMUNIQUE.parent}:{os.environ['PATH']}"
        given = {
            "PATH": path,
            "PYTHONPATH": str(WORKFLOWS),
            "PREFECT_HOME": str(news.parent / "prefect"),
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
            "DO_NOT_TRACK": "1",
            "DAGSTER_DISABLE_TELEMETRY": "1",
        }
        run([str(python), "-c", code, day, str(news), str(lake), LIMITS], given)

    return night


def run(words: list[str], given: dict[str, str]) -> None:
    """Run a command; this script ends with its output if it fails."""
    done = subprocess.run(
        words,
        env=os.environ | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{words[0]} failed:\n{done.stdout[-4000:]}")


def verify_units(folder: Path) -> str:
    """Let systemd read its two files, the command's place put in."""
    if not (tool := shutil.which("systemd-analyze")):
        return "systemd: not looked at, as systemd-analyze is not installed"
    units = folder / "units"
    units.mkdir(exist_ok=True)
    service = (WORKFLOWS / "communique.service").read_text()
    night = WORKFLOWS / "communique-night"
    service = service.replace("/opt/communique/bin/communique-night", str(night))
    (units / "communique.service").write_text(service)
    shutil.copy(WORKFLOWS / "communique.timer", units)
    run([tool, "verify", str(units / "communique.timer"), str(units / "communique.service")], {})
    return "systemd: both units are well"


def test(folder: Path) -> None:
    """All recipes, and what they leave."""
    for name in ("news", "lakes", "prefect"):
        shutil.rmtree(folder / name, ignore_errors=True)
    write_days(folder / "news")
    print(verify_units(folder), flush=True)
    python = folder / "venv" / "bin" / "python"
    recipes = {
        "shell": shell,
        "Prefect": in_python(PREFECT, python),
        "Dagster": in_python(DAGSTER, python),
    }
    left: dict[str, dict[str, bytes]] = {}
    for name, night in recipes.items():
        lake = folder / "lakes" / name
        for again in range(2):
            for day in DAYS[:2]:
                night(day, folder / "news", lake)
            now = files(lake)
            if again and now != left[name]:
                sys.exit(f"{name}: the second time has left other bytes")
            left[name] = now
        print(f"{name}: {len(now)} files, the same each time", flush=True)
    if len({str(sorted(each.items())) for each in left.values()}) != 1:
        sys.exit(f"the lakes differ: {[sorted(each) for each in left.values()]}")
    print("all lakes are the same")


if __name__ == "__main__":
    test(Path(sys.argv[1]).resolve())
