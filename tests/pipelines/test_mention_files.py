import io
from pathlib import Path

import pyarrow.parquet as pq

from pipelines.mention_files import (
    files_by_day,
    known_bytes,
    last_told,
    read_claims,
    read_hung,
    read_known,
    rows_of,
)
from pipelines.write import write_file
from schemas.claim import Claim
from schemas.partition import event_path, mention_path
from tests.factories import NOON, make_event, make_meeting, make_treaty


def test_a_claim_read_back_is_that_of_its_mention(tmp_path: Path) -> None:
    for mention in (make_meeting(source="A"), make_treaty(url="https://b.example/1")):
        path = write_file((mention_path(mention), "0"), [mention], "mentions", str(tmp_path), "s")
        assert list(read_claims(path)) == [Claim.of(mention)]


def test_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    mentions = [make_meeting(mention_id=name) for name in "abc"]
    path = write_file((mention_path(mentions[0]), "0"), mentions, "mentions", str(tmp_path), "s")
    assert [claim.mention_id for claim in read_claims(path, {"b"})] == ["b"]
    assert rows_of(path) == 3


def test_files_are_found_by_the_day_of_publication(tmp_path: Path) -> None:
    for mention in (make_meeting(), make_treaty(), make_meeting(published_at=None)):
        write_file((mention_path(mention), "0"), [mention], "mentions", str(tmp_path), "s")
    found = files_by_day(str(tmp_path), "mentions")
    assert {day: len(paths) for day, paths in found.items()} == {NOON.date(): 2, None: 1}


def test_events_tell_which_mentions_they_were_made_of(tmp_path: Path) -> None:
    event = make_event("e1")
    path = write_file((event_path(event), "0"), [event], "events", str(tmp_path), "merged")
    assert list(read_known(path)) == [("mention of e1", "e1")]
    assert list(read_hung(path)) == [("mention of e1", ["mention of e1"], NOON.date())]
    assert last_told(path) == NOON.date()
    known = known_bytes(path)
    kept = pq.read_table(io.BytesIO(known))
    assert kept.column_names == ["event_id", "mention_ids"]


def test_an_event_of_a_version_without_components_is_one_by_itself(tmp_path: Path) -> None:
    event = make_event("e1")
    path = write_file((event_path(event), "0"), [event], "events", str(tmp_path), "merged")
    pq.write_table(pq.read_table(path, partitioning=None).drop_columns(["component"]), path)
    assert list(read_hung(path)) == [("mention of e1", ["mention of e1"], NOON.date())]
