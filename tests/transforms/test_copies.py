from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NOON, make_article
from transforms.copies import (
    NEAR_DAYS,
    Sketch,
    copies_among,
    meeting_numbers,
    met_numbers,
    near_copies,
    sentence_hashes,
    sketch_of,
)

FIRST = "The ministers of Chad and Libya met in Tunis on Monday to talk about wells."
SECOND = "They agreed to send surveyors to the border before the rains begin in June."
THIRD = "A joint committee will report to both capitals by the end of the summer."
FOURTH = "Opposition parties in both countries said that they had not been consulted."


def sketch(name: str, *sentences: str, days: int = 0) -> Sketch:
    published = NOON + timedelta(days=days)
    return sketch_of(make_article(" ".join(sentences), published_at=published), name)


def meetings(*sketches: Sketch) -> dict[int, list[Sketch]]:
    """Under each number the sketches that meet there."""
    met = dict(met_numbers(map(meeting_numbers, sketches)))
    return {n: [each for each in sketches if n in [*meeting_numbers(each)]] for n in met}


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
    assert sketch("a", FIRST, SECOND).sentences == b""


def test_bylines_and_headings_say_nothing() -> None:
    assert sentence_hashes(f"By A. Reporter\n{FIRST}\n(END)") == sentence_hashes(FIRST)


def test_a_set_phrase_of_many_texts_proves_nothing() -> None:
    many = [sketch(f"{n:03}", FIRST, SECOND, f"{THIRD} {n}") for n in range(100)]
    assert copies(*many) == []
    assert max(map(len, meetings(*many).values())) == 100  # by their id, which proves something
    assert len(meetings(*many)) == 1


def test_what_meets_nothing_is_compared_with_nothing() -> None:
    other = sketch_of(make_article(FOURTH, article_id="b"), "b")
    assert meetings(sketch("a", FIRST, SECOND, THIRD), other) == {}


def test_versions_meet_under_a_common_number() -> None:
    short, long = sketch("a", FIRST, SECOND, THIRD), sketch("b", FIRST, SECOND, THIRD, FOURTH)
    assert {*meeting_numbers(short)} & {*meeting_numbers(long)} >= {*meeting_numbers(short)[2:4]}


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
    texts = {"b#2": ("x", FIRST), "a#9": ("y", FIRST), "b#1": ("z", FIRST), "c#1": ("x", SECOND)}
    sketches = [sketch_of(make_article(t, article_id=i), o) for o, (i, t) in texts.items()]
    found = {pair for n, met in meetings(*sketches).items() for pair in copies_among(n, met)}
    assert found == {("b#1", "text"), ("b#2", "text"), ("c#1", "id")}


def test_ids_that_meet_by_chance_make_no_copies() -> None:
    one, other = sketch("a", FIRST), sketch("b", SECOND)
    other = other._replace(id_hash=one.id_hash[:-1] + bytes([one.id_hash[-1] ^ 1]))
    [(number, met)] = meetings(one, other).items()
    assert met == [one, other]
    assert list(copies_among(number, met)) == []


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
