"""Following on invented articles; `python -m tests.streams.kills` kills it more often."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from pipelines.commands.times import seconds_in
from pipelines.follow import Stop
from tests.broker import broker
from tests.factories import SIGNED
from tests.pipelines.following import follow, follower, lay, rows, said
from tests.pipelines.formats import newsroom
from tests.pipelines.test_packing import PACK
from tests.streams.kills import contents, fill_topic, lay_files, trial


def test_each_file_and_each_message_is_in_the_lake_once_and_alike(tmp_path: Path) -> None:
    source = lay_files(tmp_path / "in", files=2)
    assert follow(source, tmp_path / "lake", "--max_bad", "1") == 0
    before = contents(tmp_path / "lake")
    assert follow(source, tmp_path / "lake") == 0
    assert contents(tmp_path / "lake") == before
    with broker() as servers:
        topic = fill_topic(servers, messages=8)
        assert follow(topic, tmp_path / "kafka", "--max_bad", "1") == 0
        assert follow(topic, tmp_path / "kafka") == 0
    question = "select distinct article_id, instrument, parties from mentions order by all"
    assert rows(tmp_path / "kafka", question) == rows(tmp_path / "lake", question)
    counts = "select records_in, failures from runs where slice_id like 'follow%'"
    for lake in ("kafka", "lake"):
        assert rows(tmp_path / lake, counts) == [{"records_in": 9, "failures": 1}]
    [failure] = rows(tmp_path / "kafka", "select source_uri, position from failures")
    assert (failure["source_uri"], failure["position"]) == (f"{topic}/0", 4)
    assert rows(tmp_path / "lake", "select count(*) as n from events")[0]["n"] > 0


def test_an_article_that_comes_again_in_a_later_slice_is_a_copy(tmp_path: Path) -> None:
    for name, text in (
        ("a", SIGNED),
        ("b", "Peru and Chile signed a treaty in Lima."),
        ("c", SIGNED),
    ):
        lay(tmp_path / "in", f"{name}.jsonl", text)
    assert follow(str(tmp_path / "in"), tmp_path / "lake", "--at_most", "1") == 0
    found = rows(tmp_path / "lake", "select article_id from mentions order by all")
    assert found == [{"article_id": "a.jsonl"}, {"article_id": "b.jsonl"}]
    counts = "select articles, copies from runs where slice_id like 'follow%' order by slice_id"
    assert [tuple(row.values()) for row in rows(tmp_path / "lake", counts)] == [
        (1, 0),
        (1, 0),
        (0, 1),
    ]


def test_files_of_all_formats_are_followed_and_what_is_skipped_is_told(tmp_path: Path) -> None:
    folder, told = tmp_path / "in", newsroom.stories(3)
    folder.mkdir()
    (folder / "a.rss").write_bytes(newsroom.rss(told[:2]))
    (folder / "b.html.zst").write_bytes(PACK[".zst"](newsroom.page(told[1]).encode()))
    (folder / "c.urls").write_text(told[2].url)
    (folder / "d.docx").write_bytes(b"PK")
    for path in folder.iterdir():
        os.utime(path, (time.time() - 60,) * 2)
    following = follower(folder, tmp_path / "lake", once=True)
    assert following.follow() == 1
    assert "4 records of 3 files = 2 articles + 1 copies + 1 skipped + 0 failures" in said(
        following
    )


def test_a_format_that_is_named_is_that_of_all_files(tmp_path: Path) -> None:
    lay(tmp_path / "in", "news.log")
    assert follow(str(tmp_path / "in"), tmp_path / "lake", "--input_format", "json_lines") == 0
    assert rows(tmp_path / "lake", "select count(*) as n from mentions") == [{"n": 1}]


def test_an_address_is_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert follow("https://wire.example/feed.xml", tmp_path / "lake") == 2
    assert "communique extract --fetch fetches it" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "kafka"])
def test_a_kill_at_any_point_and_a_restart_give_the_lake_of_an_undisturbed_run(
    kind: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.streams.kills", kind, "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.startswith(f"{kind}: killed at 1 points, 0 lakes differ"), done.stdout


def test_sigterm_lets_the_slice_end_and_the_process_with_it(tmp_path: Path) -> None:
    source = lay_files(tmp_path / "in", files=1)
    words = ["follow", "--input", source, "--lake", str(tmp_path / "lake"), "--every", "1h"]
    command = [sys.executable, "-m", "pipelines", *words, "--metrics_port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = process.stderr.readline()
        assert told.startswith("metrics: http://127.0.0.1:")
        url = told.removeprefix("metrics: ").strip()
        assert 'communique_articles_total{stream="follow"}' in urlopen(url).read().decode()
        first = process.stderr.readline()
        assert first.startswith("follow_00000001: 5 records of 1 files = 4 articles")
        figures = urlopen(url).read().decode()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert process.stderr.read() == "stopped after 1 slices\n"
    for line in (
        'communique_records_total{stream="follow"} 5.0',
        'communique_articles_total{stream="follow"} 4.0',
        'communique_failures_total{stage="read",stream="follow"} 1.0',
        'communique_slices_total{stream="follow"} 1.0',
        'communique_slice_seconds_count{stream="follow"} 1.0',
    ):
        assert line in figures.splitlines()


def test_the_second_signal_breaks_the_slice_off() -> None:
    stop = Stop()
    stop.wish()
    stop.wait(3600)
    with pytest.raises(KeyboardInterrupt):
        stop.wish()


@pytest.mark.parametrize(("words", "seconds"), [("90", 90), ("5s", 5), ("1.5m", 90), ("1h", 3600)])
def test_times_have_units(words: str, seconds: float) -> None:
    assert seconds_in(words) == seconds


def test_the_trial_of_kills_notices_a_lake_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lakes = iter([{"a": b"1"}])
    monkeypatch.setattr("tests.streams.kills.follow", lambda *words: None if len(words) > 3 else 9)
    monkeypatch.setattr("tests.streams.kills.contents", lambda lake: next(lakes, {"b": b"1"}))
    monkeypatch.setattr("shutil.rmtree", lambda lake: None)
    assert trial("folder", tmp_path, 1) == ["7: ['a', 'b']"]
