import io

import pytest

from pipelines.answers import emphasised
from pipelines.colours import is_coloured, painted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_only_a_terminal_is_coloured() -> None:
    assert painted("ok", "green", Terminal()) == "\x1b[32mok\x1b[0m"
    assert painted("ok", "green", io.StringIO()) == "ok"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_whoever_wants_no_colours_gets_none(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert not is_coloured(Terminal())


def test_the_names_of_a_table_stand_out() -> None:
    table = "n\n─\n1\n\n1 row\n".encode()
    assert emphasised(table, io.StringIO()) == table
    assert emphasised(table, Terminal()).decode().startswith("\x1b[1mn\x1b[0m\n")
