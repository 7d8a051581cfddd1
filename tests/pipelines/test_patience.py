import io
import time
from contextlib import redirect_stderr

from pipelines.patience import patience


def test_what_takes_long_is_told_once() -> None:
    out = io.StringIO()
    with redirect_stderr(out), patience(after=0.01) as say:
        say("reading")
        while "reading" not in out.getvalue():
            time.sleep(0.01)
        time.sleep(0.05)
    assert out.getvalue() == "communique: reading …\n"


def test_what_is_quick_is_not_told() -> None:
    out = io.StringIO()
    with redirect_stderr(out), patience(after=60) as say:
        say("reading")
    assert out.getvalue() == ""


def test_who_wants_quiet_has_it() -> None:
    out = io.StringIO()
    with redirect_stderr(out), patience(shown=False, after=0.01) as say:
        say("reading")
        time.sleep(0.05)
    assert out.getvalue() == ""
