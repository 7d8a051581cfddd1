"""Date expressions of news text: where they stand, and the days they mean."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from transforms.date_grammar import FIND, LEAD, NOISE, READINGS
from transforms.date_meanings import Clock, Precision, Tense

_LONGEST = 80  # a phrase of more characters is no date
_TYPOGRAPHY = str.maketrans("–—’", "--'")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date expression as the text has it: ``text == sentence[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The days that a phrase means, from *start* to *end* inclusive, and its grain."""

    start: date
    end: date
    precision: Precision
    text: str


def resolve_date(phrase: str, published: date | None, tense: Tense) -> ResolvedDate | None:
    """Days meant by *phrase* in an article of that date; None if it names no day.

    *tense* is that of the verb: "on Friday" looks back in "met on Friday" and ahead in "will meet".

    >>> resolve_date("June 3-4", date(2024, 5, 15), "future").end
    datetime.date(2024, 6, 4)
    """
    if len(phrase) > _LONGEST:
        return None
    plain, clock = _plain(phrase), Clock(published, tense)
    for pattern, meaning in READINGS:
        if match := pattern.fullmatch(plain):
            try:
                dated = meaning(match, clock)
            except (ValueError, OverflowError):  # no such day, or none without a publication date
                return None
            return ResolvedDate(*dated, phrase) if dated else None
    return None


def side_of(phrase: str, published: date | None) -> Literal["over", "ahead", "open"]:
    """Whether its days are over or ahead on the day of publication, in whatever tense it stands.

    >>> side_of("last week", date(2024, 5, 15)), side_of("on Friday", date(2024, 5, 15))
    ('over', 'open')
    """
    seen = [resolve_date(phrase, published, tense) for tense in ("past", "future")]
    if published is None or any(when is None for when in seen):
        return "open"
    if all(when and when.end < published for when in seen):
        return "over"
    return "ahead" if all(when and when.start > published for when in seen) else "open"


def _plain(phrase: str) -> str:
    """The phrase in lower case without punctuation, ordinal endings and leading prepositions."""
    text = phrase.lower().translate(_TYPOGRAPHY)
    return LEAD.sub("", " ".join(NOISE.sub("", text).split()))


@lru_cache(maxsize=20_000)
def is_date(words: str) -> bool:
    """Is there a date in the one or two *words*? Remembered, for words come back."""
    return bool(find_dates(words))


def find_dates(text: str) -> list[DatePhrase]:
    """Date expressions of a sentence, in order and without overlaps.

    >>> find_dates("They may meet in May.")
    [DatePhrase(text='May', start=17, end=20)]
    """
    return [
        DatePhrase(match.group(), match.start(), match.end())
        for match in FIND.finditer(text)
        if (match.lastgroup is None or _IS_DATE[match.lastgroup](match))
        and not (_is_span(match) or _is_of_a_title(match))
    ]


_WORDS = tomllib.loads(files("transforms").joinpath("lexicons/dates.toml").read_text("utf-8"))
_SURELY, _PROBABLY, _DETERMINERS, _NICKNAMES = (
    frozenset(_WORDS["before"][kind]) for kind in ("surely", "probably", "determiners", "nicknames")
)
_TITLES, _UNCOUNTED = (frozenset(_WORDS["after"][kind]) for kind in ("titles", "uncounted"))
_NAMES = frozenset(_WORDS["month"]["names"])
_WORD_BEFORE = re.compile(r"([A-Za-z]+)['’]?[\s(-]*$")
_TITLED = frozenset({"Today", "Tomorrow", "Yesterday"})
_CHRONICLE = re.compile(r"\s+--?\s")  # "2007 -- The two Koreas agree ..."
_COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|latest|once|twice|times?|most|[a-z]+est)\b[^,;.]*$"
)
_BESIDE = re.compile(r"\s*(?:$|[^\w\s]|(?:and|as|at|but|by|during|for|in|on|over|to|with)\b)")
_WORD_AFTER = re.compile(r"\s+([A-Za-z]+)")


def _word_before(match: re.Match[str]) -> str:
    found = _WORD_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()])
    return found[1] if found else ""


def _word_after(match: re.Match[str]) -> str:
    found = _WORD_AFTER.match(match.string, match.end())
    return found[1] if found else ""


def _is_span(match: re.Match[str]) -> bool:
    """Whether it only counts how long: "the first talks in two years", "twice in four months"."""
    if match.group()[:3].lower() != "in ":
        return False
    before = match.string[max(0, match.start() - 60) : match.start()]
    return _COUNTED.search(before) is not None and not match.group().endswith("time")


def _is_of_a_title(match: re.Match[str]) -> bool:
    """Whether it is a word of a title: "Building a Sustainable Tomorrow", "USA Today"."""
    return match.group() in _TITLED and _word_before(match).istitle()


def _is_month(match: re.Match[str]) -> bool:
    """Whether a month without a day is one: not "April Glaspie", "said May", "March on Rome"."""
    phrase, before, after = match.group(), _word_before(match).lower(), _word_after(match)
    if len(phrase.split()) > 1 or before in _SURELY or "-" in phrase:
        return True
    if phrase.endswith(".") or len(phrase) < 3:
        return False
    if before in _DETERMINERS:
        return after.islower() and len(after) > 3
    if phrase in _NAMES:
        return before in _PROBABLY and phrase.title() != "May" and not after[:1].isupper()
    return len(phrase) > 3 and (before in _PROBABLY or not after[:1].isupper())


def _is_weekday(match: re.Match[str]) -> bool:
    """Whether a weekday is one: not "Sunday Telegraph", "Good Friday Agreement"."""
    return _word_before(match) not in _NICKNAMES and _word_after(match) not in _TITLES


def _is_year(match: re.Match[str]) -> bool:
    """Whether four digits are a year: not "in 2000 cases", "Resolution 1929", "2015 people"."""
    if len(match.group()) > len("2015") or _CHRONICLE.match(match.string, match.end()):
        return True
    before, after = _word_before(match).lower(), _word_after(match)
    if before in _DETERMINERS:
        return True
    counted = after.islower() and after.endswith("s") and after not in _UNCOUNTED
    bracketed = match.string[match.end() : match.end() + 1] == ")"
    return (before in _SURELY or before in _PROBABLY or (bracketed and not before)) and not counted


def _is_beside(match: re.Match[str]) -> bool:
    """Whether it stands for a day: not "the day before he left", "a day earlier than planned"."""
    return _BESIDE.match(match.string, match.end()) is not None


def is_relative(phrase: str) -> bool:
    """Is the phrase reckoned from another day: "the same day", "two days earlier"?"""
    match = FIND.fullmatch(phrase)
    return match is not None and match.lastgroup == "beside"


def looks_back(phrase: str) -> bool:
    """Is it reckoned from the day of the report where none is told: "the previous day"?"""
    return any(word in phrase.lower() for word in ("before", "earlier", "in the day", "previous"))


_IS_DATE = {"beside": _is_beside, "month": _is_month, "weekday": _is_weekday, "year": _is_year}
