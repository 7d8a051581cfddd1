"""Photo captions: which lines are captions, and where a glued headline ends and one begins."""

import re
import tomllib
from importlib.resources import files

_LONGEST = 1500  # characters; no longer line is a caption
_LONGEST_UNDATED = 300
_JOINT_WITHIN = 160
_WORDS = tomllib.loads(
    files("transforms").joinpath("lexicons/abbreviations.toml").read_text("utf-8")
)
_INNER_CAPITALS = frozenset(_WORDS["join"]["names"])

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
FULL_DATE = re.compile(
    rf"\b(?:{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d|\d{{1,2}}\s{_MONTH},?\s(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")  # a cheap test before the dear one
_AGENCY = r"(?:Photo|Yonhap|REUTERS|Reuters|AP|AFP|EPA|Kyodo|Xinhua|Getty|Newsis|TASS|Pool|POOL)"
_CREDIT = re.compile(
    rf"[.!?\d][\"”’]?\s*\((?!Reporting|Writing|Editing)[^()]{{0,80}}\b{_AGENCY}\b[^()]{{0,80}}\)"
    r"[^.!?]{0,120}$"
    r"|\bEPA(?:-EFE)?/[A-Z][\w .'’/-]{2,60}$|\[(?:YONHAP|Yonhap|REUTERS|AFP|AP)[^\]]{0,40}\]$"
)
_CREDIT_WITHIN = 300  # characters from the end
_SIDE = re.compile(
    r"\s\((?:[LRC]|L-R|R-L|left|right|center|centre|(?:\w{1,9} )?from (?:left|right)|[LRC], \w+)\)"
)
_MARK = re.compile(
    r"^(?:FILE\b|File photo|(?:Media|Image) caption\b|Photo\b)"
    r"|\b[Pp]hoto by\b|\bFile photo\b|\b[Ii]n this (?:file )?photo\b"
    r"|\b(?:photo|image) (?:provided|released|taken|made available) by\b"
)
_HINTS = ("hoto", "FILE", "aption", "image ")  # no mark without one of these
_POSE = re.compile(
    r"\b(?:(?:is|are) seen|poses?|shakes?|stands?|walks?|gestures?|speaks?|attends?|meets?|holds?"
    r"|arrives?|smiles?|waves?|looks?|talks?|hugs?|greets?|delivers?|sits?|listens?|addresses|inspects?|reacts?)\b"
)
_TOLD = re.compile(r"\b(?:said|says|told|announced|was|were|will|would)\b")
_JOINT = re.compile(
    r"(\w{3,}[a-z0-9?'’)])(?=[A-Z][a-z]|A [a-z]|[A-Z]{2,} [A-Z]?[a-z]|\([LRC]|FILE\b)"
)


def is_caption(line: str) -> bool:
    """Whether a line stands under a photo: credited to an agency, or posing on a full date.

    >>> is_caption("The premiers shake hands in Lome, May 4, 2023. (Yonhap)")
    True
    """
    if len(line) > _LONGEST:
        return False
    line = line.strip()
    marked = _is_marked(line)
    if ")" in line[-120:] or line.endswith("]") or "EPA" in line:
        credit = _CREDIT.search(line, max(0, len(line) - _CREDIT_WITHIN))
        if credit and (marked or "hoto" in credit.group() or _full_date(line)):
            return True
    if marked:
        return line[:4] == "FILE" or len(line) < _LONGEST_UNDATED or _full_date(line) is not None
    dated = _full_date(line)
    if dated is None or line[: dated.start()].rstrip()[-1:] != ",":  # prose has "on May 4, 2023"
        return False
    return _POSE.search(line, 0, dated.start()) is not None and not _TOLD.search(line)


def _is_marked(line: str) -> bool:
    """Whether the words of photographers occur: "(L)", "File photo", "is seen"."""
    if "(" in line and _SIDE.search(line):
        return True
    return any(hint in line for hint in _HINTS) and _MARK.search(line) is not None


def _full_date(line: str) -> re.Match[str] | None:
    return FULL_DATE.search(line) if _YEAR.search(line) else None


def caption_start(line: str) -> int:
    """Offset at which the caption begins where a crawler glued the headline to it, else 0.

    >>> caption_start("Lake Talks in TogoThe premiers shake hands")
    18
    """
    for joint in _JOINT.finditer(line, 0, _JOINT_WITHIN):
        word = re.match(r"\w+", line[joint.end() :])
        if joint[1] + (word[0] if word else "") not in _INNER_CAPITALS and joint.start() > 0:
            return joint.end()
    return 0
