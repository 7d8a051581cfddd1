from datetime import timedelta
from pathlib import Path

from pipelines.kept_events import KeptEvents
from pipelines.mention_files import files_by_day
from pipelines.write import write_file
from schemas.partition import event_path
from tests.factories import NOON, make_event


def test_what_was_known_outlives_what_is_written_meanwhile(tmp_path: Path) -> None:
    day, later = NOON.date(), NOON + timedelta(days=3)
    old = make_event("old", mention_ids=("a", "b"), last_published_at=later)
    write_file((event_path(old), "000"), [old], "events", str(tmp_path), "merged")
    with KeptEvents(str(tmp_path)) as kept:
        kept.put_aside({day})
        new = make_event("new", mention_ids=("a",))
        write_file((event_path(new), "000"), [new], "events", str(tmp_path), "merged")
        assert kept.events_of({later.date(): {"a", "c"}}) == {"a": "old"}
        assert kept.events_of({later.date() + timedelta(days=1): {"a"}}) == {}
    assert list(files_by_day(str(tmp_path), ".writing/known")) == []
