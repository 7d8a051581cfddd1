"""A worker process of the local runner: Beam's own, with its log kept away from users."""

import sys

from pipelines.process import prepare_process


def main() -> None:
    """Serve the runner until it has no more work."""
    prepare_process()
    from apache_beam.runners.worker import sdk_worker_main

    sdk_worker_main.main(sys.argv)


if __name__ == "__main__":
    main()
