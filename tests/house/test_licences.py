"""The page of licences is that of what is installed, and nothing on it forbids to pass it on."""

from importlib.metadata import PackageNotFoundError

import pytest

from tests.house.licences import licence_of, listed, packages

PERMISSIVE = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib"),
    *("Apache-2.0", "PSF-2.0", "CC0-1.0", "BSD License", "Apache Software License"),
    *("CNRI-Python", "MPL-1.1", "MPL-2.0"),  # of Mozilla's: what is not changed asks for nothing
}


@pytest.mark.parametrize("name", packages())
def test_every_package_is_on_the_page_with_its_licence(name: str) -> None:
    try:
        licence = licence_of(name)
    except PackageNotFoundError:  # an extra that is not installed here: the page may know it
        return
    assert listed().get(name) == licence, "python -m tests.house.licences"


def test_licences_are_permissive() -> None:
    for name, licence in listed().items():
        for part in licence.replace(" AND ", ",").split(","):
            choices = {choice.strip("() ") for choice in part.split(" OR ")}
            assert choices & PERMISSIVE, f"{name}: {licence}"
