"""The wheel holds every module and every data file of the three packages, and nothing else."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("schemas", "transforms", "pipelines")
NOT_PACKAGED = {"__pycache__"}


def package_files() -> set[str]:
    """Every file of the packages in the checkout, as paths from the root."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not NOT_PACKAGED.intersection(path.parts)
    }


@pytest.fixture(scope="module")
def wheel_files(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a wheel built from a copy of the checkout holds."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy)
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns(*NOT_PACKAGED)
        )
    command = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    built_from = [sys.executable, "-c", command, str(built)]
    done = subprocess.run(built_from, cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [wheel] = built.glob("communique-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_every_file_of_the_packages(wheel_files: set[str]) -> None:
    assert not package_files() - wheel_files


def test_wheel_holds_nothing_but_the_packages(wheel_files: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_files}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_distribution_refuses_upload_and_offers_one_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]
    assert project["scripts"] == {"communique": "pipelines.__main__:main"}
