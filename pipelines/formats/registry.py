"""All formats, in the order in which first bytes are compared; and which one a file is in."""

from importlib.util import find_spec

from pipelines.errors import UsageError
from pipelines.formats import (
    feed,
    json_document,
    json_feed,
    json_lines,
    mail,
    newsml,
    nitf,
    page,
    parquet,
    table,
    text,
    url_list,
    warc,
)
from pipelines.formats.shape import Format

FORMATS = {
    each.name: each
    for each in (
        json_lines.FORMAT,
        json_document.FORMAT,
        table.CSV,
        table.TSV,
        parquet.FORMAT,
        text.FORMAT,
        feed.FORMAT,
        json_feed.FORMAT,
        page.FORMAT,
        warc.FORMAT,
        newsml.FORMAT,
        nitf.FORMAT,
        mail.BOX,
        mail.MESSAGE,
        url_list.FORMAT,
    )
}
"""Name → format, in the order of the help."""

_BY_BYTES = (
    *(parquet.FORMAT, warc.FORMAT, json_feed.FORMAT, json_document.FORMAT, json_lines.FORMAT),
    *(feed.FORMAT, newsml.FORMAT, nitf.FORMAT, page.FORMAT, mail.BOX, mail.MESSAGE),
    *(url_list.FORMAT, table.CSV, table.TSV),
)
"""The same as first bytes are compared: what is surely told comes first."""

EXTRA = "formats"


def is_known(name: str) -> bool:
    """Whether the name of a file, its packing left off, ends as one of a format does."""
    lower = name.lower()
    return any(lower.endswith(each.endings + each.shared_endings) for each in FORMATS.values())


def named_format(name: str) -> Format | None:
    """The format that the ending of a name alone tells; None where first bytes have a say."""
    sure, shared = _candidates(name)
    return sure if sure and not shared else None


def format_of(name: str, head: bytes) -> Format | None:
    """The format of a file by the ending of its name, its packing left off, and its first bytes.

    >>> format_of("news.xml", b"<rss><channel>").name
    'feed'
    """
    sure, shared = _candidates(name)
    among = shared if sure or shared else list(_BY_BYTES)
    return next((each for each in among if each.begins(head)), sure)


def _candidates(name: str) -> tuple[Format | None, list[Format]]:
    """The format that has this ending, the longest one, and those that share it with others."""
    lower = name.lower()
    ends = [(len(e), each) for each in FORMATS.values() for e in each.endings if lower.endswith(e)]
    longest = max((size for size, _ in ends), default=0)
    sure = next((each for size, each in ends if size == longest), None)
    return sure, [each for each in _BY_BYTES if lower.endswith(each.shared_endings)]


def missing_modules(each: Format) -> list[str]:
    """The modules that this format needs and that are not installed."""
    return [module for module in each.needs if find_spec(module) is None]


def refuse_missing(names: set[str]) -> None:
    """Stop the run, if a format is in its input that cannot be read with what is installed."""
    for name in sorted(names):
        if missing := missing_modules(FORMATS[name]):
            raise UsageError(
                f"to read {name}, {' and '.join(missing)} must be installed: "
                f"pip install 'communique[{EXTRA}]'"
            )
