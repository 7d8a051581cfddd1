"""What an annotation says of a suspect."""

from datetime import date
from typing import Any

import pytest

from tests.factories import make_article
from tests.transforms.reading import extractor
from training.labels import (
    Labels,
    Parties,
    code_of,
    is_date_of,
    is_place_of,
    kind_of_event,
    overlap,
)
from transforms.dates import DatePhrase
from transforms.places import Place

TOLD = "Kenyan President Peter Otieno met Ugandan President Grace Akello in Tunis on Monday."
AGAIN = "Mr. Otieno of Kenya will meet President Grace Akello of Uganda once more, he said."
OTHER = "Chile's envoy met Peru's president in Lima."


def event(**fields: Any) -> dict[str, Any]:
    told = {
        "event_type": "meeting",
        "meeting_format": "summit",
        "treaty_action": None,
        "participants": [{"country": "Kenya"}, {"country": "Uganda"}],
        "event_date_start": "2024-05-13",
        "optional": False,
        "evidence": TOLD,
    }
    return told | fields


def labelled(sentence: str, *events: dict[str, Any]) -> list[bool | None]:
    article = make_article(text=sentence)
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    labels = Labels({"class": "positive", "events": events})
    return [
        labels.of(scene, suspect, sentence)[0]
        for scene in extractor().scenes(reading, sentences)
        for suspect in extractor().suspicions.find(scene.table)
        if suspect.kind == "talks"
    ]


def test_evidence_makes_an_event_and_an_optional_one_says_nothing() -> None:
    assert labelled(TOLD, event()) == [True]
    assert labelled(TOLD, event(optional=True)) == [None]


def test_the_same_sides_in_another_sentence_say_nothing_and_other_sides_say_no() -> None:
    assert set(labelled(AGAIN, event())) == {None}
    assert set(labelled(OTHER, event())) == {False}


def test_parties_are_known_by_code_or_by_their_own_words() -> None:
    parties = Parties.of(event(participants=[{"country": "Kenya"}, {"country": "Reed rebels"}]))
    assert parties.codes == {"KEN"}
    assert "reed" in parties.words


@pytest.mark.parametrize(("name", "code"), [("Kenya", "KEN"), ("NATO", "NATO"), ("Nowhere", None)])
def test_codes_of_names(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_dates_are_compared_at_the_precision_annotated() -> None:
    published = date(2024, 5, 15)
    monday = DatePhrase("on Monday", 0, 9)
    assert is_date_of(event(), monday, published)
    assert is_date_of(event(event_date_start="2024-05"), monday, published)
    assert not is_date_of(event(event_date_start=None), monday, published)


def test_kinds_and_overlap() -> None:
    assert kind_of_event(event(meeting_format="phone_call")) == "call"
    assert kind_of_event(event(event_type="treaty", treaty_action="suspended")) == "withdrew"
    assert overlap(TOLD, TOLD) == 1
    assert overlap(TOLD, "Rain fell on the old town for three days.") < 0.5


@pytest.mark.parametrize(("annotated", "told", "expected"), [
    ("Cuba", Place("Havana", "CUB"), True),
    ("the Netherlands", Place("The Hague", "NLD"), True),
    ("Geneva, Switzerland", Place("Geneva", "CHE"), True),
    ("Geneva, Switzerland", Place("Bern", "CHE"), False),
    ("Mexico's National Palace", Place("National Palace", None), True),
    (None, Place("Bern", "CHE"), False),
])  # fmt: skip
def test_place_annotated_is_told_by_its_words_or_as_a_country(
    annotated: str | None, told: Place, expected: bool
) -> None:
    assert is_place_of({"place": annotated}, told) is expected
