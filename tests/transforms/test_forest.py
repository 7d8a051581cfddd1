from hypothesis import given
from hypothesis import strategies as st

from transforms.forest import Forest

PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


def test_sets_are_named_by_their_smallest_id() -> None:
    forest = Forest.of([("d", "c"), ("b", "c"), ("x", "y")])
    assert dict(forest.members()) == {"b": "b", "c": "b", "d": "b", "x": "x", "y": "x"}


def test_who_was_never_joined_is_alone() -> None:
    assert Forest().root("a") == "a"


@given(PAIRS, st.randoms())
def test_the_order_of_the_pairs_does_not_matter(pairs: list[tuple[str, str]], rng: object) -> None:
    shuffled = sorted(pairs, key=lambda pair: rng.random())  # type: ignore[attr-defined]
    assert dict(Forest.of(pairs).members()) == dict(Forest.of(shuffled).members())
