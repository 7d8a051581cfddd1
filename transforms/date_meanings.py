"""Calendar arithmetic behind date phrases: what each kind of expression means on a given day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future", "unknown"]
Precision = Literal["day", "week", "month", "year"]
Dated = tuple[date, date, Precision]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {"a": 1, "an": 1, "one": 1, "a couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_COUNTS |= {"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_COUNTS |= {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-eight": 48,
}
_STEP = {"last": -1, "past": -1, "this": 0, "the": 0, "next": 1, "coming": 1, None: 0}
_LONGEST_WINDOW = 31  # "the last 100 days" name no day


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment from which a phrase is read."""

    published: date | None
    tense: Tense

    @property
    def today(self) -> date:
        """The day of publication; a ValueError, so that nothing is resolved, without one."""
        if self.published is None:
            raise ValueError("no publication date")
        return self.published

    @property
    def monday(self) -> date:
        """First day of the week of publication."""
        return self.today - timedelta(self.today.weekday())


def _count(words: str) -> int:
    return _COUNTS[words] if words in _COUNTS else int(words)


def _month(n: int) -> Dated:
    """The month of that number, counted from January of the year 0."""
    year, month = divmod(n, 12)
    return (
        date(year, month + 1, 1),
        date(year, month + 1, monthrange(year, month + 1)[1]),
        "month",
    )


def _year(first: int, last: int | None = None) -> Dated:
    return date(first, 1, 1), date(last or first, 12, 31), "year"


def _part_of_year(part: str | None, year: int) -> Dated:
    """The month that "the end of 1987" means; other parts keep the whole year."""
    if part in ("end of", "beginning of", "start of"):
        return _month(year * 12 + (11 if part == "end of" else 0))
    return _year(year)


def _week(day: date) -> Dated:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6), "week"


def _named_year(match: re.Match[str], clock: Clock) -> int | None:
    """The year that the phrase itself gives: "2015" or "last year"."""
    if match["y"]:
        return int(match["y"])
    return clock.today.year + _STEP[match["ry"]] if match["ry"] else None


def calendar_days(match: re.Match[str], clock: Clock) -> Dated | None:
    """ "June 3", "3-4 June 2015", "Dec. 30 to Jan. 2"."""
    month, day = _MONTHS.index(match["m"][:3]) + 1, _count(match["d"])
    last_month = _MONTHS.index(match["m2"][:3]) + 1 if match["m2"] else month
    last_day = int(match["d2"] or day)
    wraps = (last_month, last_day) < (month, day)
    if wraps and month == last_month:
        return None
    spans = []
    named = _named_year(match, clock)
    for year in [named - wraps] if named else range(clock.today.year - 1, clock.today.year + 2):
        try:
            spans.append((date(year, month, day), date(year + wraps, last_month, last_day)))
        except ValueError:  # 29 February
            continue
    return (*(spans[0] if named else _best(spans, clock)), "day")


def _best(spans: list[tuple[date, date]], clock: Clock) -> tuple[date, date]:
    """The span that fits the tense; a day of grace, since papers and events differ in time zone."""
    today, grace = clock.today, timedelta(1)
    if clock.tense == "past":
        return max(span for span in spans if span[0] <= today + grace)
    if clock.tense == "future":
        return min(span for span in spans if span[1] >= today - grace)
    return min(spans, key=lambda span: abs(span[0] - today))


def months(match: re.Match[str], clock: Clock) -> Dated:
    """ "in June", "late March 2015", "last September", "June to August"."""
    month = _MONTHS.index(match["m"][:3])
    length = (_MONTHS.index(match["m2"][:3]) - month) % 12 if match["m2"] else 0
    named = _named_year(match, clock)
    if named is not None:
        first = named * 12 + month - (12 if match["m2"] and month + length > 11 else 0)
    elif match["q"] == "this":
        first = clock.today.year * 12 + month
    else:
        first = _nearest_month(month, length, match["q"], clock)
    return _month(first)[0], _month(first + length)[1], "month"


def _nearest_month(month: int, length: int, which: str | None, clock: Clock) -> int:
    now = clock.today.year * 12 + clock.today.month - 1
    latest = now - (now - month) % 12
    if which:
        back = latest if latest < now else now - 12
        return back if _STEP[which] < 0 else back + 12 if back + 12 > now else back + 24
    if clock.tense == "future":
        return latest if latest + length >= now else latest + 12
    return latest + 12 if clock.tense == "unknown" and now - latest > 6 else latest


def bare_year(match: re.Match[str], _: Clock) -> Dated | None:
    """ "2015", "the end of 1987", "1983-88", "summer 2016"."""
    first, until = int(match["y"]), match["y2"]
    last = int(match["y"][: 4 - len(until)] + until) if until else first
    if not 1000 <= first <= last:
        return None
    return _year(first, last) if until else _part_of_year(match["part"], first)


def unit(match: re.Match[str], clock: Clock) -> Dated | None:
    """ "this week", "late last year", "the end of the month"."""
    part, which, step = match["part"], match["q"], _STEP[match["q"]]
    if match["u"] == "weekend":
        return _weekend(which, clock)
    if which in (None, "the") and part is None:
        return None
    if match["u"] == "week":
        return _week(clock.today + timedelta(7 * step))
    if match["u"] == "month":
        return _month(clock.today.year * 12 + clock.today.month - 1 + step)
    return _part_of_year(part, clock.today.year + step)


def year_end(_: re.Match[str], clock: Clock) -> Dated:
    """December of the current year."""
    return _part_of_year("end of", clock.today.year)


def _weekend(which: str | None, clock: Clock) -> Dated:
    saturday = clock.monday + timedelta(5 + 7 * (which == "next") - 7 * (which == "last"))
    looks_back = clock.tense == "past" or (clock.tense == "unknown" and which is None)
    if which in (None, "this") and looks_back and clock.today < saturday:
        saturday -= timedelta(7)
    return saturday, saturday + timedelta(1), "day"


def weekdays(match: re.Match[str], clock: Clock) -> Dated:
    """ "Friday", "next Monday", "Tuesday of last week", "Sunday to Wednesday"."""
    first = _DAYS.index(match["wd"][:3])
    if match["wd2"] is None:
        day = _weekday(first, match, clock)
        return day, day, "day"
    last = _DAYS.index(match["wd2"][:3])
    if clock.tense != "future" and not (match["q"] or match["w"]):
        end = _weekday(last, match, clock)
        return end - timedelta((last - first) % 7), end, "day"
    start = _weekday(first, match, clock)
    return start, start + timedelta((last - first) % 7), "day"


def _weekday(day: int, match: re.Match[str], clock: Clock) -> date:
    """One day of the week; in a plan, an article's own weekday is that same day."""
    which, today = match["q"], clock.today
    ahead, behind = (day - today.weekday()) % 7, (today.weekday() - day) % 7
    if match["w"] or which == "next":
        return clock.monday + timedelta(day + 7 * _STEP[match["w"] or which])
    if which in ("last", "past"):
        return today - timedelta(behind or 7)
    if which == "coming":
        return today + timedelta(ahead or 7)
    if which == "this" and clock.tense == "unknown":
        return clock.monday + timedelta(day)
    return today + timedelta(ahead) if clock.tense == "future" else today - timedelta(behind)


def day_word(match: re.Match[str], clock: Clock) -> Dated:
    """ "today", "last night", "tomorrow morning"."""
    word = match["word"] or "today"
    step = {"yes": -1, "las": -1, "tom": 1, "day": 2}.get(word[:3], 0)
    day = clock.today + timedelta(-2 if word == "day before yesterday" else step)
    return day, day, "day"


def distance(match: re.Match[str], clock: Clock) -> Dated | None:
    """ "two days ago", "three months from now", "in two weeks" (a duration unless in a plan)."""
    if match["in"] and clock.tense != "future":
        return None
    n = -_count(match["n"]) if match["way"] == "ago" else _count(match["n"])
    if match["u"] == "day":
        day = clock.today + timedelta(n)
        return day, day, "day"
    if match["u"] == "week":
        return _week(clock.today + timedelta(7 * n))
    if match["u"] == "month":
        return _month(clock.today.year * 12 + clock.today.month - 1 + n)
    return _year(clock.today.year + n * (10 if match["u"] == "decade" else 1))


def weeks_from(match: re.Match[str], clock: Clock) -> Dated:
    """ "a week from Thursday"."""
    ahead = (_DAYS.index(match["wd"][:3]) - clock.today.weekday()) % 7
    day = clock.today + timedelta(ahead + 7 * _count(match[0].split(" week")[0]))
    return day, day, "day"


def beside(match: re.Match[str], clock: Clock) -> Dated:
    """ "the same day", "the previous month", "later in the day", reckoned from the clock's day."""
    return _step({"previous": -1, "following": 1, "next": 1}.get(match["which"], 0), match, clock)


def apart(match: re.Match[str], clock: Clock) -> Dated:
    """ "a day earlier", "two months later", "the day before", reckoned from the clock's day."""
    n = _count(match["n"] or "a")
    return _step(-n if match["way"] in ("earlier", "before") else n, match, clock)


def _step(n: int, match: re.Match[str], clock: Clock) -> Dated:
    """That many days, weeks, months or years on."""
    grain = match["u"]
    if grain == "year":
        return _year(clock.today.year + n)
    if grain == "month":
        return _month(clock.today.year * 12 + clock.today.month - 1 + n)
    day = clock.today + timedelta(7 * n if grain == "week" else n)
    return _week(day) if grain == "week" else (day, day, "day")


def window(match: re.Match[str], clock: Clock) -> Dated | None:
    """ "the last 48 hours", "the next three days", "within ten days", "the past week"."""
    if match["rolling"]:
        way, unit, n = match["rolling"], "week", 1
    else:
        way, unit, n = match["way"], match["u"], _count(match["n"])
    days = {"hour": (n + 23) // 24 - 1, "day": n, "week": 7 * n}[unit]
    if days > _LONGEST_WINDOW:
        return None
    grain: Precision = "week" if unit == "week" else "day"
    if way in ("last", "past"):
        return clock.today - timedelta(days), clock.today, grain
    return clock.today, clock.today + timedelta(days + (unit == "hour")), grain


def numeric(match: re.Match[str], _: Clock) -> Dated | None:
    """ "2016-06-30" or "30/06/2016"; None where day and month could be swapped."""
    if match["iso"]:
        day = date(*map(int, match["iso"].split("-")))
        return day, day, "day"
    a, b, year = (int(part) for part in re.split("[/.]", match["slash"]))
    if a <= 12 and b <= 12 and a != b:
        return None
    day = date(year, b, a) if b <= 12 else date(year, a, b)
    return day, day, "day"
