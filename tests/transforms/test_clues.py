from datetime import date

import pytest

from schemas.mention import Participant
from tests.factories import NOON, make_claim, make_treaty_claim
from transforms.clues import NEVER, block_keys, clue_of, words_of


def test_days_are_counted_and_what_has_none_has_never() -> None:
    clue = clue_of(make_claim(published_at=None, event_date_start=None))
    assert (clue.published, clue.start, clue.end) == (NEVER, NEVER, NEVER)


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", 1), ("week", 7), ("month", 29), ("year", 335)],
)
def test_a_date_without_an_end_lasts_as_long_as_its_precision(precision: str, last: int) -> None:
    clue = clue_of(make_claim(event_date_start=date(2024, 2, 1), date_precision=precision))
    assert clue.end == date(2024, 2, 1).toordinal() + last - 1


@pytest.mark.parametrize(
    ("meeting_format", "kind"),
    [("phone_call", "call"), ("virtual", "call"), ("visit", "visit"), ("summit", "talks")],
)
def test_formats_make_three_kinds_of_meeting(meeting_format: str, kind: str) -> None:
    assert clue_of(make_claim(meeting_format=meeting_format)).kind == kind


def test_persons_are_known_by_the_words_of_their_names() -> None:
    sides = (Participant(name="Jean-Luc É. Bâ", title="President", country="TCD"),)
    assert clue_of(make_claim(participants=sides)).persons == (
        ("TCD", frozenset({"jean", "luc", "ba"})),
    )


def test_empty_words_do_not_name_an_instrument() -> None:
    assert words_of("the new Bilateral Treaty on Fishing Rights") == {"fishing", "rights"}
    assert words_of("a peace agreement") == words_of(None) == frozenset()


def test_claims_meet_under_pairs_of_parties() -> None:
    three = clue_of(make_claim(parties=("LBY", "TCD", "TUN")))
    two = clue_of(make_claim(parties=("LBY", "TUN")))
    assert set(block_keys(three)) & set(block_keys(two)) == {"2023:meeting:LBY:TUN"}


def test_a_lone_party_meets_others_under_the_words_of_the_instrument() -> None:
    alone = clue_of(make_treaty_claim(parties=("TCD",)))
    both = clue_of(make_treaty_claim())
    assert set(block_keys(alone)) & set(block_keys(both)) == {"2023:treaty:TCD border"}


def test_a_crowd_has_no_more_keys_than_can_be_borne() -> None:
    crowd = clue_of(make_claim(parties=tuple(sorted(f"A{n:02}" for n in range(40)))))
    assert len(set(block_keys(crowd))) == 15


def test_claims_that_say_more_come_first() -> None:
    vague = make_claim(event_date_start=None)
    plan = make_claim(status="planned")
    nameless = make_claim(participants=(Participant(country="LBY"), Participant(country="TCD")))
    ranks = [clue_of(claim).rank for claim in (make_claim(), nameless, vague, plan)]
    assert ranks == sorted(ranks)


def test_of_two_that_say_as_much_the_earlier_comes_first() -> None:
    later = make_claim("a", published_at=NOON.replace(day=20))
    assert clue_of(make_claim("b")).rank < clue_of(later).rank
