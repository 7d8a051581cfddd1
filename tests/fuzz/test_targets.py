"""A little of the fuzzing, and every input that has ever been a finding."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_once_was_a_finding_breaks_no_parser(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())
