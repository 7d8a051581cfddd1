import pytest
from apache_beam.options.pipeline_options import DirectOptions, FlinkRunnerOptions

from pipelines.errors import UsageError
from pipelines.options import RunOptions
from pipelines.runners import beam_options, chosen_runner, workers_for
from schemas.manifest import InputFile


def options(**fields: object) -> RunOptions:
    return RunOptions.model_validate({"inputs": ("a.jsonl",), "lake": "lake", **fields})


def test_the_runner_that_works_offline_is_taken_where_none_is_named() -> None:
    assert chosen_runner(None) == chosen_runner("DirectRunner") == "FnApiRunner"
    assert chosen_runner("DirectRunner", ["--prism_location=/opt/prism"]) == "DirectRunner"
    assert chosen_runner("FlinkRunner") == "FlinkRunner"


def test_a_runner_that_gives_wrong_results_is_refused() -> None:
    with pytest.raises(UsageError, match="DaskRunner is refused"):
        chosen_runner("apache_beam.runners.dask.dask_runner.DaskRunner")


def test_workers_are_processes_of_the_local_runner_only() -> None:
    assert beam_options(options(workers=3)).view_as(DirectOptions).direct_num_workers == 3
    with pytest.raises(UsageError, match="--parallelism"):
        beam_options(options(workers=3, runner="FlinkRunner"))


@pytest.mark.parametrize(("name", "megabytes", "expected"), [
    ("a.jsonl", 1, 1), ("a.jsonl", 5, 2), ("a.jsonl", 500, 8), ("a.jsonl.gz", 5, 7),
])  # fmt: skip
def test_workers_are_as_many_as_the_input_is_worth(
    name: str, megabytes: int, expected: int
) -> None:
    file = InputFile(uri=name, size_bytes=megabytes * 1_000_000, sha256="0" * 64)
    assert workers_for([file], cores=8) == expected


def test_options_of_beam_pass_through_and_slips_do_not() -> None:
    passed = beam_options(options(beam_options=("--flink_master=host:8081",)))
    assert passed.view_as(FlinkRunnerOptions).flink_master == "host:8081"
    with pytest.raises(UsageError, match="--flink_mastre"):
        beam_options(options(beam_options=("--flink_mastre=host:8081",)))


def test_options_that_only_flinks_job_server_knows_pass_through() -> None:
    for words in (("--checkpointing_interval=5000",), ("--checkpointing_interval", "5000")):
        beam_options(options(beam_options=words))
    with pytest.raises(UsageError, match="--checkpoint_interval"):
        beam_options(options(beam_options=("--checkpoint_interval=5000",)))


@pytest.mark.parametrize("slice_id", ["", "a-b", "a/b", "a b", "é", "*"])
def test_a_slice_is_named_by_letters_digits_and_underscores(slice_id: str) -> None:
    with pytest.raises(UsageError, match="--slice"):
        options(slice_id=slice_id)


def test_a_lake_is_one_folder() -> None:
    with pytest.raises(UsageError, match="--lake"):
        options(lake="lakes/*")
