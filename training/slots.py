"""What stands in the slots of invented sentences: officials, states, cities, days, with trees."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from training.augment import AGENCIES, MONTHS, invent_person, invent_surname
from training.gazetteer import load_gazetteer

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_THIRD_SHARE = 0.2  # of the persons with a third part in their name
_INITIALS = "ABCDEFGHJKLMNPRSTW"
_MIDDLES = ("Van", "Thi", "Carlos", "Maria", "bin", "al", "ben", "de", "Dae", "Tae", "Ali", "Abdel")
# Titles as the treebanks analyse them: word, tag, relation to the title's last noun.
_TITLES = (
    "President/NNP",
    "Premier/NNP",
    "Chancellor/NNP",
    "King/NNP",
    "Ambassador/NNP",
    "Prime/NNP/amod Minister/NNP",
    "Foreign/NNP/amod Minister/NNP",
    "Defense/NNP/compound Minister/NNP",
    "Defence/NNP/compound Minister/NNP",
    "Finance/NNP/compound Minister/NNP",
    "Interior/NNP/compound Minister/NNP",
    "Trade/NNP/compound Minister/NNP",
    "Energy/NNP/compound Minister/NNP",
    "Vice/NNP/compound President/NNP",
    "Crown/NNP/compound Prince/NNP",
    "Deputy/NNP/compound Foreign/NNP/amod Minister/NNP",
    "Vice/NNP/compound Foreign/NNP/amod Minister/NNP",
    "Special/NNP/amod Envoy/NNP",
    "Foreign/NNP/amod Secretary/NNP",
    "Treasury/NNP/compound Secretary/NNP",
    "Parliament/NNP/compound Speaker/NNP",
    "National/NNP/amod Security/NNP/compound Adviser/NNP",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence being built; the governor is an index, its own for the head."""

    form: str
    tag: str
    dep: str
    head: int
    entity: str | None = None


def _name(text: str, label: str | None, tag: str = "NNP", head_first: bool = False) -> list[Word]:
    """Words of a name; a person's first word governs the others, elsewhere the last one does."""
    forms = [form for form in re.split(r"\s+|(?<=\w)(-)(?=\w)", text) if form]
    head = 0 if head_first else len(forms) - 1
    words = []
    for i, form in enumerate(forms):
        is_hyphen = form == "-" and len(forms) > 1
        dep = "punct" if is_hyphen else "flat" if head_first else "compound"
        entity = f"{'I' if i else 'B'}-{label}" if label else None
        words.append(Word(form, "HYPH" if is_hyphen else tag, dep, head, entity))
    return words


def _join(*groups: list[Word], deps: tuple[str, ...]) -> list[Word]:
    """Groups set side by side; each but the last hangs on the last one's head by its relation."""
    offsets = [sum(len(group) for group in groups[:i]) for i in range(len(groups))]
    last = offsets[-1] + next(i for i, word in enumerate(groups[-1]) if word.head == i)
    words: list[Word] = []
    for group, offset, dep in zip(groups, offsets, [*deps, ""], strict=True):
        for i, word in enumerate(group):
            if word.head == i:
                words.append(Word(word.form, word.tag, dep, last, word.entity))
            else:
                words.append(Word(word.form, word.tag, word.dep, word.head + offset, word.entity))
    return words


def _person(rng: Random) -> list[Word]:
    """A full name; some have a third part: "Nguyen Van Minh", "Anna B. Holm"."""
    name = invent_person(rng)
    if " " in name and rng.random() < _THIRD_SHARE:
        first, rest = name.split(" ", 1)
        name = f"{first} {rng.choice((rng.choice(_INITIALS) + '.', *_MIDDLES))} {rest}"
    return _name(name, "PERSON", head_first=True)


def _surname(rng: Random) -> list[Word]:
    return _name(invent_surname(rng), "PERSON", head_first=True)


def _demonym(rng: Random) -> list[Word]:
    demonyms = rng.choice(tuple(load_gazetteer().countries.values()))
    if demonyms[-1] == "U.S." and rng.random() < 0.6:
        return _name("U.S.", "GPE")
    return _name(demonyms[0], "NORP", tag="JJ")


def _country(rng: Random) -> list[Word]:
    names = [name for name in load_gazetteer().countries if " and " not in name]
    name = rng.choice(names)
    words = _name(name, "GPE")
    if name in {"United States", "Netherlands", "Philippines", "United Arab Emirates"}:
        return _join([Word("the", "DT", "det", 0)], words, deps=("det",))
    return words


def _city(rng: Random) -> list[Word]:
    return _name(rng.choice(load_gazetteer().cities), "GPE")


def _organization(rng: Random) -> list[Word]:
    names = [name for name in load_gazetteer().organizations if " of " not in name]
    words = _name(rng.choice(names), "ORG")
    return _join([Word("the", "DT", "det", 0)], words, deps=("det",))


def _acronym(rng: Random) -> list[Word]:
    names = [name for name in load_gazetteer().organizations if name.isupper()]
    return _name(rng.choice(names), "ORG")


def _title(rng: Random) -> list[Word]:
    pieces = [piece.split("/") for piece in rng.choice(_TITLES).split()]
    last = len(pieces) - 1
    return [Word(piece[0], piece[1], (*piece, "")[2], last) for piece in pieces]


def _official(rng: Random) -> list[Word]:
    """ "Chinese Foreign Minister Wang Yi", "President Petro", "former Kenyan President ..."."""
    person = _person(rng) if rng.random() < 0.8 else _surname(rng)
    chance = rng.random()
    if chance < 0.1:
        return _person(rng)
    if chance < 0.25:
        return _join(_title(rng), person, deps=("nmod:desc",))
    title = _join(_demonym(rng), _title(rng), deps=("amod",))
    if chance > 0.95:
        title = _join([Word("former", "JJ", "amod", 0)], title, deps=("amod",))
    return _join(title, person, deps=("nmod:desc",))


def _weekday(rng: Random) -> list[Word]:
    return [Word(rng.choice(_WEEKDAYS), "NNP", "", 0)]


def _month(rng: Random) -> list[Word]:
    return [Word(rng.choice(MONTHS), "NNP", "", 0)]


def _year(rng: Random) -> list[Word]:
    return [Word(str(rng.randint(1985, 2030)), "CD", "", 0)]


def _date(rng: Random) -> list[Word]:
    day = [Word(str(rng.randint(1, 28)), "CD", "", 0)]
    words = _join(_month(rng), day, deps=("nmod:unmarked",))
    if rng.random() < 0.5:
        return words
    return [*words, Word(",", ",", "punct", 3), Word(str(2026), "CD", "nmod:unmarked", 1)]


def _dateline(rng: Random) -> list[Word]:
    city = rng.choice(load_gazetteer().cities)
    words = _name(city.upper() if rng.random() < 0.7 else city, "GPE")
    head = len(words) - 1
    if rng.random() < 0.6:
        day = len(words) + 2
        words += [
            Word(",", ",", "punct", day),
            Word(rng.choice(MONTHS), "NNP", "nmod:unmarked", day),
        ]
        words.append(Word(str(rng.randint(1, 28)), "CD", "nmod:unmarked", head))
    if rng.random() < 0.8:
        agency = len(words) + 1
        words.append(Word("(", "-LRB-", "punct", agency))
        words.append(Word(rng.choice(AGENCIES), "NNP", "parataxis", head, "B-ORG"))
        words.append(Word(")", "-RRB-", "punct", agency))
    words.append(Word(rng.choice(["-", "--", "—", "–"]), ":", "punct", head))
    return words


SLOTS: dict[str, Callable[[Random], list[Word]]] = {
    "official": _official,
    "person": _person,
    "surname": _surname,
    "demonym": _demonym,
    "country": _country,
    "city": _city,
    "org": _organization,
    "acronym": _acronym,
    "title": _title,
    "weekday": _weekday,
    "month": _month,
    "year": _year,
    "date": _date,
    "dateline": _dateline,
}
