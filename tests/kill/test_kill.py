"""A few of the kills; all of them are in `make test-kill`."""

import subprocess
import sys


def test_commands_that_are_killed_and_run_again_leave_the_same_bytes() -> None:
    words = ["--points", "1", "--moments", "0", "--deeds", "killed"]
    command = [sys.executable, "-m", "tests.kill", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 trials, 0 wrong" in done.stdout
