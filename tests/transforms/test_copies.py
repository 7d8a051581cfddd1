from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOON, make_article
from transforms.copies import (
    NEAR_DAYS,
    Sketch,
    copy_keys,
    later_origins,
    near_copies,
    sentence_hashes,
    sheaf_of,
    sketch_keys,
    sketch_of,
    ungrouped,
)
from transforms.parse import FoundArticle

FIRST = "The ministers of Chad and Libya met in Tunis on Monday to talk about wells."
SECOND = "They agreed to send surveyors to the border before the rains begin in June."
THIRD = "A joint committee will report to both capitals by the end of the summer."
FOURTH = "Opposition parties in both countries said that they had not been consulted."


def sketch(name: str, *sentences: str, days: int = 0) -> Sketch:
    published = NOON + timedelta(days=days)
    found = sketch_of(make_article(" ".join(sentences), published_at=published), name)
    assert found is not None
    return found


def copies(*sketches: Sketch) -> list[str]:
    return sorted(near_copies(sketches))


def test_a_wire_report_under_another_dateline_is_a_copy() -> None:
    wire = sketch("a", f"TUNIS, May 13 (ANP) -- {FIRST}", SECOND, THIRD)
    paper = sketch("b", FIRST.upper(), SECOND, THIRD, "(END)")
    assert copies(paper, wire) == ["b"]


def test_of_a_report_and_its_longer_version_the_longer_one_stays() -> None:
    lead = sketch("a", FIRST, SECOND, THIRD)
    second_lead = sketch("b", FIRST, FOURTH, SECOND, THIRD)
    assert copies(lead, second_lead) == ["a"]


def test_a_version_with_a_new_sentence_is_no_copy_however_short_it_is() -> None:
    assert copies(sketch("a", FIRST, SECOND, THIRD), sketch("b", FIRST, SECOND, FOURTH)) == []


def test_the_same_words_a_week_later_mean_other_days() -> None:
    later = sketch("b", FIRST, SECOND, THIRD, days=NEAR_DAYS + 1)
    assert copies(sketch("a", FIRST, SECOND, THIRD), later) == []


def test_a_text_of_two_sentences_is_never_a_near_copy() -> None:
    assert sketch_of(make_article(f"{FIRST} {SECOND}"), "a") is None


def test_bylines_and_headings_say_nothing() -> None:
    assert sentence_hashes(f"By A. Reporter\n{FIRST}\n(END)") == sentence_hashes(FIRST)


def test_a_set_phrase_of_many_texts_proves_nothing() -> None:
    assert copies(*(sketch(f"{n:03}", FIRST, SECOND, THIRD) for n in range(100))) == []


def test_versions_meet_under_a_common_key() -> None:
    short, long = sketch("a", FIRST, SECOND, THIRD), sketch("b", FIRST, SECOND, THIRD, FOURTH)
    assert set(sketch_keys(short)) & set(sketch_keys(long))


@given(st.lists(st.sets(st.sampled_from([FIRST, SECOND, THIRD, FOURTH]), min_size=3), max_size=6))
def test_no_sentence_is_ever_lost_with_the_copies(texts: list[set[str]]) -> None:
    sketches = [sketch(f"{n}", *sorted(text)) for n, text in enumerate(texts)]
    dropped = set(near_copies(sketches))
    kept = [each.hashes() for each in sketches if each.origin not in dropped]
    assert set().union(*kept) == set().union(*(each.hashes() for each in sketches))


@given(
    st.permutations(
        [(FIRST, SECOND, THIRD), (FIRST, SECOND, THIRD, FOURTH), (THIRD, SECOND, FIRST)]
    )
)
def test_the_order_of_arrival_leaves_no_trace(order: list[tuple[str, ...]]) -> None:
    assert copies(*(sketch(" ".join(text), *text) for text in order)) == copies(
        *(sketch(" ".join(text), *text) for text in sorted(order))
    )


def test_all_but_the_first_of_the_same_text_or_id_are_copies() -> None:
    assert list(later_origins("text 1", iter(["b#2", "a#9", "b#1"]))) == [
        ("b#1", "text"),
        ("b#2", "text"),
    ]
    keys = [dict(copy_keys(FoundArticle(make_article(article_id=i), "a", 1))) for i in "xy"]
    assert len(keys[0].keys() & keys[1].keys()) == 1


def test_keys_that_meet_are_in_one_sheaf_and_come_out_with_all_their_values() -> None:
    assert sheaf_of("id 7f0b9") == sheaf_of("text 3b9")
    sheaves = [[("a", 1), ("b", 2)], [("a", 3)]]
    assert list(ungrouped(sheaves)) == [("a", [1, 3])]


def test_letters_are_compared_whatever_the_marks_between_them() -> None:
    plain = sentence_hashes("The ministers talked for an hour in Łódź about fish_and chips.")
    assert (
        sentence_hashes("The ministers talked, for an hour, in Łódź about fish and chips!") == plain
    )
    ascii_only = sentence_hashes("The ministers talked for an hour in Lodz about fish_and chips.")
    assert ascii_only == sentence_hashes(
        "THE ministers, talked 'for' an hour in Lodz about fish and chips?"
    )
    assert len(plain | ascii_only) == 2
