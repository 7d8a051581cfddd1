"""When an article was published, and what says so: metadata, address, text or file name."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from schemas.article import EARLIEST_YEAR, LATEST_YEAR, PublishedFrom
from transforms.datelines import published_from_text
from transforms.publication import MONTHS, midnight, published_moment

_MONTH = "|".join(name[:3] for name in MONTHS)
_IN_ADDRESS = re.compile(
    rf"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|{_MONTH})[/-](?P<d>\d\d?)(?=[/._-]|$)"
    r"|(?<![\d.])(?P<Y>(?:19|20)\d\d)-?(?P<M>[01]\d)-?(?P<D>[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<![A-Za-z\d])((?:19|20)\d\d)([-_.]?)([01]\d)\2([0-3]\d)(?=\d{6}(?!\d)|[^A-Za-z\d]|T\d|$)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment in UTC, and what says that an article was published then; None for neither."""

    moment: datetime | None = None
    origin: PublishedFrom | None = None


def dated(
    metadata: object, url: str | None, text: str, file_name: str, look_into_text: bool = True
) -> Dated:
    """When an article was published, by the first that says it: metadata, address, text, file.

    A text is dated by its dateline, else by its captions. Where it is not to be looked into, the
    file name has no say either, as it comes after the text.
    """
    if moment := published_moment(metadata):
        return Dated(moment, "metadata")
    if day := day_of_address(url):
        return Dated(midnight(day), "url")
    if not look_into_text:
        return Dated()
    if shown := published_from_text(text):
        return Dated(midnight(shown.day), shown.origin)
    if day := day_of_file(file_name):
        return Dated(midnight(day), "file_name")
    return Dated()


def day_of_address(url: str | None) -> date | None:
    """The day that an address names, None if it names none.

    >>> day_of_address("https://wire.example/world/2025/mar/05/talks-in-lome")
    datetime.date(2025, 3, 5)
    """
    path = (url or "").partition("://")[2].partition("/")
    for found in _IN_ADDRESS.finditer(f"/{path[2]}"):
        year, month, day = (found[i] or found[i.upper()] for i in "ymd")
        if not month.isdigit():
            month = str([name[:3] for name in MONTHS].index(month.lower()) + 1)
        if known := _day(year, month, day):
            return known
    return None


def day_of_file(uri: str) -> date | None:
    """The day in the name of a file, None if there is none.

    >>> day_of_file("news/wire-2025-03-05.jsonl.gz")
    datetime.date(2025, 3, 5)
    """
    for year, _, month, day in _IN_NAME.findall(uri.rpartition("/")[2]):
        if known := _day(year, month, day):
            return known
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        known = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return known if EARLIEST_YEAR <= known.year <= LATEST_YEAR else None
