"""A Flink session cluster, a Kafka broker and Python workers on loopback; stopped by pid."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.request import Request, urlopen

from tests.cluster.pieces import Pieces

_MEMORY = {
    "task.heap": "400m",
    "task.off-heap": "0m",
    "managed": "256m",
    "network.min": "192m",
    "network.max": "192m",
    "framework.heap": "128m",
    "framework.off-heap": "128m",
    "jvm-metaspace": "256m",
    "jvm-overhead.min": "192m",
    "jvm-overhead.max": "192m",
}
_PACKAGES = (
    "java.lang java.net java.io java.nio sun.nio.ch java.lang.reflect java.text java.time "
    "java.util java.util.concurrent java.util.concurrent.atomic java.util.concurrent.locks"
)
_OPENED = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _PACKAGES.split()]
_LOG = """rootLogger.level = INFO
rootLogger.appenderRef.console.ref = Console
appender.console.type = Console
appender.console.name = Console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %-5p %c{1} - %m%n
"""
_BROKER = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{broker},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{broker}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={folder}
num.partitions=2
offsets.topic.replication.factor=1
"""
PATIENCE = 120.0


class Cluster:
    """All processes of a cluster; each has its log in the folder."""

    def __init__(self, pieces: Pieces, folder: Path) -> None:
        """Choose free ports; nothing runs yet."""
        self.pieces, self.folder = pieces, folder.resolve()
        names = ("rest", "rpc", "blob", "broker", "controller", "pool", "job", "artifact", "unused")
        self.port = dict(zip((*names, "expansion"), _free_ports(len(names) + 1), strict=True))
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def broker(self) -> str:
        """Where Kafka listens."""
        return f"127.0.0.1:{self.port['broker']}"

    def options(self, parallelism: int) -> list[str]:
        """What to tell a run that shall go to this cluster."""
        port = self.port
        return [
            "--runner=PortableRunner",
            f"--job_endpoint=localhost:{port['job']}",
            f"--artifact_endpoint=localhost:{port['artifact']}",
            "--environment_type=EXTERNAL",
            f"--environment_config=localhost:{port['pool']}",
            f"--parallelism={parallelism}",
        ]

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, task_managers: int = 2) -> None:
        """Start everything, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write_settings()
        entry = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
        self._flink("job_manager", "600m", entry)
        for number in range(1, task_managers + 1):
            self.start_task_manager(number)
        self._start_broker()
        self._start_services()
        self.wait(lambda: self.overview()["taskmanagers"] == task_managers, "the task managers")

    def start_task_manager(self, number: int) -> None:
        """Start one of them, or one that was killed."""
        memory = [f"taskmanager.memory.{name}.size={size}" for name, size in _MEMORY.items()]
        fixed = [one.replace(".min.size", ".min").replace(".max.size", ".max") for one in memory]
        settings = [f"taskmanager.resource-id=tm{number}", "taskmanager.cpu.cores=1.0", *fixed]
        words = [word for setting in settings for word in ("-D", setting)]
        entry = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"
        self._flink(f"task_manager_{number}", "800m", entry, *words)

    def kill_task_manager(self, number: int) -> None:
        """Kill one with -9."""
        process = self._running.pop(f"task_manager_{number}")
        process.kill()
        process.wait()

    def _flink(self, name: str, heap: str, entry: str, *words: str) -> None:
        log = f"-Dlog4j.configurationFile={self.folder}/log4j2.properties"
        jvm = [f"-Xmx{heap}", "-XX:MaxDirectMemorySize=600m", log, *_OPENED]
        path = f"{self.pieces.flink.resolve()}/*"
        self._start(
            name, ["java", *jvm, "-cp", path, entry, "--configDir", str(self.folder), *words]
        )

    def _start_broker(self) -> None:
        settings, path = str(self.folder / "broker.properties"), f"{self.pieces.broker.resolve()}/*"
        java = ["java", "-Xmx400m", "-cp", path]
        formatting = [*java, "kafka.tools.StorageTool", "format", "-c", settings, "-t"]
        subprocess.run(
            [*formatting, "4L6g3nShT-eMCtK--X86sw"], check=True, capture_output=True, text=True
        )
        self._start("broker", [*java, "kafka.Kafka", settings])
        self._wait_for_port("broker")

    def _start_services(self) -> None:
        port, path = self.port, f"{self.pieces.engine.resolve()}/*"
        driver = [
            "org.apache.beam.runners.flink.FlinkJobServerDriver",
            f"--flink-master=localhost:{port['rest']}",
            "--job-host=localhost",
            f"--job-port={port['job']}",
            f"--artifact-port={port['artifact']}",
            f"--expansion-port={port['unused']}",
        ]
        expansion = [
            "org.apache.beam.sdk.expansion.service.ExpansionService",
            str(port["expansion"]),
            "--experiments=use_deprecated_read",  # Flink itself reads Kafka; else it sticks
            "--alsoStartLoopbackWorker=true",
            "--defaultEnvironmentType=EXTERNAL",
            f"--defaultEnvironmentConfig=localhost:{port['expansion']}",
        ]
        self._start("job_server", ["java", "-Xmx600m", "-cp", path, *driver])
        self._start("expansion", ["java", "-Xmx700m", "-cp", path, *expansion])
        pool = ["-m", "apache_beam.runners.worker.worker_pool_main", "--service_port"]
        self._start("pool", [sys.executable, *pool, str(port["pool"])])
        for name in ("job", "expansion", "pool"):
            self._wait_for_port(name)

    def _write_settings(self) -> None:
        port = self.port
        settings = {
            "jobmanager.rpc.address": "127.0.0.1",
            "jobmanager.rpc.port": port["rpc"],
            "jobmanager.memory.process.size": "1024m",
            "taskmanager.host": "127.0.0.1",
            "taskmanager.numberOfTaskSlots": 1,
            "rest.port": port["rest"],
            "rest.address": "127.0.0.1",
            "blob.server.port": port["blob"],
            "execution.checkpointing.storage": "filesystem",
            "state.checkpoints.dir": f"file://{self.folder}/checkpoints",
            "taskmanager.network.sort-shuffle.min-buffers": 64,  # the graph has many shuffles
            "heartbeat.interval": 1000,
            "heartbeat.timeout": 60000,  # a busy machine is slow, not dead
        }
        lines = [f"{name}: {value}" for name, value in settings.items()]
        (self.folder / "config.yaml").write_text("\n".join(lines) + "\n")
        (self.folder / "log4j2.properties").write_text(_LOG)
        broker = _BROKER.format(**port, folder=self.folder / "topics")
        (self.folder / "broker.properties").write_text(broker)

    def _start(self, name: str, command: Sequence[str]) -> None:
        home = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # for the pool
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command, stdout=log, stderr=log, env=os.environ | {"PATH": home}, cwd=self.folder
            )

    def stop(self) -> None:
        """End what was started here, and nothing else."""
        for process in reversed(self._running.values()):
            process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        self._running.clear()

    def get(self, path: str) -> Any:
        """What Flink says."""
        with urlopen(f"http://127.0.0.1:{self.port['rest']}{path}", timeout=10) as answer:
            return json.load(answer)

    def overview(self) -> Any:
        """The state of the cluster."""
        return self.get("/overview")

    def jobs(self) -> list[dict[str, Any]]:
        """All jobs, the newest first."""
        found: list[dict[str, Any]] = self.get("/jobs/overview")["jobs"]
        return sorted(found, key=lambda job: -job["start-time"])

    def cancel(self, job: str) -> None:
        """Stop a job, and wait until it has ended."""
        url = f"http://127.0.0.1:{self.port['rest']}/jobs/{job}"
        urlopen(Request(url, method="PATCH"), timeout=10).close()
        ended = ("CANCELED", "FAILED", "FINISHED")
        self.wait(lambda: self.get(f"/jobs/{job}")["state"] in ended, "the job to end")

    def wait(self, ready: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until something is so; `TimeoutError` names what did not come to be."""
        for _ in self._moments(what, seconds):
            try:
                if ready():
                    return
            except (OSError, LookupError):  # it has not got so far yet
                continue

    def _wait_for_port(self, name: str) -> None:
        for _ in self._moments(name, PATIENCE):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port[name])) == 0:
                    return

    def _moments(self, what: str, seconds: float) -> Iterator[None]:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            for name, process in self._running.items():
                if (code := process.poll()) is not None:
                    log = self.folder / f"{name}.log"
                    raise RuntimeError(f"{name} ended with {code}; see {log}")
            yield
            time.sleep(0.3)
        raise TimeoutError(f"{what}: not within {seconds:.0f} s; see the logs in {self.folder}")


def _free_ports(number: int) -> list[int]:
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@contextmanager
def timed(what: str, took: dict[str, float]) -> Iterator[None]:
    """Note how many seconds the block takes."""
    began = time.monotonic()
    yield
    took[what] = time.monotonic() - began
