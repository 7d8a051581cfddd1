"""The packages that an installation brings along, and their licences.

`python -m tests.house.licences` writes docs/licences.md anew.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
EXTRAS = ("", "report", "stream", "formats")
"""What users may install; tools of developers stay out."""

HEAD = """# Licences

What `pip install` brings along besides our own code, and under which licence each says it is. None
of it is changed or copied here. `python -m tests.house.licences` writes this page; a test compares
it with what is installed. Our own licence, and those of the data that ship with the code, are in
[NOTICE](../NOTICE).

`make audit` asks PyPI whether it knows of a vulnerability in one of the pinned versions.

| package | licence | needed |
|---|---|---|
"""

_NAMES = {
    "apache software license": "Apache-2.0",
    "apache software license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache": "Apache-2.0",
    "bsd license": "BSD",
    "3-clause bsd license": "BSD-3-Clause",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "isc license (iscl)": "ISC",
    "python software foundation license": "PSF-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}


def packages() -> dict[str, str]:
    """Package → what it is needed for: always, or the extra that first asks for it."""
    found: dict[str, str] = {}
    for extra in EXTRAS:
        waiting = [*_asked("communique", {extra})]
        while waiting:
            wanted = waiting.pop()
            name = canonicalize_name(wanted.name)
            if name not in found:
                found[name] = extra
                waiting += _asked(name, wanted.extras)
    return dict(sorted(found.items()))


def _asked(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    """What a package asks for, always and for these extras of it."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:  # an extra that is not installed here
        return
    for wanted in map(Requirement, lines):
        marker = wanted.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield wanted


def licence_of(name: str) -> str:
    """The licence that a package states, by its usual short name."""
    told = distribution(name).metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::") and line != "License :: OSI Approved"
    ]
    stated = ", ".join(classified) or str(told["License"]).strip().splitlines()[0]
    return _NAMES.get(stated.lower(), stated)


def page() -> str:
    """The page as it is to be."""
    lines = []
    for name, extra in packages().items():
        try:
            lines.append(f"| {name} | {licence_of(name)} | {extra or 'always'} |")
        except PackageNotFoundError:
            continue
    return HEAD + "\n".join(lines) + "\n"


def listed() -> dict[str, str]:
    """Package → licence, as the page has them."""
    rows = re.findall(r"^\| ([\w.-]+) \| (.+?) \| \w+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: licence for name, licence in rows if name != "package"}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
