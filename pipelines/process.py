"""How each process of ours begins, before Beam and numpy are imported."""

import logging
import os


def prepare_process() -> None:
    """Settle log lines and threads; safe to call twice."""
    handler = logging.StreamHandler()  # where there is none, Beam installs one of its own
    handler.addFilter(lambda record: record.name != "root" or record.levelno >= logging.ERROR)
    logging.basicConfig(handlers=[handler], format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("apache_beam").setLevel(logging.ERROR)
    # One thread per process: results do not hang on the number of cores, workers do not crowd.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
