"""Every notebook in a real JupyterLab: it runs, its player moves, and nothing leaves the machine."""

import pytest

from tests.browser.lab import DARK
from tests.browser.server import NOTEBOOKS
from tests.browser.slides import walk

pytestmark = pytest.mark.browser
# Whose slides are walked here. To walk those of all takes forty minutes: `python -m tests.browser.slides NAME FOLDER`.
WALKED = {"00_start_here", "05_rmsprop", "10_after_adam"}
CHART = "from optlab.lab import plot_curves; plot_curves([1, 2], {'it': [1, 2]}, title='Up', xlabel='x', ylabel='y')"
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
COURSE = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.mark.parametrize("name", COURSE)
def test_a_notebook_runs_its_player_moves_and_its_slides_hold_it(lab, keep, name):
    lab.open(name)
    lab.run_all()
    keep(lab, name)
    assert lab.errors() == []
    player = lab.players()[0]
    picture, answers = player.locator(".optlab-picture"), player.locator(".optlab-answers button")
    player.scroll_into_view_if_needed()
    before = lab.pixels(picture)
    if answers.count():  # where a prediction is asked for, an answer plays the run
        if not answers.first.is_visible():  # it is asked about a setting, which is chosen first
            player.locator(".optlab-prediction .optlab-choices button").first.click()
        answers.first.click()
    else:
        lab.press(player.locator(".optlab-step .noUi-handle"), "ArrowRight", times=2)
    assert lab.changed(picture, before, seconds=10), "the picture did not move"
    if name in WALKED:
        screens, faults = walk(lab)
        assert screens >= 10
        assert faults == []
    assert lab.abroad() == []
    assert lab.errors() == []


def test_what_is_wrong_with_a_slide_is_seen(lab):
    lab.open(COURSE[0])
    small = "import ipywidgets; ipywidgets.HTML('<p style=\"font-size: 14px\">too small</p>')"
    tiny = CHART.replace("ylabel='y'", "ylabel='y', size=Size(2400, 1200, 11.5, 2)")
    shrunk = f'ipywidgets.HTML(\'<img class="optlab-picture" style="--width: 800px" data-letters="9" src="{DOT}">\')'
    sources = (
        "print('a line\\n' * 50)",
        "nothing = 'to be seen'",
        small,
        f"from optlab.views.style import Size; {tiny}",
        shrunk,
    )
    for source in sources:
        lab.append_cell(source)
    lab.run_all()
    _, faults = walk(lab)
    for wrong in ("below the slide", "shows nothing", "text of 14 px: too small"):
        assert any(wrong in fault for fault in faults), wrong
    assert len([fault for fault in faults if "letters of" in fault]) == 2, faults  # the chart, and the picture


def test_a_notebook_can_be_run_again_in_the_dark(lab, keep):
    lab.open(COURSE[0], DARK)
    lab.append_cell(CHART)
    lab.restart_and_run_all()
    keep(lab, f"{COURSE[0]}-dark")
    assert lab.errors() == []
    assert lab.players()
    chart = lab.page.locator(".jp-RenderedImage img").last
    assert "invert" in chart.evaluate("image => getComputedStyle(image).filter"), "light paper on a dark page"


def test_a_failing_cell_is_seen(lab):
    """The tests above would be worth nothing if they could not see an error."""
    lab.open(COURSE[0])
    lab.append_cell("1 / 0")
    lab.append_cell("'after'")
    lab.run_all()
    errors = lab.errors()
    assert any("ZeroDivisionError" in error for error in errors)
    assert "not run: 'after'" in errors


def test_a_control_that_fails_is_seen(lab):
    """JupyterLab shows it nowhere on the page."""
    lab.open(COURSE[0])
    lab.append_cell("import ipywidgets; fails = ipywidgets.Button(description='fails')")
    lab.append_cell("fails.on_click(lambda _: 1 / 0); fails")
    lab.run_all()
    assert lab.errors() == []
    lab.page.get_by_role("button", name="fails").click()
    lab.page.wait_for_function("() => window.failed.length")
    assert lab.errors() == ["ZeroDivisionError: division by zero"]


def test_a_request_to_elsewhere_is_seen(lab):
    lab.open(COURSE[0])
    lab.page.evaluate("() => fetch('http://example.com/').catch(() => null)")
    assert lab.abroad() == ["http://example.com/"]
