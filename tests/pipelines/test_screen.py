from io import StringIO

from pipelines.screen import Screen


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_has_lines_and_no_states() -> None:
    screen = Screen(StringIO())
    screen.hold("waiting")
    screen.show("slice 1")
    screen.tell("a fault")
    assert screen.out.getvalue() == "slice 1\na fault\n"  # type: ignore[attr-defined]


def test_on_a_terminal_a_state_is_overwritten_by_what_comes_next() -> None:
    screen = Screen(Terminal())
    screen.hold("waiting")
    screen.tell("slice 1")
    screen.tell("slice 2")
    expected = "\r\x1b[Kwaiting\r\x1b[Kslice 1\nslice 2\n"
    assert screen.out.getvalue() == expected  # type: ignore[attr-defined]


def test_a_quiet_screen_tells_faults_only() -> None:
    screen = Screen(Terminal(), quiet=True)
    screen.hold("waiting")
    screen.show("slice 1")
    screen.tell("a fault")
    assert screen.out.getvalue() == "a fault\n"  # type: ignore[attr-defined]
