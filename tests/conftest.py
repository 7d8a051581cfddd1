"""What all tests share: quiet logs, and one thread per process as in a real run."""

from pipelines.process import prepare_process

prepare_process()
