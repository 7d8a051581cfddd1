"""Who was there: parties and persons that make two meetings one."""

from typing import Any

import pytest

from schemas.claim import Claim
from schemas.mention import Participant
from tests.factories import make_claim
from tests.transforms.pairs import BA, KOLE, SARRA, TUNISIA, UNION, VISIT, alike, another, on
from transforms.clues import clue_of
from transforms.same_sides import same_persons, same_sides

VAGUE: dict[str, Any] = {"place": "Tunis"}
ZINE = Participant(name="Leila Zine", title="President", country="TUN")


def test_a_surname_is_enough_to_know_a_person() -> None:
    ba = Participant(name="Ba", title="President", country="TCD")
    assert alike(make_claim(), another(participants=(SARRA, ba)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Joe Marsh", "Joseph Marsh", True),
        ("Joe Marsh", "John Marsh", False),
        ("Jack Marsh", "John Marsh", True),
        ("Mohamed Mohammed", "Mohammed Zayn", False),
        ("George Shulte", "George Schulte", True),
        ("Mohamed Zayn", "Mohammed Zayn", True),
        ("Abdel Sahri al-Din", "Abdel el-Sahri", True),
        ("Ann Marsh", "Ian Marsh", False),
        ("Idriss Kole", "Idriss Sall", False),
    ],
)
def test_short_and_misspelt_names_are_known_beside_another_word(
    one: str, other: str, same: bool
) -> None:
    first, second = (
        clue_of(make_claim(participants=(Participant(name=n, title="Envoy", country="LBY"), BA)))
        for n in (one, other)
    )
    assert (same_persons(first, second) == 1) is same
    assert same_persons(second, first) == same_persons(first, second)


def test_other_persons_of_the_same_states_hold_another_meeting() -> None:
    assert not alike(make_claim(), another(participants=(SARRA, KOLE)))


def test_an_article_may_name_two_of_three_parties() -> None:
    three = another(participants=(SARRA, BA, TUNISIA))
    assert alike(make_claim(), three)


def test_a_meeting_of_two_is_not_the_summit_of_many() -> None:
    crowd = tuple(sorted({"LBY", "TCD", "TUN", "DZA", "EGY"}))
    assert not alike(make_claim(participants=()), another(participants=(), parties=crowd))


def test_one_common_party_is_not_enough() -> None:
    assert not alike(make_claim(), another(participants=(BA, TUNISIA)))


@pytest.mark.parametrize(
    ("name", "same"),
    [("Sarra", True), ("Khalifah Sarra", True), ("Khal Sarra", True), ("Halid Zarra", False)],
)
def test_a_name_may_be_spelled_in_other_ways(name: str, same: bool) -> None:
    spelled = (Participant(name=name, title="President", country="LBY"), BA)
    assert alike(make_claim(), another(participants=spelled)) is same


def test_people_are_the_same_whosever_officials_they_are_taken_for() -> None:
    swapped = (
        Participant(name="Khalifa Sarra", title="President", country="TCD"),
        Participant(name="Idriss Ba", title="President", country="LBY"),
    )
    assert alike(make_claim(), another(participants=swapped))


def test_a_session_is_the_same_whichever_member_is_named() -> None:
    union = (Participant(organization="AU"),)
    assert alike(make_claim(participants=union), another(participants=(*union, BA)))


def test_whose_name_has_no_word_is_nobody() -> None:
    initials = Participant(name="A.U.", title="Envoy", organization="AU")
    envoy = Participant(name="Leila Zine", title="Envoy", organization="AU")
    nobody = clue_of(another(participants=(initials, TUNISIA)))
    assert nobody.persons == ()
    assert not same_persons(nobody, clue_of(make_claim(participants=(envoy, TUNISIA))))


def test_on_the_margins_of_a_summit_a_leader_meets_others_in_turn() -> None:
    with_tunisia, with_chad = (UNION, SARRA, ZINE), (UNION, SARRA, BA)
    for form in ("bilateral", "multilateral"):
        first = make_claim(participants=with_tunisia, meeting_format=form)
        assert not alike(first, another(participants=with_chad, meeting_format=form))


def test_a_meeting_on_the_margins_is_not_the_session() -> None:
    tunis: dict[str, Any] = {"place": "Tunis"}
    session = make_claim(participants=(UNION, SARRA), meeting_format="summit", **tunis)
    assert not alike(session, another(participants=(UNION, SARRA, BA), **tunis))
    assert alike(session, another(participants=(UNION,), meeting_format="summit", **tunis))
    nobody = Participant(name="African Union", title="Leaders", organization="AU")
    assert not alike(session, another(participants=(nobody, SARRA, BA), **tunis))


def test_where_a_union_gathers_is_no_side_of_a_meeting_on_its_margins() -> None:
    egypt = Participant(country="EGY")
    cairo = {"place": "Cairo", "place_country": "EGY"}
    session = make_claim(participants=(UNION, SARRA), meeting_format="summit", **cairo)
    aside = another(participants=(UNION, egypt, SARRA, BA), meeting_format="summit", **cairo)
    assert not alike(session, aside)


def test_who_is_named_outranks_what_is_talked_about() -> None:
    talked_about = (Participant(country="SYR"), UNION)
    three = another(participants=(SARRA, BA, TUNISIA))
    assert alike(make_claim(participants=(SARRA, BA, *talked_about)), three)
    nobody = (Participant(country="LBY"), Participant(country="TCD"))
    assert not alike(make_claim(participants=(*nobody, *talked_about)), three)


def test_aides_of_those_who_met_are_no_others() -> None:
    unrelated = (Participant(country="SYR"), UNION)
    aide = Participant(name="Nura Sall", title="Adviser", country="LBY")
    with_aides = another(participants=(SARRA, aide, BA, TUNISIA))
    assert alike(make_claim(participants=(SARRA, BA, *unrelated)), with_aides)
    with_another = another(participants=(SARRA, BA, ZINE))
    assert not alike(make_claim(participants=(SARRA, BA, *unrelated)), with_another)


def test_one_whose_land_was_taken_for_the_hosts_is_known_whichever_is_read_first() -> None:
    guest = Participant(name="Idriss Ba", title="President", country="LBY")
    talked_about = tuple(Participant(country=code) for code in ("TCD", "SYR", "TUN", "EGY"))
    right = clue_of(make_claim(participants=(SARRA, BA, Participant(country="NER"))))
    wrong = clue_of(another(participants=(SARRA, guest, *talked_about)))
    assert same_sides(right, wrong) == same_sides(wrong, right) == 0.8


def test_members_of_a_session_are_many_and_so_are_those_who_speak_for_one() -> None:
    def session(name: str, *sides: Participant) -> Claim:
        return make_claim(
            name, participants=(UNION, *sides), meeting_format="multilateral", **VAGUE
        )

    envoy = Participant(name="Nura Sall", title="Envoy", country="LBY")
    assert alike(session("m1", SARRA), session("m2", BA))
    assert alike(session("m1", SARRA), session("m2", envoy))
    assert not alike(session("m1", SARRA), session("m2", TUNISIA).model_copy(update=on(17)))


def test_farm_ministers_hold_another_session_than_finance_ministers() -> None:
    def session(name: str, *words: str, **fields: Any) -> Claim:
        values = {"participants": (UNION,), "meeting_format": "multilateral", "circles": words}
        return make_claim(name, **{**values, **fields})

    assert alike(session("m1", "farm"), session("m2", "agriculture", "leaders"))
    assert not alike(session("m1", "farm"), session("m2", "finance"))
    assert alike(session("m1", "farm"), session("m2"))
    by_chad, by_libya = {"participants": (UNION, BA)}, {"participants": (UNION, SARRA)}
    assert alike(session("m1", "farm", **by_chad), session("m2", "farm", **by_libya))
    assert not alike(session("m1", **by_chad), session("m2", **by_libya))


def test_a_leader_of_a_union_holds_a_summit_with_one_state_and_then_with_another() -> None:
    def summit(name: str, guest: Participant) -> Claim:
        sides = (UNION, Participant(country="EGY"), guest)
        return make_claim(name, participants=sides, meeting_format="summit", place="Cairo")

    assert not alike(summit("m1", SARRA), summit("m2", ZINE))
    assert alike(summit("m1", SARRA), summit("m2", Participant(country="LBY")))


def test_a_state_is_its_successor() -> None:
    union, russia = Participant(country="SUN"), Participant(country="RUS")
    chad = Participant(country="TCD")
    assert alike(make_claim(participants=(union, chad)), another(participants=(russia, chad)))


def test_a_meeting_of_two_leaders_is_not_that_with_a_third() -> None:
    assert not alike(make_claim(), another(participants=(SARRA, BA, ZINE)))
    as_official = Participant(name="Idriss Ba", title="President", country="TUN")
    assert alike(make_claim(), another(participants=(SARRA, BA, as_official)))


def test_two_persons_tell_more_than_one() -> None:
    def known(*sides: Participant) -> float:
        return same_persons(clue_of(make_claim()), clue_of(another(participants=sides)))

    chad = Participant(country="TCD")
    aide = Participant(name="Nura Sall", title="Adviser", country="LBY")
    assert known(SARRA, BA) > known(SARRA, chad) > known(aide, chad) == -1
    assert known(ZINE, chad) == 0


def test_of_a_visit_it_counts_who_comes() -> None:
    host = Participant(name="Idriss Ba", title="President", country="TCD", role="host")
    visitor = Participant(name="Khalifa Sarra", title="President", country="LBY", role="visitor")
    other = Participant(name="Nura Sall", title="Adviser", country="LBY", role="visitor")
    assert alike(
        make_claim(participants=(host, visitor), **VISIT),
        another(participants=(visitor, TUNISIA, BA), **VISIT),
    )
    assert not alike(
        make_claim(participants=(host, visitor), **VISIT),
        another(participants=(host, other), **VISIT),
    )
    assert clue_of(make_claim(participants=(host, visitor), **VISIT)).persons == (
        ("LBY", frozenset({"khalifa", "sarra"})),
    )


def test_who_met_two_others_met_twice_whosever_officials_they_are_taken_for() -> None:
    aide = Participant(name="Nura Sall", title="Adviser", country="LBY")
    as_ours = Participant(name="Amina Kole", title="Foreign Minister", country="LBY")
    chad = Participant(country="TCD")
    assert not alike(make_claim(), another(participants=(SARRA, as_ours, chad)))
    assert not alike(make_claim(), another(participants=(SARRA, KOLE)))
    assert alike(make_claim(), another(participants=(SARRA, BA, aide)))
