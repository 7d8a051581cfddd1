"""Which reports the annotation says are of one event."""

from typing import Any

from tests.factories import make_article
from tests.transforms.reading import extractor
from training.pairs import Told, pairs

MET = "Kenyan President Peter Otieno met Ugandan President Grace Akello in Tunis on Monday."
AGAIN = "During the talks with Ugandan President Grace Akello, Otieno offered a loan."
NEXT = "Kenya and Chile will hold talks next week."


def event(evidence: str, *countries: str, **fields: Any) -> dict[str, Any]:
    told = {
        "event_type": "meeting",
        "meeting_format": "summit",
        "treaty_action": None,
        "status": "occurred",
        "participants": [{"name": None, "country": country} for country in countries],
        "event_date_start": None,
        "event_date_end": None,
        "evidence": evidence,
    }
    return told | fields


UGANDA = event(MET, "Kenya", "Uganda")
CHILE = event(NEXT, "Kenya", "Chile", status="planned")


def learned(*events: dict[str, Any], kind: str = "positive") -> list[tuple[int, int, bool]]:
    article = make_article(text=f"{MET} {AGAIN} {NEXT}")
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    told = [
        Told(r, article.text[reading.spans[r.sentence].start : reading.spans[r.sentence].end])
        for r in extractor().reports(reading, sentences)
    ]
    found = pairs({"class": kind, "events": events}, told)
    return [(a.sentence, b.sentence, is_one) for a, b, is_one in found]


def test_reports_that_fit_the_same_event_are_one_and_others_are_two() -> None:
    found = learned(UGANDA, CHILE)
    assert (0, 1, True) in found
    assert (1, 2, False) in found
    assert not any(is_one for _, b, is_one in found if b == 2)


def test_a_report_that_fits_no_event_or_two_alike_says_nothing() -> None:
    assert {(a, b) for a, b, _ in learned(UGANDA)} == {(0, 1)}
    assert (0, 1, True) not in learned(UGANDA, UGANDA)


def test_disputed_texts_and_such_without_events_say_nothing() -> None:
    assert learned() == []
    assert learned(UGANDA, kind="borderline") == []
