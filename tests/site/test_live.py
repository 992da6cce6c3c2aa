"""Every notebook in the browser alone: it runs, its numbers are the saved ones, its players are live."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.browser.lab import DARK
from tests.browser.server import NOTEBOOKS
from tests.site.live import visit

pytestmark = pytest.mark.site
COURSE = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
FIRST = COURSE[0]
PHONE, FINGER = (390, 844), 24  # pixels; the least that WCAG 2.2 asks of what is tapped
MOST_MEGABYTES = 30  # from nothing to the first picture
CHAOS = "a run at the edge of stability: it doubles a difference in the last digit of a float every few steps"
OTHER = {  # cells with other numbers there; who agrees, leaves this list
    "07-96l": CHAOS,
    "07-97": CHAOS,
}


def said(outputs):
    """What can be compared of a cell's outputs: texts and formulas, not pictures."""
    found = []
    for output in outputs:
        data = output.get("data", {"text/plain": output.get("text", "")})
        found += [(kind, "".join(data[kind])) for kind in ("text/plain", "text/latex", "text/html") if kind in data]
    return found


def mine(console):
    """A site need not have a favicon where browsers look for one, and JupyterLite asks for files that may be."""
    return [line for line in console if not re.search(r"favicon\.ico|404 .*(all\.json|resolvePath)", line)]


@pytest.fixture
def keep():
    """Save a picture of the page under a name, if OPTLAB_PICTURES names a folder for them."""

    def save(page, name):
        if folder := os.environ.get("OPTLAB_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}.png")

    return save


@pytest.mark.parametrize("name", COURSE)
def test_a_notebook_runs_as_it_was_saved(browser, site, keep, name):
    saved = json.loads((NOTEBOOKS / f"{name}.ipynb").read_bytes())
    expected = {cell["id"]: said(cell["outputs"]) for cell in saved["cells"] if cell["cell_type"] == "code"}
    with visit(browser, site) as live:
        live.open(name)
        live.run_all()
        assert mine(live.errors()) == []
        outputs = {name: said(outputs) for name, outputs in live.outputs().items()}
        differ = {name for name in expected if outputs[name] != expected[name]}
        assert differ == OTHER.keys() & expected.keys(), {name: (outputs[name], expected[name]) for name in differ}
        player = live.players()[0]
        player.scroll_into_view_if_needed()
        keep(live.page, f"live-{name}")
        assert live.moves(player), "a hand moved, and the picture did not"
        assert live.abroad() == []
        assert mine(live.errors()) == []


def test_the_first_picture_is_small_and_told_how_soon_it_comes(browser, site, capsys):
    """Nothing is in the browser's cache, as on a first visit. The seconds are 25 at most where two cores have
    nothing else to do; since a test cannot know that, it tells them."""
    site.sent.clear()
    with visit(browser, site) as live:
        live.open(FIRST)
        live.command("notebook:run-all-cells")
        live.page.locator(".optlab-picture").first.wait_for(timeout=120_000)
        live.page.wait_for_function("() => document.querySelector('.optlab-picture').naturalWidth > 0")
        seconds = live.since()
    megabytes = sum(site.sent.values()) / 1e6
    with capsys.disabled():
        times = f"page {live.shown:.1f}, kernel {live.started:.1f}; load average {os.getloadavg()[0]:.1f}"
        print(f"first picture after {seconds:.1f} s ({times}), {megabytes:.1f} MB")
    assert megabytes <= MOST_MEGABYTES


def test_an_endless_loop_is_stopped_there_too(browser, site):
    with visit(browser, site) as live:
        live.open(FIRST)
        live.append_cell("from optlab.lab import check")
        live.append_cell("def gradient_descent_step(x, gradient, learning_rate):\n    while True: pass")
        live.append_cell("check(gradient_descent_step)")
        live.run_all()
        assert "it was still running after 5 s, and was stopped" in live.page.locator(".jp-Notebook").inner_text()


def test_a_notebook_in_the_dark(browser, site, keep):
    """Who reads in the dark gets the dark theme without asking."""
    with visit(browser, site, color_scheme="dark") as live:
        live.open(FIRST)
        assert live.page.locator("body").get_attribute("data-jp-theme-name") == DARK
        live.run_all()
        live.players()[0].scroll_into_view_if_needed()
        keep(live.page, "live-dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_notebook_on_a_phone(browser, site, keep, scheme):
    """A finger reaches every control of a player, and the page is as wide as the screen."""
    with visit(browser, site, PHONE, is_mobile=True, has_touch=True, color_scheme=scheme) as live:
        live.page.goto(f"{site.url}/{FIRST}.html")
        link = live.page.locator(".optlab-live a:visible")
        assert link.get_attribute("href") == f"live/notebooks/index.html?path={FIRST}.ipynb"
        live.open(FIRST, app="notebooks")
        live.run_all()
        player = live.players()[0]
        assert live.moves(player)
        for control in player.locator("button, select, input, .noUi-target, .optlab-picture").all():
            if control.is_visible():
                box = control.bounding_box()
                assert box["x"] >= 0, control
                assert box["x"] + box["width"] <= PHONE[0], control
                assert box["width"] >= FINGER, control
        on, step = player.get_by_role("button", name="one step on"), player.locator(".optlab-step .noUi-handle")
        on.tap()
        live.page.wait_for_function("e => e.ariaValueText !== '0'", arg=step.element_handle())
        keep(live.page, f"live-phone-{scheme}")
        assert live.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert live.abroad() == []
        assert mine(live.errors()) == []
