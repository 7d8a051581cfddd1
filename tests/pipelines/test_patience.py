import io
import time

from pipelines.patience import patience


def test_what_takes_long_is_told_once() -> None:
    out = io.StringIO()
    with patience(out, after=0.01) as tell:
        tell("reading")
        while "reading" not in out.getvalue():
            time.sleep(0.01)
        time.sleep(0.05)
    assert out.getvalue() == "communique: reading …\n"


def test_what_is_quick_is_not_told() -> None:
    out = io.StringIO()
    with patience(out, after=60) as tell:
        tell("reading")
    assert out.getvalue() == ""
