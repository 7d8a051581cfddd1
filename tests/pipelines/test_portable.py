"""The portable lane: the sample articles through a job service and workers of their own.

What a cluster would stumble over shows here without one: a step that cannot be pickled, a record
without a coder, a function that lives in `__main__`.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.streams.kills import contents

SAMPLES = Path(__file__).parents[2] / "pipelines" / "samples"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, *words: str) -> Iterator[None]:
    """A module of Beam that serves on a port; stopped when the block ends."""
    home = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # it starts `python`
    command = [sys.executable, "-m", *words]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=os.environ | {"PATH": home}, stdout=quiet, stderr=quiet
    ) as process:
        try:
            ends = time.monotonic() + 60
            while time.monotonic() < ends and process.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def engine() -> Iterator[list[str]]:
    """Options that send a run to a job service."""
    jobs, workers = free_port(), free_port()
    service = ["apache_beam.runners.portability.local_job_service_main", f"--port={jobs}"]
    pool = ["apache_beam.runners.worker.worker_pool_main", f"--service_port={workers}"]
    with serving(jobs, *service), serving(workers, *pool):
        yield [
            "--runner=PortableRunner",
            f"--job_endpoint=localhost:{jobs}",
            "--environment_type=EXTERNAL",
            f"--environment_config=localhost:{workers}",
        ]


def communique(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_job_service_and_its_workers_write_the_lake_of_the_local_run(
    tmp_path: Path, engine: list[str]
) -> None:
    for lake, words in (("local", ["--workers", "1"]), ("portable", engine)):
        source = ["--input", str(SAMPLES), "--lake", str(tmp_path / lake)]
        told = communique("extract", *source, "--slice", "samples", *words)
        assert "32 records = 32 articles" in told
        communique("merge", "--lake", str(tmp_path / lake), *words)
    assert contents(tmp_path / "portable") == contents(tmp_path / "local")
    assert contents(tmp_path / "local")
