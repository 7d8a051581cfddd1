"""What all tests share: quiet logs, one thread per process as in a real run, patience."""

from hypothesis import settings

from pipelines.process import prepare_process

prepare_process()
settings.register_profile("patient", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("patient")
