from schemas.claim import Claim, circles_in, outlet_of, wording_of
from tests.factories import MET, make_meeting


def test_a_claim_has_the_facts_of_its_mention_and_who_says_them() -> None:
    mention = make_meeting(source="Tunis Herald", place="Dakar")
    claim = Claim.of(mention)
    assert (claim.place, claim.outlet, claim.wording) == ("Dakar", "tunis herald", wording_of(MET))


def test_the_outlet_is_the_host_or_the_article_itself_where_no_source_is_named() -> None:
    assert outlet_of(None, "https://www.gazette.example/a") == "gazette.example"
    assert Claim.of(make_meeting(article_id="a9")).outlet == "a9"


def test_one_wording_has_one_digest() -> None:
    assert wording_of("They met.") != wording_of("They did not meet.")
    assert wording_of("OSLO, May 1 (ANP) - They met.") == wording_of("They met!")


def test_a_claim_knows_whose_ministers_met() -> None:
    told = "EU finance ministers and central bankers met. Economy and trade ministers did not."
    assert circles_in([told, "Heads of government came later."]) == (
        "economy",
        "finance",
        "leaders",
        "trade",
    )
    assert Claim.of(make_meeting()).circles == ()
