"""Cells of CSV that a spreadsheet shows as text, whatever an article may hold.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` for a formula, and a formula can send
what stands beside it to a stranger. Terminals obey other characters that no one sees.
"""

import re

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What begins a formula; the wide forms of those letters do, too, in some spreadsheets."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line ends, and those that turn the direction of reading."""


def safe_cell(value: object) -> object:
    """The value; a text as one that is no formula and that changes no terminal.

    Texts that would be formulas get an apostrophe in front, which spreadsheets take as "this is
    text" and other readers can strip; numbers written as text stay as they are.

    >>> safe_cell("=1+1"), safe_cell("-12.5"), safe_cell(-3), safe_cell("\\x1b[2JTalks")
    ("'=1+1", '-12.5', -3, '\\ufffd[2JTalks')
    """
    if not isinstance(value, str):
        return value
    text = _UNSEEN.sub("\ufffd", value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
