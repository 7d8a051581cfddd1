"""Files on s3://, read and written through Beam, with an S3 that lives in this process."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from pipelines.errors import UsageError
from pipelines.inputs import find_files
from tests.factories import SIGNED
from tests.pipelines.formats.deliveries import FILES
from tests.pipelines.formats.newsroom import stories
from tests.pipelines.test_extract_events import extract
from tests.pipelines.test_packing import archive

BUCKET = "news"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket, and the credentials that Amazon's library wants to find."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket=BUCKET)
        # Beam makes a client for each operation, half a second each; one does for all of them
        monkeypatch.setattr(boto3.session.Session, "client", lambda *_, **__: client)
        yield client


def names(bucket: Any) -> set[str]:
    return {each["Key"] for each in bucket.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def test_a_run_reads_from_s3_and_writes_to_it(bucket: Any, tmp_path: Path) -> None:
    line = json.dumps({"id": "a1", "date": "2024-05-15", "text": SIGNED}).encode()
    bucket.put_object(Bucket=BUCKET, Key="in/a.jsonl.gz", Body=gzip.compress(line))
    packed = archive(tmp_path / "b.zip", {"b.warc": FILES["news.warc"](stories(2))})
    bucket.put_object(Bucket=BUCKET, Key="in/b.zip", Body=packed.read_bytes())
    lake = f"s3://{BUCKET}/lake"
    written = []
    for _ in range(2):
        assert extract(lake, f"s3://{BUCKET}/in/*", keep_articles="text", slice="d1") == 0
        written.append({name for name in names(bucket) if name.endswith(".parquet")})
    assert written[0] == written[1]
    assert {name.split("/")[1] for name in written[0]} == {"articles", "mentions", "texts"}
    assert not any(".writing" in name for name in names(bucket))
    runs = [name for name in names(bucket) if name.startswith("lake/runs/")]
    body = bucket.get_object(Bucket=BUCKET, Key=max(runs))["Body"].read()
    counts = json.loads(body)["counts"]
    assert (counts["records_in"], counts["articles"], counts["failures"]) == (3, 3, 0)


def test_a_bucket_without_the_file_stops_the_run(bucket: Any) -> None:
    with pytest.raises(UsageError, match="matches no file"):
        find_files([f"s3://{BUCKET}/absent/*.jsonl"])


def test_a_file_system_that_is_not_installed_is_named() -> None:
    with pytest.raises(UsageError, match=r"install communique\[gs\] to read gs://"):
        find_files(["gs://bucket/*.jsonl"])


def test_a_run_reads_from_gs_and_writes_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = "gcp_storage_emulator.server", "google.cloud.storage"
    reason = "wants apache-beam[gcp] and gcp-storage-emulator, 800 MB together"
    emulator, storage = (pytest.importorskip(name, reason=reason) for name in wanted)
    server = emulator.create_server("localhost", 0, in_memory=True, default_bucket=BUCKET)
    server.start()
    try:
        port = server._api._httpd.server_address[1]
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://localhost:{port}")
        credentials = pytest.importorskip("google.auth.credentials").AnonymousCredentials()
        bucket = storage.Client(project="test", credentials=credentials).bucket(BUCKET)
        line = json.dumps({"id": "a1", "date": "2024-05-15", "text": SIGNED})
        bucket.blob("in/a.jsonl").upload_from_string(line)
        lake, words = f"gs://{BUCKET}/lake", {"project": "test", "no_auth": True, "slice": "d1"}
        assert extract(lake, f"gs://{BUCKET}/in/*", **words) == 0
        names = [blob.name for blob in bucket.list_blobs(prefix="lake/mentions")]
        assert names == ["lake/mentions/event_type=treaty/published_date=2024-05-15/d1-000.parquet"]
    finally:
        server.stop()
