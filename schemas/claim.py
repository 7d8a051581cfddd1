"""What one mention claims of an event, without its proof: the small record that merging moves."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from schemas.article import UtcDatetime
from schemas.mention import ArrowType, EventFacts, MentionColumns

_DATELINE = re.compile(r"\A.{0,80}?\s(?:--|[–—-])\s", re.DOTALL)
_GAPS = re.compile(r"[\W_]+")
_MINISTERS = re.compile(r"\b([a-z]+)(?: and ([a-z]+))? (?:ministers|ministerial)\b")
_HINTS = ("summit", "leaders", "heads of")  # cheaper to look for than a pattern
_HEADS = re.compile(r"\b(?:summit|leaders|heads of (?:state|government))\b")

REACH = 45
"""Days between the publication of two claims that are compared, unless said otherwise."""


class Claim(EventFacts):
    """The facts of a mention, who says them and when."""

    mention_id: str = Field(min_length=1)
    article_id: str = Field(min_length=1)
    published_at: UtcDatetime | None = None
    confidence: Annotated[float, Field(ge=0, le=1), ArrowType("float32")]
    outlet: str
    """Who published it: the source, else the host of the url, else the article itself."""
    wording: str
    """Digest of the first evidence; a syndicated copy has the same."""
    circles: tuple[str, ...] = ()
    """Words that stand before *ministers* in the evidence; *leaders* where it tells of a summit."""

    @classmethod
    def of(cls, mention: MentionColumns) -> "Claim":
        """The claim of a mention."""
        facts = {name: getattr(mention, name) for name in EventFacts.model_fields}
        return cls(
            **facts,
            mention_id=mention.mention_id,
            article_id=mention.article_id,
            published_at=mention.published_at,
            confidence=mention.confidence,
            outlet=outlet_of(mention.source, mention.url) or mention.article_id,
            wording=wording_of(mention.evidence[0].text),
            circles=circles_in(span.text for span in mention.evidence),
        )


def outlet_of(source: str | None, url: str | None) -> str | None:
    """The publisher's name in lower case; the host of the address where none is given."""
    if source:
        return source.casefold()
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def wording_of(text: str) -> str:
    """A digest of the words, blind to case, spaces, punctuation and what stands before a dash.

    >>> wording_of("They met, he said.") == wording_of("They met he  said")
    True
    >>> wording_of("BERN (ANP) -- They met.") == wording_of("They met.")
    True
    """
    return sha256(_GAPS.sub("", _DATELINE.sub("", text, count=1).casefold()).encode()).hexdigest()[
        :16
    ]


def circles_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Whose meeting the texts tell of: words before *ministers*; *leaders* where heads meet.

    >>> circles_in(["EC farm ministers prepared the summit.", "Finance ministers met."])
    ('farm', 'finance', 'leaders')
    """
    words: set[str] = set()
    for text in texts:
        low = text.lower()
        if "minister" in low:
            words.update(word for pair in _MINISTERS.findall(low) for word in pair if word)
        if any(hint in low for hint in _HINTS) and _HEADS.search(low):
            words.add("leaders")
    return tuple(sorted(words))
