"""Who pronouns, offices and descriptions mean, by what an article has said before."""

import pytest

from tests.transforms.reading import meetings_of, people, table_of, treaties_of
from transforms.actors import Actor
from transforms.coreference import Discourse
from transforms.directory import Directory

ANA = Actor(0, 3, "Ana Duarte", "President", "PRT", rank="head")
BAT = Actor(4, 7, "Bat Sorn", "President", "MNG", rank="head")
KNOWN = Directory.of([[ANA, BAT]])


def meant(text: str, discourse: Discourse) -> list[str | None]:
    """The names, else the parties, of those whom the anaphors of a sentence mean."""
    table = table_of(text)
    cast = tuple((a, "participant") for a in table.actors if a.anaphor)
    return [a.name or a.party for a, _ in discourse.resolve(cast, table)]  # type: ignore[arg-type]


def test_he_or_she_is_the_last_subject() -> None:
    assert meant("She left.", Discourse(KNOWN, subject=ANA)) == ["Ana Duarte"]
    assert meant("He left.", Discourse(KNOWN, subject=BAT)) == ["Bat Sorn"]
    assert meant("He left.", Discourse(KNOWN)) == []


def test_subject_of_the_same_sentence_comes_first() -> None:
    text = "Ana Duarte said she met Bat Sorn."
    assert meant(text, Discourse(KNOWN, subject=BAT)) == ["Ana Duarte"]


@pytest.mark.parametrize(("text", "found"), [
    ("They left.", ["Ana Duarte", "Bat Sorn"]),
    ("The two leaders left.", ["Ana Duarte", "Bat Sorn"]),
    ("Both countries signed it.", ["PRT", "MNG"]),
])  # fmt: skip
def test_group_is_that_of_the_last_event(text: str, found: list[str]) -> None:
    assert meant(text, Discourse(KNOWN, group=(ANA, BAT))) == found


def test_group_without_an_event_is_what_the_last_sentence_named() -> None:
    assert meant("They left.", Discourse(KNOWN)) == []
    states = [Actor(0, 1, country="KEN"), Actor(2, 3, country="TCD")]
    assert meant("They left.", Discourse(KNOWN, seen=states)) == ["KEN", "TCD"]


def test_they_are_the_speakers_when_nobody_else_is_named() -> None:
    assert meant("Kenya and Chad said they would sign.", Discourse(KNOWN)) == ["KEN", "TCD"]


def test_it_is_the_state_before_it_but_no_company_of_that_state() -> None:
    assert meant("Peru said it would sign.", Discourse(KNOWN)) == ["PER"]
    assert meant("Peru's steel company said it would sign.", Discourse(KNOWN)) == []


def test_whose_country_is_that_of_the_person_before() -> None:
    text = "Duarte thanked Bat Sorn, whose country is dry."
    assert meant(text, Discourse(KNOWN, subject=ANA)) == ["MNG"]


def test_office_alone_means_its_holder() -> None:
    assert meant("The president left.", Discourse(Directory.of([[ANA]]))) == ["Ana Duarte"]
    assert meant("The president left.", Discourse(KNOWN, subject=BAT)) == ["Bat Sorn"]


def test_former_and_private_persons_are_no_sides() -> None:
    table = table_of("Talks.")
    former = Actor(0, 1, "Ana Duarte", "President", "PRT", rank="head", former=True)
    chairman = Actor(1, 2, "Luis Ferro", "Chairman", rank="domestic")
    stranger = Actor(2, 3, "Ida Weil")
    nobody = Directory(())
    for actor in (former, chairman, stranger):
        assert Discourse(nobody).resolve(((actor, "participant"),), table) == ()
    kept = Discourse(nobody, brief=True).resolve(((stranger, "participant"),), table)
    assert [a.name for a, _ in kept] == ["Ida Weil"]


def test_memory_keeps_the_first_person_and_the_sides_of_events_of_two() -> None:
    discourse = Discourse(KNOWN)
    table = table_of("Portuguese President Ana Duarte met Mongolian President Bat Sorn.")
    discourse.remember(table, tuple((a, "participant") for a in table.actors))
    assert discourse.subject is not None
    assert discourse.subject.name == "Ana Duarte"
    assert {a.party for a in discourse.group} == {"PRT", "MNG"}
    alone = table_of("Kenyan President Joseph Mwori slept.")
    discourse.remember(alone, tuple((a, "participant") for a in alone.actors))
    assert discourse.subject.name == "Joseph Mwori"
    assert {a.party for a in discourse.group} == {"PRT", "MNG"}


MET = "Portuguese President Ana Duarte met Mongolian President Bat Sorn in Oslo on Monday."


@pytest.mark.parametrize("who", ["They", "The two leaders", "The two presidents"])
def test_next_meeting_of_a_pair_is_theirs(who: str) -> None:
    first, second = meetings_of(f"{MET} {who} will meet again in Lima in June.")
    assert people(first) == people(second) == {"Duarte", "Sorn"}
    assert (second.status, second.place) == ("planned", "Lima")


def test_treaty_of_both_countries_is_between_the_states_of_the_two_leaders() -> None:
    [treaty] = treaties_of(f"{MET} Both countries signed a trade agreement on Tuesday.")
    assert treaty.parties == ("MNG", "PRT")
    assert [p.name for p in treaty.participants] == [None, None]


def test_surname_means_the_person_introduced_before() -> None:
    met, other = meetings_of(f"{MET} Duarte met Kenyan President Joseph Mwori in Cairo on Tuesday.")
    assert people(met) == {"Duarte", "Sorn"}
    assert people(other) == {"Duarte", "Mwori"}
    assert other.parties == ("KEN", "PRT")


def test_council_is_the_organisation_named_before() -> None:
    [mention] = meetings_of(
        "The International Coffee Organization said that quotas would end in May this year."
        " The council held a resumed special session in London on Monday. " + LONG
    )
    assert mention.parties == ("ICO",)


def test_bank_is_only_an_organisation_that_is_called_so() -> None:
    text = "{} said that quotas would end. The bank's annual meeting opens in Osaka on Monday. "
    [mention] = meetings_of(text.format("The Asian Development Bank") + LONG)
    assert mention.parties == ("ADB",)
    assert not meetings_of(text.format("The International Coffee Organization") + LONG)


def test_teams_are_those_of_the_last_sides() -> None:
    text = (
        "Kenyan President Peter Otieno met Ugandan President Grace Akello on Monday."
        " Technical teams will meet in Riga next week. "
    )
    [_, mention] = meetings_of(text + LONG)
    assert (mention.parties, mention.status) == (("KEN", "UGA"), "planned")
    assert not any(p.name for p in mention.participants)
    assert not meetings_of("Technical teams will meet in Riga next week. " + LONG)


def test_teams_that_belong_to_somebody_are_nobody_else() -> None:
    text = "The delegations of the two clubs will meet in Riga next week. "
    assert meetings_of(text + LONG) == []


def test_two_leaders_are_persons_where_the_article_names_them() -> None:
    text = (
        "Spanish President Luis Vega flew to Porto, where Portuguese President Ana Duarte lives."
        " The two leaders will meet again in Madrid in May. "
    )
    last = meetings_of(text + LONG)[-1]
    assert {p.name for p in last.participants} == {"Luis Vega", "Ana Duarte"}


def test_two_presidents_of_states_are_heads() -> None:
    [mention] = meetings_of("Peru and Chile quarrel. The two presidents will meet in May. " + LONG)
    assert mention.meeting_format == "summit"


LONG = (
    "The weather in the region was fine on that day, and many people walked in the streets of the"
    " old town, which is known for its markets. Nobody knew what would come of the plan in the end."
)


def test_its_minister_is_the_one_of_the_state_before() -> None:
    found = meetings_of(
        "Kenya is sending its foreign minister to Kampala for talks in May. " + LONG
    )
    assert ("KEN", "UGA") in {m.parties for m in found}


def test_office_alone_is_nobody_whom_the_sentence_names_later() -> None:
    text = "The President looks forward to hosting President Bat Sorn of Mongolia on May 3."
    [meeting] = meetings_of(text)
    assert meeting.parties == ("MNG", "USA")
