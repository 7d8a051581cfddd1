"""How long a meeting lasted, in minutes."""

import re

_UNITS = {"minute": 1, "hour": 60, "day": 24 * 60}
_NUMBERS: dict[str, float] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_NUMBERS |= {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50}
_NUMBERS |= {"sixty": 60, "ninety": 90, "half": 0.5, "half a": 0.5, "half an": 0.5}

_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?P<n>\d{{1,3}}(?:\.\d)?|{_WORDS})"
_REST = rf"(?P<half> and a half)?(?:(?:,| and)? (?P<rest>\d{{1,2}}|{_WORDS}) minutes?)?"
_MEETING = (
    r"(?:meetings?|talks?|calls?|summits?|visits?|trips?|tours?|conversations?|negotiations?|stay"
    r"|discussions?|sessions?|conferences?|forums?|consultations?|dinner|lunch|teleconference|round)"
)
_LASTS = (
    r"(?:lasts|lasted|lasting|(?:to|will|would|could) last|ran|went on|continued|took|spoke|talked"
    r"|met|conferred|spent|huddled|stayed|meeting|talking)"
)
_ABOUT = (
    r"(?:(?:for|about|around|some|over|nearly|almost|roughly|approximately|more than|less than"
    r"|just|under|at least|up to|only|well|the|full) )*"
)
# "a two-hour meeting", "90-minute phone call", "an hour and a half-long talk", "a half-hour call"
_ADJECTIVE = re.compile(
    rf"\b{_NUMBER}(?:-| )and-a-half(?:-| )(?P<unit>hour|day)\b"
    rf"|\b(?P<n2>\d{{1,3}}(?:\.\d)?|{_WORDS})-(?P<unit2>minute|hour|day)"
    rf"(?:-long)?,? (?:[\w-]+,? ){{0,4}}?{_MEETING}\b",
    re.IGNORECASE,
)
# "lasted about 35 minutes", "talks for more than three hours", "an hour and a half"
_SPAN = re.compile(
    rf"\b{_LASTS}(?: [\w'’.-]+){{0,6}}? {_ABOUT}{_NUMBER} (?P<unit>minute|hour|day)s?{_REST}\b"
    rf"(?! (?:ago|later|earlier|before|after|notice|away|per|each|a (?:day|week)))(?<!\ba day)",
    re.IGNORECASE,
)
_OF_TALKS = re.compile(
    rf"\b{_NUMBER} (?P<unit>minute|hour|day)s?{_REST}[’']? (?:of )?(?:[\w-]+ ){{0,2}}?{_MEETING}\b"
    rf"|\b{_MEETING} (?:[\w-]+ ){{0,2}}?(?:of|for) {_ABOUT}"
    rf"(?P<n2>\d{{1,3}}|{_WORDS}) (?P<unit2>minute|hour|day)s?\b",
    re.IGNORECASE,
)
_HOUR_LONG = re.compile(
    rf"\b(?:an|the|one) hour-?long (?:[\w-]+ ){{0,3}}?{_MEETING}\b", re.IGNORECASE
)
_LONGEST = 60 * 24 * 60  # two months; more is a war or a career


def find_duration(text: str) -> int | None:
    """Minutes that a meeting lasted by the words of *text*, None if it does not say.

    Days count in full, 1440 minutes each: "three-day talks" are 4320. "Nearly" and "more than" are
    passed over. A period without a meeting in it ("for 24 years", "two hours later") is none.

    >>> find_duration("The call lasted about 35 minutes.")
    35
    """
    if _HOUR_LONG.search(text):
        return 60
    for pattern in (_ADJECTIVE, _OF_TALKS, _SPAN):
        if match := pattern.search(text):
            minutes = _minutes(match.groupdict())
            return minutes if 0 < minutes <= _LONGEST else None
    return None


def _minutes(parts: dict[str, str | None]) -> int:
    first = parts["n"]
    number = _value(first or parts["n2"])
    unit = _UNITS[(parts["unit"] or parts["unit2"] or "minute").lower()]
    whole = number * unit
    if parts.get("half") or (first and "rest" not in parts):
        whole += unit / 2
    return int(whole + _value(parts.get("rest")))


def _value(word: str | None) -> float:
    if word is None:
        return 0
    return _NUMBERS[word.lower()] if word.lower() in _NUMBERS else float(word)
