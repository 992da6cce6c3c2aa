"""Every notebook in a real JupyterLab: it runs, its player moves, and nothing leaves the machine."""

import pytest

from tests.browser.lab import DARK
from tests.browser.server import NOTEBOOKS
from tests.browser.slides import overflows

pytestmark = pytest.mark.browser
COURSE = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", COURSE)
def test_a_notebook_runs_its_player_moves_and_its_slides_hold_it(lab, keep, name):
    lab.open(name)
    lab.run_all()
    keep(lab, name)
    assert lab.errors() == []
    player = lab.players()[0]
    picture, handle = player.locator(".optlab-picture"), player.locator(".optlab-step .noUi-handle")
    before, step = lab.pixels(picture), handle.get_attribute("aria-valuetext")
    lab.press(handle, "ArrowRight", times=2)
    assert handle.get_attribute("aria-valuetext") != step
    assert lab.changed(picture, before), "the slider moved and the picture did not"
    assert overflows(lab) == []
    assert lab.abroad() == []
    assert lab.errors() == []


def test_what_is_too_high_for_a_slide_is_seen(lab):
    lab.open(COURSE[0])
    lab.append_cell("print('a line\\n' * 50)")
    lab.run_all()
    assert any("below the slide" in fault for fault in overflows(lab))


def test_a_notebook_can_be_run_again_in_the_dark(lab, keep):
    lab.open(COURSE[0], DARK)
    lab.restart_and_run_all()
    keep(lab, f"{COURSE[0]}-dark")
    assert lab.errors() == []
    assert lab.players()


def test_a_failing_cell_is_seen(lab):
    """The tests above would be worth nothing if they could not see an error."""
    lab.open(COURSE[0])
    lab.append_cell("1 / 0")
    lab.append_cell("'after'")
    lab.run_all()
    errors = lab.errors()
    assert any("ZeroDivisionError" in error for error in errors)
    assert "not run: 'after'" in errors


def test_a_request_to_elsewhere_is_seen(lab):
    lab.open(COURSE[0])
    lab.page.evaluate("() => fetch('http://example.com/').catch(() => null)")
    assert lab.abroad() == ["http://example.com/"]
