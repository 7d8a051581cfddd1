"""Every view and macro says its question and shows an example that works."""

from importlib.resources import files

import pytest

from pipelines.catalogue import MACROS, ORDER, SCALARS, VIEWS, catalogue, entry, statements
from transforms.parties import party_names

EVERY = (*SCALARS, *VIEWS, *MACROS)


def test_every_file_of_sql_is_in_the_catalogue() -> None:
    found = {
        path.name.removesuffix(".sql")
        for folder in ("views", "macros")
        for path in (files("schemas") / folder).iterdir()
    }
    assert found == set(EVERY) == set(ORDER)
    assert len(EVERY) == len(set(EVERY))


@pytest.mark.parametrize("name", EVERY)
def test_each_asks_a_question_and_shows_its_use(name: str) -> None:
    one = entry(name)
    assert "?" in one.question
    assert len(one.question) < 110
    assert name in one.example
    assert (one.parameters == "") == (one.kind == "view" or name == "last_day")


def test_views_come_first_in_the_list() -> None:
    assert [one.kind for one in catalogue()] == ["view"] * len(VIEWS) + ["macro"] * len(MACROS)


def test_only_what_a_question_needs_is_made() -> None:
    made = list(statements("from treaties"))
    assert [sql.split("\n")[0] for sql in made] == [
        "create or replace view mentions as",
        "create or replace view treaties as",
    ]
    assert len(list(statements("show tables"))) == len(EVERY)


def test_party_codes_are_distinct_and_named() -> None:
    rows = list(party_names())
    assert len({code for code, _, _ in rows}) == len(rows)
    assert ("KOR", "South Korea", "country") in rows
    assert ("NATO", "North Atlantic Treaty Organization", "bloc") in rows
    assert ("TCD_REBELS", "Chad rebels", "armed_group") in rows
