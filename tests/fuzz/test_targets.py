"""A little of the fuzzing, and every input that has ever been a finding."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import PARSERS
from tests.fuzz.inputs import SEEDS, inputs_of
from tests.fuzz.targets import TARGETS

CASES = sorted(path for path in (Path(__file__).parent / "cases").rglob("*") if path.is_file())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=100)
@given(data=st.data())
def test_no_input_breaks_a_parser(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(inputs_of(name)))


@pytest.mark.parametrize("name", TARGETS)
def test_well_formed_input_breaks_no_parser(name: str) -> None:
    for content in SEEDS[name]:
        TARGETS[name](content)


def test_every_parser_is_known() -> None:
    assert set(PARSERS) == set(TARGETS) == set(SEEDS)


def test_what_once_was_a_finding_breaks_no_parser() -> None:
    for case in CASES:
        TARGETS[case.parent.name](case.read_bytes())
