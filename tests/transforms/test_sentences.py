"""Sentences with exact offsets, and what kind of line they stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.sentences import readable, split_sentences


def pieces(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


def kinds(text: str) -> list[str]:
    return [span.kind for span in split_sentences(text)]


WHOLE = [
    "The U.S. President met Mr. Ade and Gen. Koffi of the U.N. Security Council.",
    "Lt. Col. Ama B. Koffi met Adm. Ade at St. Anne's at 5 p.m. on Monday.",
    "They signed the pact in Washington, D.C., on Dec. 28 and Jan. 3.",
    "S. Korea and J. Smith agreed on No. 5 of the list.",
    "It cost 3.5 million dollars, up 1.2 percent.",
    '"We agreed!" she said.',
    '"Shall we meet?" President Ade asked.',
    "They waited ... and waited … and left.",
    "John F. Koffi Jr. met him.",
    "The leaders pose in Lome, July 10, 2024. (Yonhap/Kyodo)",
    "Acme Corp. Chairman Ade met Koffi Inc. Director Bello.",
    "See www.example.org/Treaty.The for more.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize("parts", [
    ["Chad and Libya met.", "They signed a pact."],
    ["He left the U.S.", "The talks went on."],
    ["They met at 5 p.m.", "He spoke first."],
    ['"We agreed."', '"It is done."'],
    ["He asked why?", "Nobody knew!", "They left."],
    ["“It is over.”", "The envoys left."],
    ["They waited ...", "Then they left."],
    ["It rose 3.5 percent.", "2015 was a good year."],
    ["They left.", "(Reporting by Ama Koffi)"],
    ["They met.", "- The sides agreed on rice."],
])  # fmt: skip
def test_sentences_are_parted(parts: list[str]) -> None:
    assert pieces(" ".join(parts)) == parts


@pytest.mark.parametrize("parts", [
    ["They met on Tuesday.", "The deal was signed."],
    ["They met.”", "The deal was signed."],
    ["It was signed in 2022.", "The market fell."],
    ["A park is named.", "1980 -- Chad and Libya establish ties."],
    ["He spoke.", "[REPORT]President Ade left."],
])  # fmt: skip
def test_lost_space_is_made_up_for(parts: list[str]) -> None:
    assert pieces("".join(parts)) == parts


def test_headline_glued_to_a_byline_is_parted() -> None:
    text = (
        "Togo slams act of aggressionBy Ama Koffi LOME, Jan. 2 (Yonhap) -- The envoys met. He left."
    )
    assert pieces(text) == [
        "Togo slams act of aggression",
        "By Ama Koffi LOME, Jan. 2 (Yonhap) -- The envoys met.",
        "He left.",
    ]
    assert kinds(text) == ["headline", "body", "body"]


def test_headline_glued_to_a_caption_is_parted() -> None:
    text = "Lome Peace TalksEnvoy Ama Koffi (L) speaks in Lome, 29 December 2025. EPA/OLU ADE"
    assert kinds(text) == ["headline", "caption"]
    assert pieces(text)[0] == "Lome Peace Talks"


def test_paragraphs_are_counted_without_blank_lines() -> None:
    spans = split_sentences("Togo and Benin sign\n\nThey met. They left.\r\nIt rained.")
    assert [span.paragraph for span in spans] == [0, 1, 1, 2]
    assert [span.kind for span in spans] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize("line", [
    "The premiers shake hands in Lome, May 4, 2023. (Yonhap)",
    "FILE - Ama Koffi speaks in Lome, May 4, 2020. (AP Photo/Olu Ade, File)",
    "Ama Koffi (right) is welcomed by Olu Ade (left) in Lome.",
    "Envoys meet in Lome, Togo, Saturday, Dec. 27, 2025.",
    "The envoys leave the hall. (Photo by Olu Ade)",
    "In this photo released by the palace, Ama Koffi greets guests, May 4, 2020.",
])  # fmt: skip
def test_caption_is_told(line: str) -> None:
    assert set(kinds(line)) == {"caption"}


@pytest.mark.parametrize("line", [
    "They will meet on December 19, 2022, he said.",
    "The order of April 3, 2014, must stay in effect beyond April 3, 2022.",
    "The crisis poses a threat, officials said (Reporting by Ama Koffi).",
    "LOME (Reuters) - Togo and Benin met.",
])  # fmt: skip
def test_prose_is_no_caption(line: str) -> None:
    assert set(kinds(line)) == {"body"}


@pytest.mark.parametrize(
    "line", ["Togo and Benin sign pact", "By Ama Koffi and Olu Ade", "PORTS (AP)"]
)
def test_short_line_without_a_stop_is_a_headline(line: str) -> None:
    assert kinds(line) == ["headline"]


@given(st.text(max_size=300) | st.text(alphabet="Aab.!? \n\"'”()-1", max_size=300))
def test_spans_hold_all_but_white_space(text: str) -> None:
    end = 0
    for span in split_sentences(text):
        assert text[end : span.start].strip() == ""
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        end = span.end
    assert text[end:].strip() == ""


@pytest.mark.parametrize("unit", [
    "A.", "a ", ".", '."', "?! ", "A. ", "a.A", "(", "By A ", "AB ", "-----", "\n", " ", "U.S. ",
    "Word.Word", "(R) ", "EPA/", "1, 2023 ", "(Yonhap) -- ",
])  # fmt: skip
def test_long_runs_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    spans = split_sentences(text)
    assert not spans or spans[-1].end <= len(text)


def test_entities_that_crawlers_leave_are_mended_in_length() -> None:
    text = "Peru #39;s envoy said quot;Yes quot; to Chad amp; Niger."
    mended = readable(text)
    assert len(mended) == len(text)
    assert mended.split() == [
        "Peru's",
        "envoy",
        "said",
        '"',
        "Yes",
        '"',
        "to",
        "Chad",
        "&",
        "Niger.",
    ]
