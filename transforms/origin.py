"""Where an article is from: the country whose officials it names without saying whose they are."""

import re
from collections import Counter
from collections.abc import Sequence

from schemas.article import Article
from transforms.datelines import find_dateline
from transforms.gazetteer import Gazetteer
from transforms.names import OUTLETS
from transforms.places import Place
from transforms.sentences import Span

_HEAD = 600  # characters in which an agency signs: "(Yonhap)"
_OUTLET = re.compile(
    r"(?<!\w)(?:%s)(?!\w)" % "|".join(map(re.escape, sorted(OUTLETS, key=len, reverse=True))), re.I
)
_SIGNED = re.compile(r"\([^()]{2,30}\)")
_STATES = frozenset({"country", "demonym", "capital", "seat", "city"})
_TITLE = 4  # a country in the headline counts as so many elsewhere
_LEAD = 6_000  # characters; what a longer text is about is told there


def home_of_outlet(article: Article, gazetteer: Gazetteer) -> str | None:
    """The country of the newspaper, agency or government that publishes the article."""
    signed = " ".join(_SIGNED.findall(article.text[:_HEAD]))
    for words in (article.source or "", article.url or "", signed):
        if (known := _OUTLET.search(words)) is not None:
            return OUTLETS[known[0].lower()]
    seats: list[str | None] = [
        n.code for n in gazetteer.find_in(article.source or "") if n.kind == "seat"
    ]
    return seats[0] if seats else None


def dateline_place(text: str, spans: Sequence[Span], gazetteer: Gazetteer) -> Place | None:
    """The place that the article is dated from."""
    for span in spans[:4]:
        dateline = find_dateline(text[span.start : span.end])
        if dateline is not None and dateline.place:
            name = dateline.place.title() if dateline.place.isupper() else dateline.place
            city = gazetteer.city(dateline.place.title())
            if city is None:
                return Place(name, None)
            return Place(name, city.country, city.latitude, city.longitude)
    return None


def countries_named(article: Article, gazetteer: Gazetteer) -> Counter[str]:
    """How often the article, at its beginning, names each country, its cities and people."""
    counts: Counter[str] = Counter()
    for text, weight in ((article.title or "", _TITLE), (article.text[:_LEAD], 1)):
        for name in gazetteer.find_in(text):
            if name.kind in _STATES and name.code and not name.aside:
                counts[name.code] += weight
    return counts
