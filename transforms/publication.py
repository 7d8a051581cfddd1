"""When an article was published: the dates of metadata, in the spellings that crawlers write."""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from schemas.article import EARLIEST_YEAR, LATEST_YEAR

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COMPACT_DAY = re.compile(r"\d{8}")
_SECONDS = re.compile(r"-?\d{9,16}(\.\d+)?")
_ZONE_WORD = re.compile(r"\s*(utc|gmt|z)$", re.IGNORECASE)
_SPACED_OFFSET = re.compile(r"(\d)\s+([+-]\d\d:?\d\d)$")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)


def published_moment(value: object) -> datetime | None:
    """The moment, in UTC, that a date of the metadata names; None if it names none or is absurd.

    A day alone is its midnight, a moment without a zone is taken as UTC, a number counts seconds
    (milliseconds, microseconds when it is that large) since 1970.

    >>> published_moment("2024-07-10T09:30:00+09:00").isoformat()
    '2024-07-10T00:30:00+00:00'
    >>> published_moment("9999-99-99") is published_moment("3020-01-01") is None
    True
    """
    try:
        moment = _moment(value)
        moment = moment and _in_utc(moment)
    except (ValueError, OverflowError, TypeError):
        return None
    if moment is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        return None
    return moment


def midnight(day: date) -> datetime:
    """The first moment of the day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return midnight(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    return _of_text(value.strip()) if isinstance(value, str) else None


def _of_number(value: float) -> datetime:
    size = abs(value)
    unit = 1_000_000 if size > 1e14 else 1_000 if size > 1e11 else 1
    return _EPOCH + timedelta(seconds=value / unit)


def _of_text(text: str) -> datetime | None:
    if _COMPACT_DAY.fullmatch(text):
        return datetime(int(text[:4]), int(text[4:6]), int(text[6:]))
    if _SECONDS.fullmatch(text):
        return _of_number(float(text))
    bare = _ZONE_WORD.sub("+00:00", text) if text[:1].isdigit() and ":" in text else text
    for read in (datetime.fromisoformat, _of_slashes, _of_words, parsedate_to_datetime):
        try:
            if moment := read(_SPACED_OFFSET.sub(r"\1\2", bare)):
                return moment
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _of_slashes(text: str) -> datetime | None:
    """2024/07/10 and 2024.07.10; with the year last, who knows which is the month."""
    if re.match(r"\d{4}[/.]\d\d[/.]\d\d", text):
        return datetime.fromisoformat(text[:10].replace("/", "-").replace(".", "-") + text[10:])
    return None


def _of_words(text: str) -> datetime | None:
    if found := _MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    [number] = [i for i, name in enumerate(MONTHS, 1) if name.startswith(month.lower())]
    return datetime(int(year), number, int(day))


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
