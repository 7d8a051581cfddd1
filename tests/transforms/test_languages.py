import pytest

from tests.factories import MET, NOTHING
from transforms.languages import declared_code, english_words, known_languages, language_of

OTHERS = {
    "de": "Die Außenminister trafen sich am Montag in Berlin und sprachen über den Handel.",
    "fr": "Le président a rencontré son homologue à Paris lundi pour discuter du commerce.",
    "es": "El presidente se reunió el lunes en Madrid con su homólogo para hablar del comercio.",
    "nl": "De president sprak maandag in Den Haag met zijn ambtgenoot over de handel.",
    "ko": "양국 외교장관은 월요일 서울에서 회담을 갖고 어업과 무역 문제를 두 시간 동안 논의했다.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(OTHERS[code]) == code
    assert language_of(OTHERS[code], "en") == code
    assert english_words(OTHERS[code]) == []


def test_english_is_told_whatever_the_metadata_say() -> None:
    text = f"{MET} {NOTHING} They said that they would meet again."
    assert language_of(text, "de") == "en"


@pytest.mark.parametrize(
    "text", ["", "Lee-Kim summit", "KOSPI 4,220.56 UP 90.88", "1987 1986\n" * 30]
)
def test_what_is_no_prose_has_the_language_of_its_metadata(text: str) -> None:
    assert language_of(text) is None
    assert language_of(text, "fr-FR") == "fr"


def test_metadata_name_languages_in_many_ways() -> None:
    names = ["en", "EN_gb", "eng", "English", "zh-Hant-TW", "x", "", None, "unknown"]
    codes = ["en", "en", "en", "en", "zh", None, None, None, None]
    assert [declared_code(name) for name in names] == codes


def test_the_library_knows_many_languages_but_no_pidgin() -> None:
    assert {"en", "de", "ar", "zh"} <= known_languages()
    assert "pcm" not in known_languages()
