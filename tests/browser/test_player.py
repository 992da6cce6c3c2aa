"""The player under a student's hands, in a real JupyterLab."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.lab import DARK, LIGHT
from tests.rerun_notebooks import METADATA

pytestmark = pytest.mark.browser
CELLS = [
    "from optlab import Adam, GradientDescent, parabola, rosenbrock\nfrom optlab.controls import Player, Question",
    "Player(Adam(0.1), rosenbrock, steps=30, ledger=True)",
    "Player(GradientDescent(0.1), parabola, steps=20, presets={'diverges': 1.05, 'slow': 0.01})",
    "Player(GradientDescent(0.4), parabola, 20, ask=Question('Home?', {'yes': 'converged', 'no': 'diverged'}))",
]

KERNEL_ANSWERS = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestKernelInfo()"
SHOWS = "([handle, value]) => handle.getAttribute('aria-valuetext') === value"


@pytest.fixture(scope="module")
def page(lab):
    """Three players on one page, once for all the tests."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS], metadata=METADATA)
    nbformat.write(notebook, lab.server.folder / "players.ipynb")
    lab.open("players")
    lab.run_all()
    return lab.page


@pytest.fixture
def players(lab, page, request):
    """The players as they were in the beginning, in the theme that the test asks for."""
    for player in lab.players():
        player.get_by_role("button", name="reset").click()
    lab.theme(getattr(request, "param", LIGHT))
    lab.players()[0].locator(".optlab-picture").scroll_into_view_if_needed()  # what nobody sees is not drawn
    page.evaluate(KERNEL_ANSWERS)
    page.wait_for_timeout(900)
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


def test_a_picture_beside_a_ledger_has_the_pixels_of_the_screen_and_letters_that_can_be_read(lab, players):
    for player in players:
        picture = player.locator(".optlab-picture")
        picture.scroll_into_view_if_needed()
        lab.page.wait_for_function("e => Math.abs(e.naturalWidth - e.clientWidth) < 2", arg=picture.element_handle())
        letters, drawn, wide = picture.evaluate(
            "e => [Number(e.dataset.letters), parseFloat(e.style.getPropertyValue('--width')), e.clientWidth]"
        )
        assert letters * wide / drawn >= 9.5
    assert wide > players[0].locator(".optlab-picture").evaluate("e => e.clientWidth"), "the ledger takes some of it"


def test_play_moves_and_stops_at_the_end(lab, players):
    player = players[0]
    step = player.locator(".optlab-step .noUi-handle")
    player.locator(".optlab-speed select").select_option("30 steps/s")
    player.locator(".optlab-play").click()
    lab.page.wait_for_function(SHOWS, arg=[step.element_handle(), "30"])
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


def test_what_is_typed_never_becomes_a_part_of_the_page(lab, players):
    box = players[0].locator(".optlab-learning_rate input[type=text]")
    lab.page.evaluate("() => { window.broken = 0 }")
    box.fill("<img class=typed src=x onerror=window.broken=1>")
    box.press("Enter")
    players[0].locator(".optlab-complaint", has_text="<img class=typed").wait_for()
    assert lab.page.locator(".typed").count() == 0
    assert lab.page.evaluate("() => window.broken") == 0


def test_a_preset_is_named_after_it_has_been_predicted_and_played(lab, players):
    player = players[1]
    player.get_by_role("button", name="η = 1.05").click()
    player.get_by_role("button", name="It leaves for good").click()
    player.get_by_role("button", name="η = 1.05: diverges").wait_for()
    assert "Right" in player.locator(".optlab-result").inner_text()


def test_a_prediction_by_keys_alone_and_none_of_them_reaches_the_notebook(lab, players):
    page, player = lab.page, players[2]
    cells = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
    before = page.evaluate(cells)
    player.locator(".optlab-picture").scroll_into_view_if_needed()  # what nobody sees has its old words
    expect(player.locator(".optlab-said")).to_have_text("")
    assert "hidden until it has been predicted" in player.locator(".optlab-picture").get_attribute("alt")
    assert player.get_by_role("button", name="play", exact=True).is_disabled()
    player.get_by_role("button", name="A yes").focus()
    for key in ("b", "a", "b"):  # the answer, and two that come too late
        page.keyboard.press(key)
    player.locator(".optlab-result", has_text="You say B").wait_for()
    player.locator(".optlab-picture").focus()
    page.keyboard.press("End")
    player.locator(".optlab-result", has_text="You said B. This time it was A: yes.").wait_for()
    player.locator(".optlab-said", has_text="Converged").wait_for()
    assert page.evaluate(cells) == before, "a letter was a command for the notebook"
    page.keyboard.press("r")
    player.locator(".optlab-result", has_text="Choose an answer").wait_for()
    expect(player.locator(".optlab-said")).to_have_text("")  # a message of its own, which may come after that


def test_the_picture_stays_where_it_is_while_one_predicts_plays_and_is_told(lab, players):
    player = players[1]
    picture = player.locator(".optlab-picture")
    player.scroll_into_view_if_needed()
    places = set()

    def look():
        lab.page.wait_for_timeout(400)
        box, outer = picture.bounding_box(), player.bounding_box()
        places.add((round(box["y"] - outer["y"]), round(outer["height"])))

    look()
    for rate, answer in (("1.05", "It arrives"), ("0.01", "It is still")):
        player.get_by_role("button", name=f"η = {rate}").click()
        look()
        player.get_by_role("button", name=answer).click()
        look()
        picture.focus()
        lab.page.keyboard.press("End")
        look()
    assert len(places) == 1, places


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
    lab.page.wait_for_timeout(1000)
    lab.restart_and_run_all()
    player = lab.players()[0]
    handle = player.locator(".optlab-step .noUi-handle")
    assert changes(lab, player, lambda: lab.press(handle, "PageUp", 2))


LAST = "() => [...document.querySelectorAll('.jp-OutputArea-output pre')].at(-1).textContent"


def test_a_cell_that_is_run_again_leaves_nothing_of_its_earlier_runs(lab, page):
    lab.append_cell("import ipywidgets\nprint(len(ipywidgets.widgets.widget._instances))")
    counts = []
    for _ in range(3):
        lab.command("notebook:run-all-cells")
        lab.idle()
        page.wait_for_timeout(500)
        counts.append(int(page.evaluate(LAST)))
    assert counts[0] > 100
    assert len(set(counts)) == 1


def test_a_player_that_nobody_sees_stands_still_and_goes_on_when_it_is_seen(lab, page):
    player = lab.players()[0]
    step = player.locator(".optlab-step .noUi-handle")
    player.get_by_role("button", name="reset").click()
    player.locator(".optlab-speed select").select_option("5 steps/s")
    player.locator(".optlab-play").click()
    page.wait_for_function("e => Number(e.ariaValueText) >= 2", arg=step.element_handle())
    lab.players()[2].scroll_into_view_if_needed()
    page.wait_for_timeout(700)
    at = step.get_attribute("aria-valuetext")
    page.wait_for_timeout(2000)
    assert step.get_attribute("aria-valuetext") == at
    player.locator(".optlab-picture").scroll_into_view_if_needed()
    page.wait_for_function("([e, at]) => Number(e.ariaValueText) > at", arg=[step.element_handle(), int(at)])
    assert int(step.get_attribute("aria-valuetext")) < int(at) + 5


def test_a_saved_notebook_opened_again_shows_its_films(lab, page):
    """Its kernel has ended, and with it every live player; while it runs, saving takes none away."""
    lab.command("docmanager:save")
    assert len(lab.players()) == 3
    lab.open("players")
    films = page.locator(".jp-RenderedImage img")
    assert films.count() == 3
    assert films.first.evaluate("e => e.naturalWidth") >= 800
    assert page.get_by_text("model not found").count() == 0
    assert page.get_by_text("Loading widget").count() == 0


def test_a_notebook_that_was_not_run_shows_its_films(lab):
    lab.open("00_start_here")
    film = lab.page.locator(".jp-RenderedImage img").first
    assert film.evaluate("e => [e.naturalWidth, e.naturalHeight]") == [1600, 800], "two pixels for one"
    assert lab.players() == []
