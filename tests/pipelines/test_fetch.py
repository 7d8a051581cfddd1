import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines import fetch
from pipelines.fetch import Fetched, fetch_all, path_of
from tests.pipelines.formats.newsroom import page, rss, stories
from tests.pipelines.test_extract_events import extract, last_manifest

TAG = '"first"'
Asked = list[tuple[str, str | None, str]]


@pytest.fixture
def asked() -> Asked:
    """What the server was asked: path, tag of the known version, and who asks."""
    return []


@pytest.fixture
def server(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on this machine with a feed that has not changed since its first version."""
    monkeypatch.setattr(fetch, "SECONDS_BETWEEN", 0.0)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.headers["If-None-Match"]
            asked.append((self.path, known, self.headers["User-Agent"]))
            bodies = {"/feed": rss(stories(3)), "/page": page(stories(2)[1]).encode()}
            body = bodies.get(self.path, b"")
            unchanged = known == TAG
            self.send_response(304 if unchanged else 200 if body else 404)
            self.send_header("ETag", TAG)
            self.send_header("Content-Length", str(0 if unchanged else len(body)))
            self.end_headers()
            if not unchanged:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def errors(fetched: list[Fetched]) -> list[str | None]:
    return [each.fault.kind if each.fault else None for each in fetched]


def test_a_feed_is_fetched_once_and_then_asked_whether_it_has_changed(
    server: str, asked: Asked, tmp_path: Path
) -> None:
    first, again = (fetch_all([f"{server}/feed"], str(tmp_path)) for _ in range(2))
    assert first == again
    assert first[0].file is not None
    assert first[0].file.url == f"{server}/feed"
    assert Path(first[0].file.uri).read_bytes() == rss(stories(3))
    assert [known for _, known, _ in asked] == [None, TAG]
    assert asked[0][2].startswith("communique/")


def test_what_the_server_said_lies_beside_the_file(server: str, tmp_path: Path) -> None:
    fetch_all([f"{server}/feed"], str(tmp_path))
    said = json.loads(Path(f"{path_of(f'{server}/feed', str(tmp_path))}.said.json").read_text())
    assert said == {"url": f"{server}/feed", "etag": TAG, "last_modified": None}


def test_what_cannot_be_fetched_is_a_fault_and_the_others_go_on(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"{server}/gone", "http://127.0.0.1:1/closed", "http://[half", f"{server}/feed"]
    assert errors(fetch_all(urls, str(tmp_path))) == [*["FetchFailed"] * 3, None]


@pytest.mark.parametrize(
    ("limit", "message"),
    [("MOST_BYTES", "more than 0 bytes"), ("MOST_SECONDS", "more than 0 seconds")],
)
def test_an_answer_without_end_is_given_up(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, message: str
) -> None:
    monkeypatch.setattr(fetch, limit, 0)
    [fetched] = fetch_all([f"{server}/page"], str(tmp_path))
    assert fetched.fault is not None
    assert fetched.fault.kind == "FetchFailed"
    assert message in str(fetched.fault)


def test_hosts_are_not_asked_too_often(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(fetch, "SECONDS_BETWEEN", 5.0)
    monkeypatch.setattr("pipelines.fetch.time.sleep", waits.append)
    fetch_all([f"{server}/feed", f"{server}/page", "http://localhost:1/"], str(tmp_path))
    assert waits[0] == 0.0
    assert 4.0 < waits[1] <= 5.0
    assert waits[2] == 0.0


def test_a_run_reads_what_it_fetches_and_says_what_it_could_not(
    server: str, tmp_path: Path
) -> None:
    words = {"fetch": True, "slice": "d1"}
    urls = [f"{server}/feed", f"{server}/page", f"{server}/gone"]
    assert extract(tmp_path, *urls, **words) == 0
    first = last_manifest(tmp_path)
    assert first["counts"]["records_in"] == 5
    assert (first["counts"]["articles"], first["counts"]["copies"]) == (3, 1)
    assert first["counts"]["failures_by_stage"] == {"read": 1}
    assert {each["url"] for each in first["inputs"]} == set(urls[:2])
    assert extract(tmp_path, *urls, **words) == 0
    assert last_manifest(tmp_path)["counts"] == first["counts"]


def test_nothing_is_fetched_unless_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert extract(tmp_path / "lake", "https://wire.example/feed") == 2
    assert "--fetch fetches it" in capsys.readouterr().err
