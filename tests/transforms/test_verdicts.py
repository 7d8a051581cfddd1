"""What holds of the rules' reports, and what is told that no rule saw."""

import pytest

from tests.factories import make_article
from tests.transforms.reading import extractor, meetings_of, treaties_of
from transforms.scene import role_of


def test_who_only_tells_of_it_is_added_to_no_event() -> None:
    [treaty] = treaties_of("Kenya said Peru and Chile signed a border treaty.")
    assert treaty.parties == ("CHL", "PER")


def test_a_call_that_is_told_twice_in_a_sentence_is_one() -> None:
    found = meetings_of("The Finnish president and the Swedish prime minister spoke in a call.")
    assert len(found) == 1


def test_an_event_of_one_state_is_none() -> None:
    assert meetings_of("Portuguese President Ana Duarte met Portuguese ministers in Lisbon.") == []


def test_an_event_denied_is_none_however_likely() -> None:
    text = "Kenyan President Peter Otieno did not meet Ugandan President Grace Akello."
    assert meetings_of(text) == []


def test_a_rule_that_names_no_side_keeps_no_event_from_being_told() -> None:
    text = "The high prices hurt Norway's trade with Europe since its entry to the European Union."
    [treaty] = treaties_of(text)
    assert (treaty.parties, treaty.treaty_action) == (("EU", "NOR"), "joined")


def test_another_meeting_of_the_same_sides_in_one_sentence_is_told_too() -> None:
    found = meetings_of(
        "Kenyan President Peter Otieno and Ugandan President Grace Akello met in Kampala on Monday "
        "for the third time since their foreign ministers met in Nairobi in March 2023."
    )
    days = {str(mention.event_date_start) for mention in found}
    assert days == {"2024-05-13", "2023-03-01"}


@pytest.mark.parametrize(("text", "status", "day"), [
    ("Kenyan President Peter Otieno and Chadian President Idris Holm pose during their summit in "
     "Nairobi on Jan. 20.", "occurred", "2024-01-20"),
    ("Kenyan President Peter Otieno will meet Chadian President Idris Holm on Jan. 29.",
     "planned", "2025-01-29"),
])  # fmt: skip
def test_the_present_tells_of_the_nearest_day_and_the_future_of_the_next(
    text: str, status: str, day: str
) -> None:
    found = {(m.status, str(m.event_date_start)) for m in meetings_of(text)}
    assert found == {(status, day)}


@pytest.mark.parametrize("text", [
    "Officials looked back on the planned summit of Kenyan President Peter Otieno and Chadian"
    " President Idris Holm held in Nairobi last month.",
    "Kenya expects more of Chad after the summit that Kenyan President Peter Otieno will recall,"
    " held with Chadian President Idris Holm in March 2024.",
])  # fmt: skip
def test_what_has_a_day_that_is_over_is_no_plan(text: str) -> None:
    assert {mention.status for mention in meetings_of(text)} == {"occurred"}


@pytest.mark.parametrize(("text", "day"), [
    ("Norway's parliament voted on Monday to leave the Arctic Council.", "2024-05-13"),
    ("Norwegians voted on May 10 to leave the Arctic Council, an official said.", "2024-05-10"),
])  # fmt: skip
def test_vote_to_leave_is_a_plan_of_the_day_of_the_vote(text: str, day: str) -> None:
    [treaty] = treaties_of(text)
    told = (treaty.treaty_action, treaty.status, str(treaty.event_date_start))
    assert told == ("withdrew", "planned", day)


def test_meeting_a_day_ahead_of_the_publication_is_held_where_it_is_tomorrow_already() -> None:
    [meeting] = meetings_of(
        "Kenyan President Peter Otieno met Chadian President Idris Holm in Suva on May 16."
    )
    assert (meeting.status, str(meeting.event_date_start)) == ("occurred", "2024-05-16")


def test_one_who_only_announces_it_takes_no_part() -> None:
    [treaty] = treaties_of(
        "Peru signed a fishing pact with Chile on Monday, Peruvian spokesman Luis Rojas said."
    )
    assert treaty.parties == ("CHL", "PER")
    assert [p.name for p in treaty.participants] == [None, None]


def test_sides_come_from_the_sentence_then_from_what_was_told_before() -> None:
    article = make_article(
        text="Kenyan President Peter Otieno met Ugandan President Grace Akello. Talks will go on."
    )
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    scenes = list(extractor().scenes(reading, sentences))
    assert {side.party for side in scenes[0].here} == {"KEN", "UGA"}
    assert all(side.where == "here" for side in scenes[0].sides)


def test_roles_follow_the_pattern_and_a_state_hosts_a_visit() -> None:
    article = make_article(text="Kenyan President Peter Otieno visited Uganda.")
    [(reading, sentences)] = extractor().parsed([extractor().read(article)])
    [scene] = extractor().scenes(reading, sentences)
    [visit] = [s for s in extractor().suspicions.find(scene.table) if s.kind == "visit"]
    roles = {side.party: role_of(side, visit.patterns[0]) for side in scene.here}
    assert roles == {"KEN": "visitor", "UGA": "host"}
