from schemas.manifest import Counts


def test_a_sound_account_leaves_nothing_over() -> None:
    counts = Counts(records_in=10, articles=6, copies=1, failures=3)
    assert counts.unaccounted == 0
    assert counts.share_bad == 0.3


def test_a_lost_record_shows() -> None:
    assert Counts(records_in=10, articles=6).unaccounted == 4


def test_an_empty_run_is_not_bad() -> None:
    assert Counts().share_bad == 0.0
