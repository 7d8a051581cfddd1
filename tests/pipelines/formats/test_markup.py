import pytest

from pipelines.formats.markup import paragraphs, parsed_xml, root_name, text_of_html
from schemas.failure import DataError


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Plain text.", "Plain text."),
        ("<p>One &amp; two.</p><p>Three<br/>four.</p>", "One & two.\nThree\nfour."),
        ("<div>One\n  line<!-- note --> only.</div>", "One line only."),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\nc"),
        ("<script>alert()</script>Text<style>p {}</style>.", "Text."),
        ("<p>Unclosed <b>bold", "Unclosed bold"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_html_becomes_paragraphs(fragment: str, text: str) -> None:
    assert text_of_html(fragment) == text


def test_deep_markup_is_read() -> None:
    assert "deep" in text_of_html("<div>" * 1000 + "deep" + "</div>" * 1000)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<rss version="2.0">', "rss"),
        (b"<!-- note --><atom:feed xmlns:atom='x'>", "feed"),
        (b'<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY a "b">]>\n<nitf>', "nitf"),
        (b"no markup", None),
        (b"", None),
    ],
)
def test_the_first_element_is_found(head: bytes, name: str | None) -> None:
    assert root_name(head) == name


def test_a_bomb_of_entities_is_refused_at_once() -> None:
    levels = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE a [<!ENTITY x0 "boom">{levels}]><a>&x12;</a>'.encode()
    with pytest.raises(DataError, match="entit"):
        parsed_xml(bomb)


def test_files_are_not_drawn_in() -> None:
    raw = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>one &x; two</a>'
    assert paragraphs(parsed_xml(raw)).startswith("one")
    assert "&x;" in paragraphs(parsed_xml(raw))
