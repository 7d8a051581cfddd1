"""The regular expressions of date phrases: one set finds them, one reads them."""

import re
from collections.abc import Callable

from transforms import date_meanings as meaning
from transforms.date_meanings import Clock, Dated

# --- Reading: patterns over the plain form of a phrase (lower case, no commas, no "on the").

_M = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_M += "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_W = "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?"
_W += "|sun(?:day)?"
_N = "[0-9]{1,3}|a couple of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_N += "|fifteen|twenty|thirty|forty-eight"
_TO = "(?: ?- ?| to | through | until | and | or )"
_NAMED_YEAR = "(?: (?:of )?(?:(?P<y>[0-9]{4})|(?P<ry>last|this|next) year))?"
_PART = "early|late|later|earlier|mid|(?:the )?(?:(?:first|second|third|fourth|last)"
_PART += " (?:half|week|weeks|days|quarter)|middle|beginning|start|end) of"
_TIME = "(?: (?:early |late )?(?:morning|afternoon|evening|night))?"

LEAD = re.compile(
    "^(?:(?:on|by|at|since|until|till|from|during|before|after|between|over|of|for|about|around|as"
    f"|effective|through|throughout|to|nearly|almost|just|in(?! (?:{_N}) (?:day|week|month|year))"
    "|the(?! (?:last|past) (?:week|month|year))) )+"
)
NOISE = re.compile(r",|(?<=[a-z])\.|'s?(?!\w)|(?<=[0-9])(?:st|nd|rd|th)\b")

_READINGS: tuple[tuple[str, Callable[[re.Match[str], Clock], Dated | None]], ...] = (
    ("(?:late |early )?(?:on )?(?P<word>today|yesterday|tomorrow|tonight|last (?:night|evening)"
     "|this (?:morning|afternoon|evening)|day before yesterday|day after tomorrow)" + _TIME
     + "|(?:earlier|later) (?:today|tonight|this (?:morning|afternoon|evening))", meaning.day_word),
    (f"(?:(?:early|late|later|earlier) (?:on )?)?(?:(?:this )?(?P<q>this|next|last|past|coming) )?"
     f"(?P<wd>{_W}){_TIME}(?:{_TO}(?:on )?(?P<wd2>{_W}){_TIME})?"
     "(?: (?:of )?(?P<w>this|next|last) week)?", meaning.weekdays),
    (f"(?:(?:{_W}) )?(?P<m>{_M}) ?(?P<d>[0-9]{{1,2}})(?: [0-9]{{1,2}}){{0,4}}"
     f"(?:{_TO}(?:(?P<m2>{_M}) ?)?(?P<d2>[0-9]{{1,2}}))?{_NAMED_YEAR}", meaning.calendar_days),
    (f"(?:(?:{_W}) )?(?:the )?(?P<d>[0-9]{{1,2}}|first|second|third)"
     f"(?:{_TO}(?:the )?(?P<d2>[0-9]{{1,2}}))? (?:of )?(?P<m>{_M})(?P<m2>)?{_NAMED_YEAR}",
     meaning.calendar_days),
    (f"(?P<d>[0-9]{{1,2}}) (?P<m>{_M}){_TO}(?P<d2>[0-9]{{1,2}}) (?P<m2>{_M}){_NAMED_YEAR}",
     meaning.calendar_days),
    (f"(?:(?:{_PART})[ -](?:the )?)?(?:(?:this )?(?P<q>this|next|last|past|coming) )?(?P<m>{_M})"
     f"(?:{_TO}(?P<m2>{_M}))?{_NAMED_YEAR}", meaning.months),
    (f"(?:(?P<part>{_PART}|spring|summer|autumn|fall|winter)(?: of)?[ -])?(?P<y>[0-9]{{4}})"
     "(?:(?:-| to | through )(?P<y2>[0-9]{4}|[0-9]{2}))?", meaning.bare_year),
    (f"(?:(?P<part>{_PART}) )?(?:in )?(?:(?P<q>this|next|last|coming|the) )?"
     "(?P<u>week|month|year|weekend)", meaning.unit),
    (f"(?:{_N}) weeks? from (?:next )?(?P<wd>{_W})", meaning.weeks_from),
    ("(?:(?:earlier|later) )?(?P<which>same|that|that same|previous|following|next)"
     " (?P<u>day|month|year|morning|afternoon|evening|night)|(?:earlier|later) in the day",
     meaning.beside),
    (f"(?P<n>{_N}|) ?(?P<u>day|week|month|year)s? (?P<way>earlier|later|before|after)",
     meaning.apart),
    ("year[ -]end", meaning.year_end),
    (f"(?P<in>in )?(?P<n>{_N}) (?P<u>day|week|month|year|decade)s?"
     "(?:(?(in)(?: time)?| (?P<way>ago|from now)))", meaning.distance),
    (f"(?:the )?(?:(?P<way>last|past|next|coming|within) (?P<n>{_N}) (?P<u>hour|day|week)s?"
     "|(?P<rolling>last|past|next|coming) week)",
     meaning.window),
    ("(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})|(?P<slash>[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})",
     meaning.numeric),
)  # fmt: skip
READINGS = tuple((re.compile(pattern), means) for pattern, means in _READINGS)

# --- Finding: patterns over the running text, where capitals tell months and days from words.


def _cased(words: str) -> str:
    return "|".join(f"{word}|{word.upper()}" for word in words.split())


_FULL = _cased(
    "January February March April May June July August September October November December"
)
_SHORT = _cased("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec")
_MONTH = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?)"
_WEEKDAY = f"(?:{_cased('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')})\\b"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)"
_DASH = r"\s?[-–—]\s?"
_TILL = rf"(?:{_DASH}|\s+(?:to|through|until)\s+)"
_UNTIL = rf"(?:{_DASH}|\s+(?:to|through|and|or)\s+)"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?{_YEAR}|\s+(?:of\s+)?(?:last|this|next)\s+year)?"
_ON = rf"(?:(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\b\.?),?\s+(?:the\s+)?)?"
_WHICH = r"(?:(?i:this|next|last|past|coming|this\s+coming|this\s+past)\s+)?"
_STAGE = r"(?:(?i:early|late|later|earlier|mid|(?:the\s+)?(?:(?:first|second|third|fourth|last)\s+"
_STAGE += (
    r"(?:half|weeks?|days|quarter)|middle|beginning|start|end)\s+of)(?:\s+in)?[\s-]+(?:the\s+)?)?"
)
_HOUR = r"(?:\s+(?:morning|afternoon|evening|night)\b)?"
_COUNT = r"(?i:\d{1,3}|a\s+couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
_COUNT += r"|twelve|fifteen|twenty|thirty|forty-eight)"

FIND = re.compile(
    rf"""(?<![\w$€£])(?<!\d[.,/-])(?:
    (?<=[Bb]etween\s){_MONTH}\s*{_DAY}\s+and\s+{_MONTH}\s*{_DAY}{_OF_YEAR}
  | {_ON}{_MONTH}\s*{_DAY}(?:(?:,\s*{_DAY})*,?{_UNTIL}{_DAY}|{_TILL}{_MONTH}\s*{_DAY})?{_OF_YEAR}
  | (?i:first|second|third)\s+(?:day\s+)?of\s+(?:{_FULL})\b{_OF_YEAR}
  | {_ON}{_DAY}(?:{_UNTIL}(?:the\s+)?{_DAY})?\s+(?:of\s+)?{_MONTH}
      (?:{_TILL}{_DAY}\s+{_MONTH})?{_OF_YEAR}
  | (?P<month>{_STAGE}{_WHICH}{_MONTH}(?:{_TILL}{_MONTH})?{_OF_YEAR})(?!\s+\d\d?\b|\w)
  | {_COUNT}\s+weeks?\s+from\s+(?:next\s+)?{_WEEKDAY}
  | (?P<beside>(?i:
      (?:(?:earlier|later)\s+)?(?:the\s+(?:same|previous|following|next)|that(?:\s+same)?)
      \s+(?:day|evening|night|morning|afternoon)|(?:earlier|later)\s+in\s+the\s+day
      |the\s+(?:same|previous|following)\s+(?:month|year)
      |(?:the|{_COUNT})\s+(?:days?|weeks?|months?|years?)\s+(?:earlier|later|before|after))\b)
  | (?P<weekday>(?:(?i:early|late|later|earlier)\s+(?:on\s+)?)?{_WHICH}{_WEEKDAY}
      (?:\s+(?:of\s+)?(?:this|next|last)\s+week\b)?{_HOUR}
      (?:{_UNTIL}(?:on\s+)?{_WEEKDAY}{_HOUR})?(?:\s+(?:of\s+)?(?:this|next|last)\s+week\b)?)
  | (?<!ago\s)(?<!s\sfrom\s)(?i:(?:(?:early|earlier|late|later)\s+)?(?:today
      |tonight|yesterday|tomorrow|this\s+(?:morning|afternoon|evening)|last\s+(?:night|evening))\b
      (?:\s+(?:morning|afternoon|evening|night)\b)?)
  | (?i:the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))\b
  | {_STAGE}(?i:(?:this|next|(?:the\s+)?(?:last|past)|coming)\s+(?:week|month|year|weekend))\b
  | (?i:(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+the\s+(?:week|month|year)
      |(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:half|quarter)\s+of\s+the\s+year)\b
  | (?i:year[\s-]end|(?:over|at|on|during)\s+the\s+weekend)\b
  | {_COUNT}\s+(?i:days?|weeks?|months?|years?|decades?)\s+(?i:ago|from\s+now)\b
  | (?i:in)\s+{_COUNT}\s+(?i:days?|weeks?|months?|years?)\b(?:['’]?\s+time\b)?
  | (?i:within)\s+{_COUNT}\s+(?i:hours?|days?|weeks?)\b
  | (?i:(?:the\s+)?(?:last|past|next|coming))\s+{_COUNT}\s+(?i:hours?|days?)\b
  | (?i:(?:spring|summer|autumn|fall|winter)(?:\s+of)?)\s+{_YEAR}
  | \d{{4}}-\d\d-\d\d(?![\w-]) | \d\d?/\d\d?/\d{{4}}\b | \d\d?\.\d\d?\.\d{{4}}\b
  | (?P<year>{_STAGE}{_YEAR}(?:[-–](?:{_YEAR}|\d\d(?![\w-]))|\s+to\s+{_YEAR})?)
    )""",
    re.VERBOSE,
)
