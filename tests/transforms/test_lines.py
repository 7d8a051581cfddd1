from hypothesis import given
from hypothesis import strategies as st

from transforms.lines import is_wrapped, unwrapped

PARAGRAPH = (
    "The ministers of the two countries met in the capital on Monday, in a",
    "hall that was too small for all of their guests, and talked about fish,",
    "boats and nets for most of an hour, while a crowd waited outside.",
)


def test_wrapped_lines_become_paragraphs_in_the_same_length() -> None:
    text = "\n".join(PARAGRAPH) + "\n\n" + "\r\n".join(PARAGRAPH) + "\n"
    joined = " ".join(PARAGRAPH) + "\n\n" + "  ".join(PARAGRAPH) + "\n"
    assert unwrapped(text) == joined


def test_a_title_and_a_list_keep_their_lines() -> None:
    text = "\n".join(["Talks on fish", *PARAGRAPH, "", "- one", "- two", "- three"])
    kept = "\n".join(["Talks on fish", " ".join(PARAGRAPH), "", "- one", "- two", "- three"])
    assert unwrapped(text) == kept


def test_lines_that_are_sentences_or_paragraphs_stay() -> None:
    sentences = "\n".join(f"The ministers of the {n} states met in the capital." for n in range(6))
    assert not is_wrapped(sentences)
    assert unwrapped(sentences) == sentences
    long = "\n".join(["word " * 60] * 4)
    assert unwrapped(long) == long


@given(st.text(st.sampled_from("ab .\n\r"), max_size=400))
def test_nothing_but_line_ends_changes(text: str) -> None:
    joined = unwrapped(text)
    assert len(joined) == len(text)
    assert all(
        new == old or (new == " " and old in "\r\n") for new, old in zip(joined, text, strict=True)
    )
