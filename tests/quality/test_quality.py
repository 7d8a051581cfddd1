"""The comparison of scores with those on record."""

from tests.quality.__main__ import has_fallen, is_unseen, measures, table

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
