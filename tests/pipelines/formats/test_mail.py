from pathlib import Path

from tests.pipelines.formats.deliveries import write_mbox
from tests.pipelines.formats.newsroom import message, stories
from tests.pipelines.formats.reading import faults, records, texts

TOLD = stories(6)


def test_messages_are_articles_with_subject_sender_and_date(tmp_path: Path) -> None:
    write_mbox(tmp_path / "a.mbox", TOLD)
    found = records(tmp_path / "a.mbox")
    assert [record.values["text"] for record in found] == [story.text for story in TOLD]
    assert found[0].values["title"] == TOLD[0].title
    assert found[0].values["source"] == "The Wire"
    assert found[0].values["id"] == "<story-00@wire.example>"


def test_of_two_forms_the_plain_one_is_read(tmp_path: Path) -> None:
    letter = message(TOLD[0])
    letter.add_alternative("<p>The same as a page.</p>", subtype="html")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    (tmp_path / "a.eml").write_bytes(bytes(letter))
    assert texts(tmp_path / "a.eml") == [TOLD[0].text]


def test_a_line_that_begins_with_from_ends_no_message(tmp_path: Path) -> None:
    letter = message(TOLD[0])
    letter.set_content("They met.\n\nFrom Lima she went home.\nFrom there he did too.\n")
    quoted = bytes(letter).replace(b"\nFrom ", b"\n>From ")
    (tmp_path / "a.mbox").write_bytes(b"From wire Mon Mar  3 12:00:00 2025\n" + quoted)
    [text] = texts(tmp_path / "a.mbox")
    assert text == "They met.\nFrom Lima she went home.\nFrom there he did too."


def test_messages_without_text_or_in_no_known_encoding_are_failures(tmp_path: Path) -> None:
    bare = message(TOLD[1])
    bare.set_content(b"\x89PNG", maintype="image", subtype="png")
    strange = bytes(message(TOLD[2])).replace(b'charset="utf-8"', b'charset="x-none"')
    parts = [bytes(message(TOLD[0])), bytes(bare), strange, bytes(message(TOLD[3]))]
    box = b"".join(b"From wire Mon Mar  3 12:00:00 2025\n" + part + b"\n" for part in parts)
    (tmp_path / "a.mbox").write_bytes(box)
    assert texts(tmp_path / "a.mbox") == [TOLD[0].text, TOLD[3].text]
    assert faults(tmp_path / "a.mbox") == [(2, "MissingText"), (3, "MalformedMail")]
