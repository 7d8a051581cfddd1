import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.article import Article
from tests.factories import make_article
from transforms.extract import Extractor, Mention
from transforms.mending import mended

PLAIN = (
    "President José Aré of Chad met President Tui Vake of Libya in Lomé on Monday, officials said. "
    "“It was a good start,” Aré said. They signed an agreement on AT&T’s cables."
)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Peru&#39;s offer", "Peru's offer"),
        ("salt &amp; fish", "salt & fish"),
        ("A.&nbsp;B", "A.\xa0B"),
        ("co\u00adoperation", "cooperation"),
        ("\ufeffThey\u200b met", "They met"),
        ("José LÃ³pez", "José López"),
        ("said â€œyesâ€\x9d", "said “yes”"),
        ("the <b>two</b> met", "the two met"),
        ("<b>Chad</b>'s offer", "Chad's offer"),
        ('<a href="x y">Chad</a> met', "Chad met"),
        ("<p>One.</p><p>Two.</p>", "\nOne.\n\nTwo.\n"),
    ],
)
def test_what_crawlers_break_is_mended_in_its_length(broken: str, whole: str) -> None:
    text = mended(broken)
    assert len(text) == len(broken)
    assert [word for word in text.split(" ") if word] == [word for word in whole.split(" ") if word]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "a < b and c > d",
        "the <B and R International Inc.> shares",
        "AT&T; Q&A",
        "Âge mûr, âme, São Tomé, Þórshöfn, Łódź",
        "",
    ],
)
def test_a_text_with_which_nothing_is_wrong_is_not_touched(text: str) -> None:
    assert mended(text) is text or mended(text) == text


BITS = st.sampled_from(
    ["met ", "&amp;", "&#8217;", "\u00ad", "<p>", "</b>", '<a href="x y">', "Ã©", "â€™", ". ", "\n"]
)


@given(st.lists(BITS).map("".join))
def test_every_text_keeps_its_length_and_the_words_around(text: str) -> None:
    whole = mended(f"before {text} after")
    assert len(whole) == len(text) + 13
    assert whole.startswith("before ")
    assert whole.endswith(" after")


assert ftfy  # brings the encoding of those who read UTF-8 as Windows' own
BROKEN = {
    "entities": PLAIN.replace("“", "&ldquo;").replace("’", "&#8217;").replace("é", "&eacute;"),
    "soft hyphens": PLAIN.replace("President", "Presi\u00addent").replace("agree", "ag\u00adree"),
    "mojibake": PLAIN.encode().decode("sloppy-windows-1252"),
    "html": "<p>" + PLAIN.replace("José Aré", "<b>José Aré</b>").replace(". ", ".</p><p>") + "</p>",
}


def extracted(article: Article) -> tuple[Mention, ...]:
    [(_, mentions)] = Extractor().extract([article])
    return mentions


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_text_says_what_the_whole_one_says(kind: str) -> None:
    aside = {"mention_id", "evidence", "confidence"}
    expected = [m.model_dump(exclude=aside) for m in extracted(make_article(PLAIN))]
    assert len(expected) == 2
    found = extracted(make_article(BROKEN[kind]))
    assert [m.model_dump(exclude=aside) for m in found] == expected


@pytest.mark.parametrize("kind", BROKEN)
def test_evidence_is_cut_from_the_text_as_it_was_delivered(kind: str) -> None:
    text = BROKEN[kind]
    for mention in extracted(make_article(text)):
        for span in mention.evidence:
            assert text[span.char_start : span.char_end] == span.text


def test_evidence_does_not_end_within_a_broken_word() -> None:
    text = "Chad and Libya signed “the border treatyâ€\x9d in Tripoli, at the cafÃ©"
    [mention] = extracted(make_article(text))
    assert mention.evidence[0].text == text
