"""The player under a student's hands, in a real JupyterLab."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.lab import DARK, LIGHT
from tests.rerun_notebooks import METADATA

pytestmark = pytest.mark.browser
CELLS = [
    "from optlab import Adam, GradientDescent, parabola, rosenbrock\nfrom optlab.controls import Player",
    "Player(Adam(0.1), rosenbrock, steps=30, ledger=True)",
    "Player(GradientDescent(0.1), parabola, steps=20, presets={'diverges': 1.05})",
]

KERNEL_ANSWERS = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestKernelInfo()"
SHOWS = "([handle, value]) => handle.getAttribute('aria-valuetext') === value"


@pytest.fixture(scope="module")
def page(lab):
    """Two players on one page, once for all the tests."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS], metadata=METADATA)
    nbformat.write(notebook, lab.server.folder / "players.ipynb")
    lab.open("players")
    lab.run_all()
    return lab.page


@pytest.fixture
def players(lab, page, request):
    """The two players as they were in the beginning, in the theme that the test asks for."""
    for player in lab.players():
        player.get_by_role("button", name="reset").click()
    lab.theme(getattr(request, "param", LIGHT))
    page.evaluate(KERNEL_ANSWERS)
    page.wait_for_timeout(600)
    yield lab.players()
    assert lab.errors() == []
    assert lab.abroad() == []


def changes(lab, player, act):
    """Whether the player's picture is another one after an action."""
    picture = player.locator(".optlab-picture")
    before = lab.pixels(picture)
    act()
    return lab.changed(picture, before)


@pytest.mark.parametrize("players", [LIGHT, DARK], indirect=True)
def test_every_control_moves_the_picture(lab, players):
    player, page = players[0], lab.page
    player.locator(".optlab-step .noUi-handle").focus()
    assert changes(lab, player, lambda: page.keyboard.press("PageUp"))
    for name in ("learning_rate", "beta1", "beta2", "epsilon"):
        handle = player.locator(f".optlab-{name} .noUi-handle")
        key = "ArrowLeft" if name != "epsilon" else "End"
        assert changes(lab, player, lambda handle=handle, key=key: lab.press(handle, key, 3)), name
    box = player.locator(".optlab-learning_rate input[type=text]")
    assert changes(lab, player, lambda: (box.fill("0.3"), box.press("Enter")))
    assert changes(lab, player, lambda: player.locator(".optlab-epsilon_place select").select_option("inside"))
    assert changes(lab, player, lambda: player.locator(".optlab-bias_correction input").click())
    assert changes(lab, player, lambda: player.get_by_role("button", name="one step on").click())
    assert changes(lab, player, lambda: player.get_by_role("button", name="reset").click())


def test_keys_on_the_picture(lab, players):
    player, page = players[0], lab.page
    picture, step = player.locator(".optlab-picture"), player.locator(".optlab-step .noUi-handle")
    start = lab.pixels(picture)
    for key, expected in (("ArrowRight", "1"), ("End", "30"), ("ArrowLeft", "29"), ("Home", "0")):
        picture.focus()
        page.keyboard.press(key)
        page.wait_for_function(
            "([e, v]) => e.getAttribute('aria-valuetext') === v", arg=[step.element_handle(), expected]
        )
    page.keyboard.press("End")
    assert lab.changed(picture, start)
    assert changes(lab, player, lambda: page.keyboard.press("r"))
    page.wait_for_timeout(600)
    assert lab.pixels(picture) == start


def test_play_moves_and_stops_at_the_end(lab, players):
    player = players[1]
    step = player.locator(".optlab-step .noUi-handle")
    player.locator(".optlab-speed select").select_option("30 steps/s")
    player.locator(".optlab-play").click()
    lab.page.wait_for_function(SHOWS, arg=[step.element_handle(), "20"])
    player.locator(".optlab-play .fa-play").wait_for()


def test_a_bad_number_has_its_line_and_the_picture_stays(lab, players):
    player = players[0]
    box = player.locator(".optlab-learning_rate input[type=text]")
    before = lab.pixels(player.locator(".optlab-picture"))
    for typed, said in (("-3", "learning_rate is -3.0: it must be above 0 and finite"), ("abc", "'abc'")):
        box.fill(typed)
        box.press("Enter")
        player.locator(".optlab-complaint", has_text=said).wait_for()
    assert lab.pixels(player.locator(".optlab-picture")) == before


def test_a_preset_is_named_after_it_has_been_predicted_and_played(lab, players):
    player = players[1]
    player.get_by_role("button", name="η = 1.05").click()
    player.get_by_role("button", name="it leaves for good").click()
    player.get_by_role("button", name="η = 1.05: diverges").wait_for()
    assert "Yes" in player.locator(".optlab-presets").inner_text()


@pytest.mark.parametrize("players", [LIGHT, DARK], indirect=True)
def test_axe_finds_nothing_and_tab_reaches_all(lab, players):
    found = Axe().run(lab.page, context=".optlab-player").response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    focusable = "img[tabindex], button, .noUi-handle, input, select"
    fields = players[0].locator(focusable).all()
    players[0].locator(".optlab-picture").focus()
    reached = set()
    for _ in range(len(fields) + 12):
        reached.add(lab.page.evaluate("() => document.activeElement.outerHTML.slice(0, 80)"))
        lab.page.keyboard.press("Tab")
    assert all(field.evaluate("e => e.outerHTML.slice(0, 80)") in reached for field in fields if field.is_visible())


def test_a_restart_in_mid_play_and_run_all_bring_everything_back(lab, players):
    players[0].locator(".optlab-play").click()
    lab.restart_and_run_all()
    player = lab.players()[0]
    handle = player.locator(".optlab-step .noUi-handle")
    assert changes(lab, player, lambda: lab.press(handle, "PageUp", 2))


def test_a_notebook_that_was_not_run_shows_its_films(lab):
    lab.open("00_start_here")
    film = lab.page.locator(".jp-RenderedImage img").first
    assert film.evaluate("e => [e.naturalWidth, e.naturalHeight]") == [800, 400]
    assert lab.players() == []
