"""The comparison of scores with those on record."""

import json
from pathlib import Path

from tests.quality.__main__ import has_fallen, judged, measures, table
from tests.quality.annotated import completed, is_own, is_unseen

REPORT = "documents: 3\nevent_f1=0.6617 strict_f1=0.4975 precision=0.7964 recall=0.5660\n"


def test_measures_stand_in_the_last_line() -> None:
    assert measures(REPORT) == {
        "event_f1": 0.6617,
        "strict_f1": 0.4975,
        "precision": 0.7964,
        "recall": 0.566,
    }


def test_only_a_loss_beyond_the_tolerance_counts() -> None:
    record = {"all": {"strict_f1": 0.5}}
    assert not has_fallen({"all": {"strict_f1": 0.495}}, record)
    assert has_fallen({"all": {"strict_f1": 0.48}}, record)
    assert not has_fallen({"all": {"strict_f1": 0.1}}, {})


def test_table_shows_gains_and_losses() -> None:
    [line] = table({"all": {"strict_f1": 0.52}}, {"all": {"strict_f1": 0.5}})
    assert line.split() == ["all", "strict_f1", "0.5200", "+0.0200"]


def test_a_third_of_the_texts_is_only_scored() -> None:
    unseen = sum(is_unseen(f"text-{n}") for n in range(3000))
    assert 900 < unseen < 1100


def test_annotation_is_completed_from_the_article() -> None:
    event = {"event_type": "meeting", "status": "planned", "evidence": [0, 9]}
    note = {"id": "corpus:1", "published": None, "class": "positive", "span": [5, 23]}
    text, gold = completed({**note, "events": [event]}, "Also they meet. Soon. More.")
    assert text == {"id": "corpus:1", "text": "they meet. Soon. M", "published": None}
    assert gold["events"][0]["evidence"] == "they meet"
    assert gold["events"][0]["place"] is None


def test_own_texts_are_told_by_their_ids() -> None:
    assert is_own("corpus:1")
    assert not is_own("dvA001")


def test_every_mention_is_judged_but_those_of_texts_in_dispute(tmp_path: Path) -> None:
    matched = [{"pred": {"confidence": 0.9}, "strict": 1.0}]
    spurious = [{"confidence": 0.4}]
    documents = [
        {"class": "positive", "matched": matched, "spurious": spurious},
        {"class": "borderline", "matched": matched, "spurious": spurious},
    ]
    path = tmp_path / "details.jsonl"
    path.write_text("\n".join(map(json.dumps, documents)), "utf-8")
    assert list(judged(path)) == [(0.9, True), (0.4, False)]
