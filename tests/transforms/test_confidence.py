"""How sure a mention says it is."""

from dataclasses import replace

from tests.transforms.reading import make_meeting_report, on_day
from transforms.actors import Actor
from transforms.confidence import confidence_of, traits_of
from transforms.draft import Draft
from transforms.rulebook import read_toml

ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(5, 8, "Bat Sorn", "President", "MNG", rank="head")
TALKS = make_meeting_report(ANA, BAT)


def test_every_trait_has_a_weight_and_every_weight_a_trait() -> None:
    weights = read_toml("lexicons/confidence.toml")["weights"]
    assert set(weights) == {"always", *traits_of(Draft((TALKS,)))}


def test_traits_are_told_by_the_reports() -> None:
    plain = traits_of(Draft((TALKS,)))
    assert not plain["dated"]
    assert traits_of(Draft((replace(TALKS, when=on_day(3)),)))["dated"]
    assert traits_of(Draft((TALKS, TALKS)))["sentences"] > plain["sentences"]
    assert traits_of(Draft((replace(TALKS, cast=TALKS.cast[:1]),)))["one_side"]


def test_what_the_judge_is_surer_of_is_surer() -> None:
    doubtful = replace(TALKS, likely=0.5)
    assert confidence_of(Draft((doubtful,))) < confidence_of(Draft((replace(TALKS, likely=0.9),)))


def test_sides_found_by_word_order_are_less_sure() -> None:
    found = replace(TALKS, on_surface=True)
    assert 0 < confidence_of(Draft((found,))) < confidence_of(Draft((TALKS,))) < 1
