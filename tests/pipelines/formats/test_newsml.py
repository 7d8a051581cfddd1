from pathlib import Path

from tests.pipelines.formats.newsroom import newsml, newsml_item, nitf, stories
from tests.pipelines.formats.reading import faults, records, texts

TOLD = stories(9)
MESSAGE = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{}</itemSet></newsMessage>'
)


def test_items_give_their_text_in_whatever_form(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(newsml(TOLD))
    assert texts(tmp_path / "a.xml") == [story.text for story in TOLD]
    first = records(tmp_path / "a.xml")[0].values
    assert first["id"] == "urn:story-00"
    assert (first["source"], first["language"]) == ("Wire", "en")


def test_one_item_alone_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.newsml").write_text(newsml_item(TOLD[0]))
    assert texts(tmp_path / "a.newsml") == [TOLD[0].text]


def test_withdrawn_items_and_those_without_text_are_skipped(tmp_path: Path) -> None:
    package = '<packageItem guid="urn:p"><groupSet/></packageItem>'
    items = newsml_item(TOLD[0], "canceled") + package + newsml_item(TOLD[1])
    (tmp_path / "a.xml").write_text(MESSAGE.format(items))
    found = records(tmp_path / "a.xml")
    assert [record.skip for record in found] == ["withdrawn", "no_text", None]
    assert found[0].values["title"] == TOLD[0].title


def test_a_dateline_stands_before_the_text(tmp_path: Path) -> None:
    dateline = "<dateline>LOME, March 3 (Wire)</dateline></contentMeta>"
    (tmp_path / "a.xml").write_text(newsml_item(TOLD[0]).replace("</contentMeta>", dateline))
    assert str(texts(tmp_path / "a.xml")[0]).startswith("LOME, March 3 (Wire) -- President")


def test_a_message_that_breaks_off_gives_the_items_before(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(newsml(TOLD)[:-100])
    assert texts(tmp_path / "a.xml") == [story.text for story in TOLD[:-1]]
    assert faults(tmp_path / "a.xml") == [(9, "MalformedXml")]
    (tmp_path / "b.xml").write_text(MESSAGE.format(""))
    assert faults(tmp_path / "b.xml") == [(1, "EmptyFile")]


def test_entities_of_a_message_are_not_resolved(tmp_path: Path) -> None:
    bad = newsml_item(TOLD[0]).replace("<p>", "<p>&unknown;", 1)
    head = "<!DOCTYPE newsMessage [<!ENTITY unknown SYSTEM 'file:///etc/hostname'>]>"
    (tmp_path / "a.xml").write_text(head + MESSAGE.format(bad + newsml_item(TOLD[1])))
    assert texts(tmp_path / "a.xml")[1] == TOLD[1].text
    assert "&unknown;" in str(texts(tmp_path / "a.xml")[0])


def test_nitf_gives_headline_date_and_text_without_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(nitf(TOLD[0]))
    [record] = records(tmp_path / "a.xml")
    assert record.values["text"] == TOLD[0].text
    assert record.values["title"] == TOLD[0].title
    assert record.values["published"] == "20250303T120000Z"


def test_of_a_lead_and_a_full_text_the_full_text_is_read(tmp_path: Path) -> None:
    lead = '<block class="lead_paragraph"><p>One.</p></block>'
    blocks = f'{lead}<block class="full_text"><p>One.</p><p>Two.</p></block>'
    xml = f"<nitf><body><body.content>{blocks}</body.content></body></nitf>"
    (tmp_path / "a.nitf").write_text(xml)
    assert texts(tmp_path / "a.nitf") == ["One.\nTwo."]
