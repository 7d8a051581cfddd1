"""The pieces of a cluster, staged by their coordinates with the user's own Maven and pip.

python -m tests.cluster.pieces out/cluster
"""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FLINK = "apache-flink-libraries==1.19.3"
"""The Flink distribution, as PyPI has it: jars without start scripts."""

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_HERE = Path(__file__).parent


class MissingPiece(Exception):
    """A piece is not to be had; the message says which, and what to do."""


@dataclass(frozen=True)
class Pieces:
    """Folders of jars."""

    flink: Path
    engine: Path
    broker: Path


def stage(folder: Path) -> Pieces:
    """Fetch what is not yet there."""
    for tool, remedy in (
        ("java", "install a Java runtime, version 17 (on Debian: openjdk-17-jre-headless)"),
        ("mvn", "install Maven (on Debian: maven)"),
    ):
        if shutil.which(tool) is None:
            raise MissingPiece(f"{tool} is not on the path: {remedy}")
    pieces = Pieces(folder / "flink", folder / "engine", folder / "broker")
    _stage_maven(pieces.engine, "Beam's Flink runner and Kafka reader")
    _stage_maven(pieces.broker, "the Kafka broker")
    _stage_flink(pieces.flink)
    return pieces


def _stage_maven(folder: Path, what: str) -> None:
    if folder.exists():
        return
    aside, pom = folder.with_name(f"{folder.name}.part"), _HERE / f"{folder.name}.xml"
    command = ["mvn", "-B", "-q", "-f", str(pom), _COPY, "-DincludeScope=runtime"]
    _run([*command, f"-DoutputDirectory={aside.resolve()}"], f"{what} ({pom.name})")
    aside.rename(folder)


def _stage_flink(folder: Path) -> None:
    if folder.exists():
        return
    aside = folder.with_name("flink.part")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    _run([*pip, "--dest", str(aside), FLINK], f"the Flink distribution ({FLINK})")
    [packed] = aside.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        jars = [one for one in archive if "/deps/lib/" in one.name and one.name.endswith(".jar")]
        for jar in jars:
            jar.name = Path(jar.name).name
        archive.extractall(aside / "lib", jars, filter="data")
    (aside / "lib").rename(folder)
    shutil.rmtree(aside)


def _run(command: Sequence[str], what: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        told = "\n".join(lines[:3]) or done.stderr[-1000:]
        raise MissingPiece(f"{what} is not to be had:\n{told}\nwith: {' '.join(command)}")


def main(words: Sequence[str]) -> int:
    """Stage the pieces; 1 if one is missing."""
    try:
        pieces = stage(Path(words[0]))
    except MissingPiece as error:
        print(f"cluster: {error}", file=sys.stderr)
        return 1
    print("\n".join(str(folder) for folder in vars(pieces).values()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
