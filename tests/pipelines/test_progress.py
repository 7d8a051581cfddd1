import io
import time
from contextlib import redirect_stderr
from pathlib import Path

import apache_beam as beam

from pipelines.progress import Tally, progress, progress_line, tallies
from tests.factories import make_pipeline


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elements_are_counted_while_they_pass(tmp_path: Path) -> None:
    with make_pipeline() as pipeline:
        _ = pipeline | beam.Create(range(100)) | Tally("articles", str(tmp_path))
    assert tallies(tmp_path) == {"articles": 100}


def test_notes_of_several_workers_are_summed(tmp_path: Path) -> None:
    for name, seen in (("articles-1", "7"), ("articles-2", "5"), (".articles-2", "4")):
        (tmp_path / name).write_text(seen)
    assert tallies(tmp_path) == {"articles": 12}


def test_the_line_tells_the_phase() -> None:
    assert progress_line({"records": 5000}, 1.0) == "5,000 records looked at for copies"
    line = progress_line({"articles": 10, "mentions": 3}, 2.0)
    assert line == "10 articles, 3 mentions, 0 failures, 5 articles/s"


def test_lines_go_to_standard_error_as_it_is_when_the_run_begins() -> None:
    out = Terminal()
    with redirect_stderr(out), progress(shown=True):
        pass
    assert out.getvalue().endswith("\x1b[K")


def test_a_quiet_run_says_nothing() -> None:
    out = io.StringIO()
    with progress(shown=False, out=out) as folder:
        assert folder is None
    assert out.getvalue() == ""


def test_a_terminal_gets_one_line_that_is_wiped_at_the_end() -> None:
    out = Terminal()
    with progress(shown=True, out=out) as folder:
        assert folder is not None
        Path(folder, "articles-1").write_text("4")
        time.sleep(0.7)
    assert "4 articles" in out.getvalue()
    assert out.getvalue().endswith("\x1b[K")
