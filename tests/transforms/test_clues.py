from datetime import date
from typing import Any

import pytest

from schemas.mention import Participant
from tests.factories import NOON, make_claim, make_treaty_claim
from tests.transforms.pairs import BA, SARRA, UNION
from transforms.clues import NEVER, block_keys, clue_of, season_of, words_of

BA_WORDS = ("TCD", frozenset({"idriss", "ba"}))


def test_days_are_counted_and_what_has_none_has_never() -> None:
    clue = clue_of(make_claim(published_at=None, event_date_start=None))
    assert (clue.published, clue.start, clue.end) == (NEVER, NEVER, NEVER)


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", 1), ("week", 7), ("month", 29), ("year", 335)],
)
def test_a_date_without_an_end_lasts_as_long_as_its_precision(precision: str, last: int) -> None:
    when: dict[str, Any] = {"event_date_start": date(2024, 2, 1), "date_precision": precision}
    clue = clue_of(make_claim(published_at=NOON.replace(month=1), **when))
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


def test_an_organisation_by_its_own_name_is_nobody() -> None:
    leaders = Participant(name="African Union", title="Leaders", organization="AU")
    envoy = Participant(name="Leila Zine", title="Envoy", organization="AU")
    assert clue_of(make_claim(participants=(leaders, BA))).persons == (BA_WORDS,)
    assert len(clue_of(make_claim(participants=(envoy, BA))).persons) == 2


@pytest.mark.parametrize(
    ("meeting_format", "sides", "circles", "gathers"),
    [
        ("multilateral", (BA, SARRA), (), True),
        ("multilateral", (UNION, BA, SARRA), (), False),
        ("summit", (UNION, BA), (), True),
        ("summit", (UNION, BA, SARRA), (), False),
        ("summit", (BA, SARRA), ("leaders",), False),
        ("bilateral", (UNION, BA), ("trade",), True),
        ("bilateral", (UNION, BA), ("leaders",), False),
    ],
)
def test_an_organisation_gathers_many_unless_two_meet_beside_it(
    meeting_format: str, sides: tuple[Participant, ...], circles: tuple[str, ...], gathers: bool
) -> None:
    claim = make_claim(participants=sides, meeting_format=meeting_format, circles=circles)
    clue = clue_of(claim)
    assert clue.gathers is gathers
    assert clue.is_session is (gathers and meeting_format != "summit")


def test_words_for_the_same_ministers_are_one_circle() -> None:
    words = ("agriculture", "affairs", "farm", "junior")
    assert clue_of(make_claim(circles=words)).circles == {"farm", "foreign"}


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
    ranks = [clue_of(claim).rank for claim in (make_claim(), nameless, plan, vague)]
    assert ranks == sorted(ranks)


def test_of_two_that_say_as_much_the_earlier_comes_first() -> None:
    later = make_claim("a", published_at=NOON.replace(day=20))
    assert clue_of(make_claim("b")).rank < clue_of(later).rank


@pytest.mark.parametrize(
    ("status", "days"),
    [("occurred", (1, 15)), ("planned", (16, 31)), ("cancelled", (1, 31))],
)
def test_what_occurred_this_month_has_and_what_is_planned_has_not(
    status: str, days: tuple[int, int]
) -> None:
    when: dict[str, Any] = {"event_date_start": date(2024, 5, 1), "date_precision": "month"}
    clue = clue_of(make_claim(status=status, **when))
    first, last = (date(2024, 5, day).toordinal() for day in days)
    assert (clue.start, clue.end) == (first, last)


def test_names_of_the_parties_do_not_tell_their_instruments_apart() -> None:
    claim = make_treaty_claim(instrument="Libyan-Chadian border pact")
    assert clue_of(claim).instrument == {"border"}


@pytest.mark.parametrize("instrument", ["EU", "European Union", "the bloc", "membership", None])
def test_what_is_left_is_the_organisation_whatever_it_is_called(instrument: str | None) -> None:
    sides = (Participant(country="TCD"), Participant(name="the EU", organization="EU"))
    claim = make_treaty_claim(treaty_action="withdrew", participants=sides, instrument=instrument)
    assert clue_of(claim).instrument == {"EU"}


def test_a_country_is_no_town() -> None:
    assert clue_of(make_claim(place="Libya", place_country="LBY")).place is None
    assert clue_of(make_claim(place="Sebha", place_country="LBY")).place == "sebha"


def test_an_organisation_meets_itself_whoever_else_is_named() -> None:
    alone = clue_of(make_claim(participants=(Participant(organization="AU"),)))
    sides = (Participant(organization="AU"), Participant(country="TCD"))
    assert set(block_keys(alone)) <= set(block_keys(clue_of(make_claim(participants=sides))))


def told(published: date, held: date | None) -> int:
    moment = NOON.replace(year=published.year, month=published.month, day=published.day)
    return season_of(clue_of(make_claim(published_at=moment, event_date_start=held)))


def test_a_season_of_news_lasts_from_august_to_july() -> None:
    assert told(date(2024, 9, 1), None) == told(date(2025, 6, 30), None)
    assert told(date(2025, 7, 31), None) != told(date(2025, 8, 1), None)


def test_an_event_at_the_turn_of_two_seasons_is_not_torn() -> None:
    held = date(2025, 7, 31)
    assert told(date(2025, 7, 20), held) == told(date(2025, 8, 2), held)
    assert told(date(2025, 8, 2), held) != told(date(2025, 8, 2), None)


def test_what_is_recalled_belongs_to_the_season_in_which_it_is_told() -> None:
    assert told(date(2025, 6, 1), date(1975, 8, 1)) == told(date(2025, 6, 1), None)
