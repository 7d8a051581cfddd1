"""Named-entity corpora as annotated sentences, their labels repaired to one scheme.

The Groningen Meaning Bank's labels are silver: titles are part of its persons, "geo" may be a
country or a sea, "gpe" is a nationality, and a tenth of the names carries a wrong label.
"""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.annotation import Annotated
from training.detokenize import guess_spaces
from training.gazetteer import load_gazetteer

Span = tuple[int, int, str]

_GMB = {"per": "PERSON", "org": "ORG", "geo": "PLACE", "gpe": "NORP"}
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_WIKI = {**_UNER, "MISC": "MISC"}
_WNUT = {"person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "PLACE"}
_QUOTE_TAGS = {"LQU": "``", "RQU": "''", "LRB": "-LRB-", "RRB": "-RRB-", ";": ":"}


def read_gmb(path: Path) -> list[Annotated]:
    """The Groningen Meaning Bank's news: words, Penn tags, entities; labels repaired."""
    raw = [_gmb_sentence(rows) for rows in _gmb_rows(path)]
    return list(vote_on_labels(raw))


def read_uner(path: Path) -> list[Annotated]:
    """A Universal NER file: persons, organisations, places."""
    return [_bare(words, spans(tags, _UNER)) for words, tags in _columns(path, 1, 2)]


def read_wikigold(path: Path) -> list[Annotated]:
    """WikiGold: MISC kept only where it surely is a nationality."""
    return [_bare(words, spans(tags, _WIKI)) for words, tags in _columns(path, 0, 1)]


def read_wnut(path: Path) -> list[Annotated]:
    """WNUT17: rare and emerging names; products and works dropped."""
    return [_bare(words, spans(tags, _WNUT)) for words, tags in _columns(path, 0, 1)]


def spans(tags: Sequence[str], names: dict[str, str]) -> list[Span]:
    """IOB tags as spans; an "I-" without its "B-" opens a span as well.

    >>> spans(["B-PER", "I-PER", "O"], {"PER": "PERSON"})
    [(0, 2, 'PERSON')]
    """
    found: list[Span] = []
    previous = "O"
    for i, tag in enumerate(tags):
        label = names.get(tag[2:])
        if label and tag.startswith("I-") and previous[2:] == tag[2:]:
            found[-1] = (found[-1][0], i + 1, label)
        elif label:
            found.append((i, i + 1, label))
        previous = tag if label else "O"
    return found


def vote_on_labels(sentences: Sequence[Annotated]) -> Iterator[Annotated]:
    """Sentences in which a name that is nearly always of one label has that label everywhere."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for start, end, label in sentence.entities or ():
            votes[" ".join(sentence.words[start:end])][label] += 1
    winners = {name: _winner(counter) for name, counter in votes.items()}
    for sentence in sentences:
        entities = tuple(
            (start, end, winners[" ".join(sentence.words[start:end])] or label)
            for start, end, label in sentence.entities or ()
        )
        yield Annotated(sentence.words, sentence.spaces, tags=sentence.tags, entities=entities)


def _winner(votes: Counter[str]) -> str | None:
    label, count = votes.most_common(1)[0]
    return label if count >= 4 and count >= 0.75 * votes.total() else None


def _gmb_rows(path: Path) -> Iterator[list[list[str]]]:
    """Rows (marker, word, Penn tag, label) of each sentence."""
    with zipfile.ZipFile(path) as archive:
        data = archive.read(archive.namelist()[0]).decode("latin-1")
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(data)):
        if row[0].startswith("Sentence:") and rows:
            yield rows
            rows = []
        if row[0] != "Sentence #":
            rows.append(row)
    yield rows


def _gmb_sentence(rows: list[list[str]]) -> Annotated:
    words = [row[1] for row in rows]
    tags = [_QUOTE_TAGS.get(row[2], row[2]) for row in rows]
    for i, word in enumerate(words[:-1]):  # UD tags the preposition IN, only the infinitive TO
        if word.lower() == "to" and not tags[i + 1].startswith(("VB", "RB")):
            tags[i] = "IN"
    return _bare(words, spans([row[3] for row in rows], _GMB), tuple(tags))


def _bare(
    words: Sequence[str], entities: Iterable[Span], tags: tuple[str, ...] | None = None
) -> Annotated:
    repaired = tuple(repair(words, entities))
    return Annotated(tuple(words), guess_spaces(words), tags=tags, entities=repaired)


def repair(words: Sequence[str], entities: Iterable[Span]) -> Iterator[Span]:
    """Spans in one label scheme, in order: titles cut off, places told apart, sure names forced."""
    sure = list(_sure_names(words))
    kept = [span for raw in entities if (span := _repair_one(words, raw))]
    forced = [name for name in sure if not any(_inside(name, span) for span in kept)]
    rest = [span for span in kept if not any(_overlap(span, name) for name in forced)]
    yield from sorted([*forced, *rest])


def _repair_one(words: Sequence[str], span: Span) -> Span | None:
    start, end, label = span
    gazetteer = load_gazetteer()
    if label == "PERSON":
        while start < end and words[start].lower() in gazetteer.titles:
            start += 1
        while start < end and words[end - 1] in {",", "'s"}:
            end -= 1
    elif words[start].lower() == "the" and end - start > 1:
        start += 1
    if start == end or not words[start][:1].isalnum():
        return None
    phrase = " ".join(words[start:end])
    known = gazetteer.labels.get(phrase)
    if label == "MISC":
        return (start, end, known) if known else None
    if label == "PLACE":
        return (start, end, known or gazetteer.place(phrase))
    if known and (label != "PERSON" or known != "GPE" or end - start == 1):
        return (start, end, known)
    return (start, end, label) if any(w[0].isupper() for w in words[start:end]) else None


def _sure_names(words: Sequence[str]) -> Iterator[Span]:
    """Phrases that the gazetteer knows, longest first; "West" and "Army" alone are not sure."""
    labels = load_gazetteer().labels
    i = 0
    while i < len(words):
        for length in (4, 3, 2, 1):
            label = labels.get(" ".join(words[i : i + length]))
            if label and i + length <= len(words) and (length > 1 or label in {"GPE", "NORP"}):
                yield (i, i + length, label)
                i += length - 1
                break
        i += 1


def _inside(name: Span, span: Span) -> bool:
    return span[0] <= name[0] and name[1] <= span[1] and span != name


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _columns(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    """Words and tags of each sentence of a column file; comments and empty sentences skipped."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if not line.strip():
            if rows:
                yield [row[word] for row in rows], [row[tag] for row in rows]
            rows = []
        elif not line.startswith("# ") and len(columns) > tag:
            rows.append(columns)
