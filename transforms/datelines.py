"""Datelines: the place and day at the head of a report, and the day of publication a text shows."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from transforms.captions import FULL_DATE
from transforms.dates import find_dates, resolve_date
from transforms.sentences import split_sentences

_WORDS = tomllib.loads(
    files("transforms").joinpath("lexicons/abbreviations.toml").read_text("utf-8")
)
_ACRONYMS, _SHORT = (frozenset(_WORDS["dateline"][kind]) for kind in ("acronyms", "short"))
_PAIRED = "|".join(_WORDS["dateline"]["paired"])

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?:19|20)\d\d)?"
_BYLINE = r"(?:By (?:[A-Z][\w'’.-]*,? (?:and )?){1,8}?(?=[A-Z]{2}))?"
_CAPITALS = r"(?:ST\.|[A-ZÀ-Þ]{2,})[A-ZÀ-Þ'’-]*(?:[ /-](?:ST\.|[A-ZÀ-Þ]{2,})[A-ZÀ-Þ'’-]*){0,4}"
_STATE = rf"(?:, (?:(?:{_PAIRED}) )?(?:[A-Z]\.){{0,2}}(?:[A-Z][a-z]+\.?)?)?,?"
_AGENCY = r"\((?P<agency>[A-Z][\w. /-]{1,40})\)"
_DASH = r"(?:\. /[A-Z]{2,}/\.?|\s?--+|\s?[–—]|\s-)\s*"

# "By Ann Lee TUNIS, Libya, Jan. 2 (Agency) --"; any of its parts may lack, but not all.
_MARKED = re.compile(
    rf"{_BYLINE}(?P<place>{_CAPITALS}|[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,3}})"
    rf"{_STATE}(?: ?(?P<day>{_DAY}))?(?: ?{_AGENCY})?{_DASH}"
)
# "HANOVER, Germany The talks ...": no mark but the capitals.
_BARE = re.compile(rf"(?P<place>{_CAPITALS})(?:, (?!{_MONTH})(?:(?:{_PAIRED}) )?[A-Z][a-z]+\.?)? ")
_AGENCY_ONLY = re.compile(
    rf"(?:{_AGENCY}|(?:AP|AFP|Reuters|UPI|dpa|EFE|TASS|Xinhua) -)\s?-{{0,2}}\s?"
)
_GOES_ON = re.compile(r"[“\"'‘]?(?:[A-Z][a-z'’]|A |[A-Z]\.[A-Z]\.|[A-Z]{2,}[- ]|\d)")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_HEAD_LINE = re.compile(
    rf"(?:[A-Za-z .]{{0,30}}[:,|] ?)?(?:\d\d?:\d\d,? (?:[A-Z]{{2,4}}),? )?(?:{_WEEKDAY},? )?"
    rf"(?:{_DAY}|\d{{4}}-\d\d-\d\d|\d\d?/\d\d?/\d{{4}})"
    r"(?:,? (?:at )?\d\d?:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\.?"
)
_DIGIT = re.compile(r"\d")  # without one, no day is shown
_LONGEST = 300  # characters; the patterns are not linear in a run of capitals
_HEAD_LINES = 5  # lines from the top in which a date stands for the publication
_FAR_APART = 180  # days; a caption farther from the dateline is of another story


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a report: its *place* ("" if none), its day, and where the text begins."""

    place: str
    date_text: str | None
    end: int


def find_dateline(sentence: str) -> Dateline | None:
    """Dateline with which a sentence opens, None if there is none.

    >>> find_dateline("TUNIS, March 3 (Reuters) - Chad and Libya met.")
    Dateline(place='TUNIS', date_text='March 3', end=27)
    """
    head = sentence[:_LONGEST]
    if agency := _AGENCY_ONLY.match(head):
        return Dateline("", None, agency.end())
    marked = _MARKED.match(head)
    if marked and _is_dateline(marked):
        return Dateline(marked["place"], marked["day"], marked.end())
    return _find_bare_dateline(head)


def _is_dateline(marked: re.Match[str]) -> bool:
    """Whether what stands before the dash is a dateline: in capitals, or with day or agency."""
    words = re.split(r"[ /]", marked["place"])
    if words[0] in _ACRONYMS:
        return False
    return bool(marked["agency"] or (marked["place"].isupper() and len(words) <= 5))


def _find_bare_dateline(sentence: str) -> Dateline | None:
    """Dateline of capitals only, less the acronyms with which the sentence itself begins."""
    found = _BARE.match(sentence)
    if found is None:
        return None
    words, end = found["place"].split(" "), found.end()
    if "," not in found.group():
        while words and not _is_place(words[-1]):
            words.pop()
        end = len(" ".join(words)) + 1
    if not words or not all(_is_place(word) for word in words):
        return None
    if not _GOES_ON.match(sentence, end):
        return None
    return Dateline(" ".join(words), None, end)


def _is_place(word: str) -> bool:
    return word not in _ACRONYMS and (len(word) > 3 or word in _SHORT)


@dataclass(frozen=True, slots=True)
class Shown:
    """The day of publication that a text shows, and by what."""

    day: date
    origin: Literal["dateline", "caption"]


def published_from_text(text: str) -> Shown | None:
    """Day of publication that the text itself shows, None if it shows none.

    Counted are lines at the top that hold nothing but a date, datelines and the captions of photos
    that are not from the archive; never a date in running prose. A dateline without a year takes
    the year of the nearest caption.
    """
    if _DIGIT.search(text) is None:
        return None
    captions: list[date] = []
    heads: list[str] = []
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        if span.kind == "caption":
            captions += _full_dates(sentence) if "file" not in sentence.lower() else []
        elif span.paragraph < _HEAD_LINES:
            heads += _head_dates(sentence)
    last = max(captions, default=None)
    for head in heads:
        if day := _day_of_head(head, last):
            return Shown(day, "dateline")
    return Shown(last, "caption") if last else None


def _full_dates(caption: str) -> list[date]:
    days = (resolve_date(found.group(), None, "unknown") for found in FULL_DATE.finditer(caption))
    return [day.start for day in days if day]


def _head_dates(line: str) -> list[str]:
    """The date phrase of a line that is nothing but a date, or of a dateline."""
    if len(line) <= 80 and _HEAD_LINE.fullmatch(line.strip()):
        return [phrase.text for phrase in find_dates(line)]
    dateline = find_dateline(line)
    return [dateline.date_text] if dateline and dateline.date_text else []


def _day_of_head(phrase: str, caption: date | None) -> date | None:
    """The day that a head names; a yearless one is set beside the caption's day."""
    day = resolve_date(phrase, None, "unknown") or resolve_date(phrase, caption, "unknown")
    if day is None or day.precision != "day":
        return None
    near = caption is None or abs(day.start - caption).days <= _FAR_APART
    return day.start if near or day.text[-4:].isdigit() else None
