"""What a stated confidence is worth."""

import pytest

from tests.quality.reliability import bins_of, expected_error, table


def test_error_is_the_weighted_distance_of_stated_and_right() -> None:
    bins = bins_of([(0.95, True), (0.95, False), (0.25, False), (0.25, False)])
    assert expected_error(bins) == pytest.approx((2 * 0.45 + 2 * 0.25) / 4)


def test_certainty_falls_into_the_last_bin() -> None:
    [only] = bins_of([(1.0, True)])
    assert (only.floor, only.count, only.right) == (0.9, 1, 1.0)


def test_nothing_stated_is_no_error() -> None:
    assert expected_error(bins_of([])) == 0.0


def test_table_has_a_line_for_each_bin_that_is_not_empty() -> None:
    lines = list(table(bins_of([(0.1, False), (0.15, True), (0.8, True)])))
    assert [line.split()[3] for line in lines[1:]] == ["2", "1"]
