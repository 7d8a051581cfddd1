"""A worker process of the local runner: Beam's own, with its log kept away from users."""

import json
import os
import sys
import time
from threading import Thread

from pipelines.logs import bind, prepare_logs
from pipelines.process import prepare_process


def main(form: str = "text", bound: str = "{}") -> None:
    """Serve the runner until it has no more work, or is gone."""
    prepare_process()
    prepare_logs(form)
    bind(**json.loads(bound))
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from apache_beam.runners.worker import sdk_worker_main

    sdk_worker_main.main(sys.argv[:1])


def _end_with(parent: int) -> None:
    """End this process at once when its parent has ended: its lease of the slice is gone."""
    while os.getppid() == parent:
        time.sleep(0.1)
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
