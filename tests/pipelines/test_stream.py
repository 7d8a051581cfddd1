from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.errors import UsageError
from pipelines.kafka import Topic
from pipelines.stream import check_topic, refuse_runner
from tests.broker import broker, produce


@pytest.mark.parametrize("runner", ["FnApiRunner", "DirectRunner", "SparkRunner", "DaskRunner"])
def test_runners_that_cannot_work_off_a_stream_are_refused_with_the_reason(
    tmp_path: Path, runner: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["stream", "--input", "kafka://127.0.0.1:9/news", "--lake", str(tmp_path / "lake")]
    assert main([*words, "--runner", runner]) == 2
    assert "is refused" in capsys.readouterr().err
    assert not (tmp_path / "lake").exists()


def test_engines_that_can_are_not() -> None:
    for runner in ("FlinkRunner", "PortableRunner", "DataflowRunner"):
        refuse_runner(runner)


def test_a_stream_without_a_topic_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["stream", "--input", str(tmp_path), "--lake", str(tmp_path / "lake")]
    assert main([*words, "--runner", "FlinkRunner"]) == 2
    assert "kafka://host:port/topic" in capsys.readouterr().err


def test_a_broker_that_is_not_there_is_told_before_the_engine_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.kafka.PATIENCE", 0.2)
    with pytest.raises(UsageError, match="--input"):
        check_topic(Topic("127.0.0.1:9", "news"))


def test_a_topic_must_be_there(tmp_path: Path) -> None:
    with broker() as servers:
        with pytest.raises(UsageError, match="Unknown topic"):
            check_topic(Topic(servers, "news"))
        produce(servers, "news", [(0, b"{}")])
        check_topic(Topic(servers, "news"))
