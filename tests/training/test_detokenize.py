"""White space for bare words."""

import pytest

from training.detokenize import guess_spaces


@pytest.mark.parametrize(
    "text",
    [
        'He said, "We will talk," and left.',
        "The leaders' talks (in Oslo) cost $5, didn't they?",
        "Chad's envoy met them; 5% agreed.",
    ],
)
def test_text_is_set_as_an_editor_would(text: str) -> None:
    words = text
    for mark in ('"', "'s", "' ", "n't", "(", ")", "$", "%", ",", ";", ".", "?"):
        words = words.replace(mark, f" {mark} ")
    pieces = words.split()
    spaces = guess_spaces(pieces)
    joined = "".join(w + " " * s for w, s in zip(pieces, spaces, strict=True))
    assert joined == text
