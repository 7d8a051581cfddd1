"""What crawlers break in a text, mended in its length: entities, tags, soft hyphens, mojibake.

Sentences are found and read in the mended text, and since each of its characters stands where it
stood, evidence is cut from the text as it was delivered (decision 0016). What is too long is filled
up with blanks behind the word.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from transforms.sentences import Span

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, joiners, marks of byte order
_GARBLED = "ÂÃâ"  # with one of them begins what was UTF-8 and has been read as Latin-1
_BLOCKS = "p|br|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article|figure|figcaption|hr"
_INLINE = "a|b|i|em|strong|u|span|small|sup|sub|font|q|cite|mark|img|abbr|time|tbody|thead|col"
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"']+))*\s*/?>"""
_BLOCK_TAG = rf"</?(?i:{_BLOCKS}){_ATTRIBUTES}"
_TAG = rf"</?(?i:{_BLOCKS}|{_INLINE}){_ATTRIBUTES}"
_ENTITY = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});"
_BLANK = " \t\n\r\f\v"
_SIGN = re.compile(rf"[&<{_UNSEEN}{_GARBLED}]")
_WRONG = re.compile(rf"[{_UNSEEN}{_GARBLED}]|{_ENTITY}|{_TAG}")
_ON = re.compile(rf"(?:{_TAG}|[^{_BLANK}])*")  # to the end of the word, with the tags on it
_DROPPED = dict.fromkeys(map(ord, _UNSEEN))


def mended(text: str) -> str:
    """The text as it was meant, in its length; the same object if nothing is wrong with it.

    >>> mended("Peru&#39;s offer of co\u00adoperation")
    "Peru's     offer of cooperation "
    """
    pieces, done = [], 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done or not _WRONG.match(text, sign.start()):
            continue
        begin, on = sign.start(), _ON.match(text, sign.start())
        while begin > done and text[begin - 1] not in _BLANK:
            begin -= 1
        end = on.end() if on else sign.end()
        pieces += [text[done:begin], _mended_words(text[begin:end])]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _mended_words(words: str) -> str:
    """A word with the tags that hang on it, or several with tags between them."""
    plain = re.sub(_TAG, "", re.sub(_BLOCK_TAG, "\n", words))
    plain = re.sub(_ENTITY, _letter, plain).translate(_DROPPED)
    if any(sign in plain for sign in _GARBLED):
        plain = _repaired(plain)
    return plain.ljust(len(words)) if len(plain) <= len(words) else words


def _letter(entity: re.Match[str]) -> str:
    """What an entity stands for; what became a tag or an entity only now is left alone."""
    letter = unescape(entity.group())
    return " " if letter in ("<", ">") else letter


def _repaired(word: str) -> str:
    from ftfy import fix_encoding  # takes a moment: only for texts that need it

    return fix_encoding(word)


def whole_spans(spans: Sequence[Span], text: str, delivered: str) -> tuple[Span, ...]:
    """The spans of a mended text, with all of the last word as it was delivered in each."""
    return tuple(replace(span, end=_word_end(span.end, text, delivered)) for span in spans)


def _word_end(end: int, text: str, delivered: str) -> int:
    """Where the word ends whose mended form ends here and is filled up with blanks."""
    last = end
    while last < len(text) and text[last] == " " and not delivered[last].isspace():
        last += 1
    return end if delivered[end:last].startswith(("<", "&")) else last
