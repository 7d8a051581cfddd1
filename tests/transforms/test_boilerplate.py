import pytest

from tests.transforms.reading import mentions_of
from transforms.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "sentence",
    [
        "Click here to subscribe.",
        "SIGN UP FOR our letter on the summit of Chad and Libya.",
        "» Read more about the treaty that Chad and Libya signed.",
        "All rights reserved.",
        "© 2025 Wire Example",
        "You are receiving this letter because you signed up.",
    ],
)
def test_frames_are_told(sentence: str) -> None:
    assert is_boilerplate(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "They signed up to the treaty.",
        "Related parties signed it.",
        "The ministers clicked here and there.",
        "Subscribers protested.",
        "",
    ],
)
def test_sentences_of_articles_are_none(sentence: str) -> None:
    assert not is_boilerplate(sentence)


def test_a_frame_tells_of_no_event() -> None:
    tells = "Chad and Libya signed a border treaty in Tripoli on Monday."
    frame = "Read more: Peru and Chile signed a fishing treaty in Lima on Tuesday."
    [only] = mentions_of(f"{tells} It took a year.\n{frame}\nIt rained in the north.")
    assert only.parties == ("LBY", "TCD")
