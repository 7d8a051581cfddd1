"""Sentences of an article with their exact offsets, told apart as headline, body or caption."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from transforms.captions import caption_start, is_caption

Kind = Literal["headline", "body", "caption"]

_WORDS = tomllib.loads(
    files("transforms").joinpath("lexicons/abbreviations.toml").read_text("utf-8")
)
_TITLES, _NUMBERED, _EITHER = (
    frozenset(_WORDS["abbreviation"][kind]) for kind in ("title", "number", "either")
)
_STARTERS = frozenset(_WORDS["starter"]["words"])

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Runs are taken whole and unconditionally: a condition behind them would rescan long runs.
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]*]*")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘—–]*$")
_GLUED_BEFORE = re.compile(r"(?:[a-z%]{2}|\d|[)”’\"'])$")
_GLUED_AFTER = re.compile(r"[“\"‘]?[A-Z](?:[a-z]|['’ ])|\[[A-Z]|(?:1[89]|20)\d\d --")
_SUFFIX = re.compile(r"(?:Com|Org|Net|Gov|Edu|Co|Inc)\b")
_ITEM = re.compile(r"[-–] +[“\"]?[A-Z]")
_EMAIL = re.compile(r"[\w.]{2,30}@")
_RULE = re.compile(r"-{5,}|[■●▪•]")  # between the items of a digest
_CREDIT = re.compile(
    r"EPA(?:-EFE)?/[A-Z]|\[(?:YONHAP|Yonhap|REUTERS|AFP|AP)\b"
    r"|\((?!Reporting|Additional|Writing|Editing)[^()]{0,80}"
    r"\b(?:Photo|Yonhap|REUTERS|Reuters|AP|AFP|EPA|Kyodo|Xinhua|Getty|File)\b"
)
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|asked|told|added|wrote|tweeted)\b")
_AGENCY_DASH = re.compile(r"\([A-Z][A-Za-z]{1,12}(?:/[A-Z][A-Za-z]{1,12})?\)\s?(?:--|[-–—])\s")
_DATELINE = re.compile(
    r"(?:By\s(?:[A-Z][\w'’.-]*,?\s(?:and\s)?){2,8})?"
    r"[A-Z]{2,}[A-Z'’-]*(?:[ /][A-Z]{2,}[A-Z'’-]*){0,3}(?:,\s[A-Z][a-z]+)?"
    r"(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s$"
)
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]*]*$")
_MARKS = {"#39": "'", "quot": '"', "amp": "&", "lt": " ", "gt": " "}
_REMNANT = re.compile(r" ?(?P<name>#39);(?P<letter>s\b)?|\b(?P<name2>quot|amp|lt|gt);")
_WORD_LENGTH, _LOOK_BACK, _LOOK_AHEAD = 24, 140, 100  # characters
_LONGEST_HEADLINE = 22  # words


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence, ``text[start:end]`` of the article, in its paragraph (counted from 0)."""

    start: int
    end: int
    paragraph: int
    kind: Kind


def split_sentences(text: str) -> list[Span]:
    """Sentences of an article in order; everything but white space lies in one of them.

    >>> text = "They met in Washington, D.C., on Dec. 3. It rained."
    >>> [text[span.start : span.end] for span in split_sentences(text)]
    ['They met in Washington, D.C., on Dec. 3.', 'It rained.']
    """
    spans: list[Span] = []
    lines = (line for line in _LINE.finditer(text) if not line.group().isspace())
    for paragraph, line in enumerate(lines):
        spans += _spans_of_line(line.group(), line.start(), paragraph)
    return spans


def _spans_of_line(line: str, offset: int, paragraph: int) -> Iterator[Span]:
    caption = is_caption(line)
    head = caption_start(line) if caption else _body_start(line)
    cuts = sorted({0, head, len(line), *_cuts(line)})
    for start, end in pairwise(cuts):
        piece = line[start:end]
        trimmed = piece.strip()
        if not trimmed:
            continue
        kind: Kind = "caption" if caption else "body"
        if end <= head or (len(cuts) == 2 and not caption and _is_headline(trimmed)):
            kind = "headline"
        first = offset + start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(trimmed), paragraph, kind)


def _is_headline(line: str) -> bool:
    """Whether a line of one piece is a title, a byline or a sub-heading."""
    return _ENDED.search(line[-8:]) is None and len(line[:400].split()) <= _LONGEST_HEADLINE


def _body_start(line: str) -> int:
    """Offset of "By Ann Lee TUNIS, Jan. 2 (Agency) --" behind a glued headline, else 0."""
    agency = _AGENCY_DASH.search(line, 0, 1000)
    if agency is None:
        return 0
    begin = max(0, agency.start() - _LOOK_BACK)
    dateline = _DATELINE.search(line[begin : agency.start()])
    return begin + dateline.start() if dateline else 0


def _cuts(line: str) -> Iterator[int]:
    """Offsets at which one sentence ends and another begins."""
    if "----" in line or "■" in line or "•" in line:
        yield from (rule.start() for rule in _RULE.finditer(line))
    for stop in _STOP.finditer(line):
        end = stop.end()
        if end < len(line) and (
            _ends_before_space(line, stop) if line[end].isspace() else _ends_glued(line, stop)
        ):
            yield end


def _ends_before_space(line: str, stop: re.Match[str]) -> bool:
    """Whether a stop that white space follows ends the sentence."""
    space = _SPACE.match(line, stop.end())
    begin = space.end() if space else stop.end()
    follows = line[begin : begin + _LOOK_AHEAD]
    if not follows or _EMAIL.match(follows):
        return True
    if follows[0].islower() or (follows[0] in ",;:)%&-–" and not _ITEM.match(follows)):
        return False
    if _CREDIT.match(follows):
        return False
    mark = stop.group()
    if mark[0] in "?!" and len(mark) > 1 and _SPEAKER.match(follows):
        return False
    return mark != "." or not _is_abbreviation(_word_before(line, stop.start()), follows)


def _word_before(line: str, end: int) -> str:
    found = _WORD_BEFORE.search(line[max(0, end - _WORD_LENGTH) : end])
    return found.group() if found else ""


def _is_abbreviation(word: str, follows: str) -> bool:
    """Whether the full stop after *word* shortens it and the sentence goes on."""
    lower = word.lower()
    if lower in _TITLES:
        return True
    if lower in _NUMBERED:
        return follows[0].isdigit()
    if lower in _EITHER or (word and _INITIALS.fullmatch(word)):
        starter = _WORD.match(follows)
        return not (follows[0] in "\"“‘'" or (starter and starter.group() in _STARTERS))
    return False


def _ends_glued(line: str, stop: re.Match[str]) -> bool:
    """Whether a stop is the end although the crawler lost the space: "on Tuesday.The deal"."""
    start, end = stop.span()
    if not _GLUED_BEFORE.search(line[max(0, start - 2) : start]):
        return False
    if not _GLUED_AFTER.match(line, end) or _SUFFIX.match(line, end):
        return False
    word = _word_before(line, start)
    if word.lower() in _TITLES or word.lower() in _NUMBERED:
        return False
    return not any(sign in word for sign in ("www.", "//", "@"))


def readable(text: str) -> str:
    """*text* with what crawlers leave of HTML entities mended, in its length, for the parser.

    >>> readable("Peru #39;s offer")
    "Peru's     offer"
    """
    return _REMNANT.sub(_mended, text)


def _mended(found: re.Match[str]) -> str:
    mark, letter = _MARKS[found["name"] or found["name2"]], found["letter"] or ""
    return (mark + letter).ljust(found.end() - found.start())
