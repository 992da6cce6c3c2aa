"""What came later, for keyboard and screen reader: schedules, folded hyperparameters, draws of the noise, batches."""

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.lab import DARK, LIGHT
from tests.rerun_notebooks import METADATA

pytestmark = pytest.mark.browser
CELLS = [
    "from optlab import SGD, Adam, GradientDescent, Momentum, bowl, rosenbrock\n"
    "from optlab.controls import Player\n"
    "from optlab.objectives import LinearRegression, Minibatches, Noisy\n"
    "from optlab.schedules import cosine",
    "Player(GradientDescent(cosine(0.3, 40)), bowl, 40)",
    "Player(Adam(0.1), rosenbrock, 30, show='learning_rate', arrows=True)",
    "Player([SGD(0.05), Momentum(0.02)], Noisy(bowl, 2.0), 30, seeds=20)",
    "Player(SGD(0.01), Minibatches(LinearRegression([1, 2, 3, 4], [2, 4, 6, 8]), 2, seed=1), 20, panels=('loss',))",
]
FIELDS = "img[tabindex], button, .noUi-handle, .widget-readout, input, select"
SCHEDULE, FOLD, DRAWS, BATCHES = range(4)


@pytest.fixture(scope="module")
def page(lab):
    """The players on one page, what is folded opened by its key."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS], metadata=METADATA)
    nbformat.write(notebook, lab.server.folder / "access.ipynb")
    lab.open("access")
    lab.run_all()
    fold = lab.players()[FOLD].get_by_role("button", name="more hyperparameters")
    assert fold.get_attribute("aria-expanded") == "false"
    assert lab.players()[FOLD].locator(".optlab-beta1").is_hidden()
    fold.focus()
    lab.page.keyboard.press("Space")
    lab.players()[FOLD].locator(".optlab-beta1").wait_for()
    lab.page.wait_for_function("e => e.ariaExpanded === 'true'", arg=fold.element_handle())
    return lab.page


def moves(lab, player, where, key):
    """Whether a key on a control brings another picture."""
    picture = player.locator(".optlab-picture")
    picture.scroll_into_view_if_needed()
    lab.page.wait_for_timeout(500)
    before = lab.pixels(picture)
    where.focus()
    lab.page.keyboard.press(key)
    return lab.changed(picture, before)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_axe_finds_nothing(lab, page, theme):
    lab.theme(theme)
    found = Axe().run(page, context=".optlab-player").response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    lab.theme(LIGHT)


@pytest.mark.parametrize("number", range(4))
def test_tab_goes_from_control_to_control(lab, page, number):
    player = lab.players()[number]
    fields = [field for field in player.locator(FIELDS).all() if field.is_visible() and field.is_enabled()]
    assert len(fields) > 8
    fields[0].focus()
    for field in fields[1:]:
        page.keyboard.press("Tab")
        assert field.evaluate("e => e === document.activeElement"), field.evaluate("e => e.outerHTML")


def test_every_new_control_is_moved_by_keys(lab, page):
    players = lab.players()
    for player in players:
        player.locator(".optlab-picture").focus()
        page.keyboard.press("End")
    schedule = players[SCHEDULE].locator(".optlab-schedule")
    assert moves(lab, players[SCHEDULE], schedule.get_by_role("slider", name="high"), "ArrowLeft")
    assert moves(lab, players[SCHEDULE], schedule.get_by_role("slider", name="steps"), "PageUp")
    assert moves(lab, players[FOLD], players[FOLD].get_by_role("slider", name="beta1"), "PageDown")
    assert moves(lab, players[FOLD], players[FOLD].get_by_role("button", name="linear axes"), "Space")
    for button in ("another draw of the noise", "twice as many steps"):
        assert moves(lab, players[DRAWS], players[DRAWS].get_by_role("button", name=button), "Enter"), button
    players[DRAWS].locator(".optlab-said", has_text="of 20 draws of the noise").wait_for()
    assert moves(lab, players[BATCHES], players[BATCHES].get_by_role("slider", name="batch size"), "End")
    assert lab.errors() == []
