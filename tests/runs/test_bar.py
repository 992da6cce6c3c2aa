"""The bar of long work: in a terminal, and nowhere else unless a notebook adds its own."""

import io
import re

import pytest

from optlab import GradientDescent, parabola, sweep
from optlab.runs import bar as module
from optlab.runs.bar import bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setattr(module, "MAKERS", [module.in_terminal])


@pytest.mark.usefixtures("impatient")
def test_nothing_shows_off_a_terminal(capfd):
    sweep(GradientDescent(), parabola, 3)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("impatient")
def test_a_terminal_shows_the_steps_done_and_the_time_left_and_is_clean_after(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("tqdm.std.tqdm.monitor_interval", 0)
    with bar("a sweep") as tell:
        for done in range(1, 4):
            tell(done, 3)
            shown = terminal.getvalue()
    assert re.search(r"a sweep:\s+0%.* 0/3 \[00:00<\?", shown)
    assert terminal.getvalue().rpartition("\r")[0].endswith(" ")  # the line is blank again


def test_short_work_has_no_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(module, "MAKERS", [module.in_terminal])
    sweep(GradientDescent(), parabola, 3)
    assert terminal.getvalue().strip() == ""


@pytest.mark.usefixtures("impatient")
def test_the_bar_goes_when_the_work_is_interrupted(monkeypatch):
    closed = []

    class Made:
        n = 0

        def update(self, more):
            self.n += more

        def close(self):
            closed.append(self.n)

    monkeypatch.setattr(module, "MAKERS", [lambda what, total: None, lambda what, total: Made()])

    def work():
        with bar("work") as tell:
            tell(2, 5)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert closed == [2]
