"""What hands, eyes and ears find in the player: pointers, themes, names, views. One page for all of it."""

import nbformat
import pytest

from tests.browser.lab import DARK, LIGHT
from tests.rerun_notebooks import METADATA

pytestmark = pytest.mark.browser
CELLS = [
    "from optlab import GradientDescent, Momentum, RMSProp, bowl, parabola\nfrom optlab.controls import Player",
    "both = Player([Momentum(), RMSProp()], bowl, steps=30)\nboth",
    "both",
    "Player(GradientDescent(0.4), parabola, steps=20, ledger=True)",
]
# How far each mark of theory is from the slider's handle, and whether anything is wider than the player.
MARKS = """player => {
    const middle = element => { const { left, width } = element.getBoundingClientRect(); return left + width / 2; };
    const handle = player.querySelector(".optlab-learning_rate .noUi-handle");
    const away = [...player.querySelectorAll(".optlab-mark")].map(mark => Math.abs(middle(mark) - middle(handle)));
    return { away, wide: player.scrollWidth - player.clientWidth };
}"""
FIELDS = "img[tabindex], button, .noUi-handle, .widget-readout, input, select"
# Eight corners of a focus ring, or its end: what of a page is drawn otherwise when it has the focus.
CELL = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
RING = "e => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' ? parseFloat(s.outlineWidth) : 0 }"


@pytest.fixture(scope="module")
def page(lab):
    """The page, once: two views of a player with two rules, and another player."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS], metadata=METADATA)
    nbformat.write(notebook, lab.server.folder / "hands.ipynb")
    lab.open("hands")
    lab.run_all()
    return lab.page


@pytest.fixture
def players(lab, page):
    """The three views, as they were in the beginning."""
    players = lab.players()
    assert len(players) == 3
    for player in players[1:]:
        player.get_by_role("button", name="reset").click()
        player.locator(".optlab-picture").scroll_into_view_if_needed()  # it comes to rest while it is seen
        page.wait_for_timeout(700)
    rest(lab, players)
    yield players
    assert lab.errors() == []
    assert lab.abroad() == []


def pictures(lab, players):
    return [lab.pixels(player.locator(".optlab-picture")) for player in players]


def rest(lab, players):
    """Wait until the kernel has done what it was asked and every picture has come to rest; return them."""
    lab.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestKernelInfo()")
    last = None
    while (now := pictures(lab, players)) != last:
        last = now
        lab.page.wait_for_timeout(300)
    return now


def shows(player, step):
    """Wait until the step's slider stands at a step."""
    player.locator(f".optlab-step .noUi-handle[aria-valuetext='{step}']").wait_for()


def middle(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_two_views_are_one_player_and_its_neighbour_stays(lab, page, players):
    before = rest(lab, players)
    assert before[0] == before[1]
    players[1].locator(".optlab-picture").focus()
    page.keyboard.press("End")
    shows(players[0], 30)
    after = rest(lab, players)
    assert after[0] == after[1] != before[0]
    assert after[2] == before[2]


def test_no_key_is_lost_and_none_reaches_the_notebook(lab, page, players):
    players[2].locator(".optlab-picture").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    shows(players[2], 9)
    page.keyboard.press("Space")
    players[2].get_by_role("button", name="pause").wait_for()
    page.keyboard.press("Space")
    players[2].get_by_role("button", name="play", exact=True).wait_for()
    page.keyboard.press("r")
    shows(players[2], 0)
    kinds = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.type)")
    assert kinds == ["code"] * len(CELLS), "a key for the player was one for the notebook too"


def test_a_hand_may_interrupt_the_clock(lab, page, players):
    player = players[2]
    player.locator(".optlab-speed select").select_option("2 steps/s")
    player.get_by_role("button", name="play", exact=True).click()
    shows(player, 1)
    player.locator(".optlab-step .noUi-handle").focus()
    page.keyboard.press("End")
    player.get_by_role("button", name="play", exact=True).wait_for()
    player.locator(".optlab-picture").focus()
    page.keyboard.press("Home")
    shows(player, 0)
    player.get_by_role("button", name="play", exact=True).click()
    shows(player, 1)
    player.locator(".optlab-picture").focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    # From there the clock goes on, without waiting until it would have come there by itself, after 8 s.
    ahead = "handle => Number(handle.ariaValueText) > 17"
    page.wait_for_function(ahead, arg=player.locator(".optlab-step .noUi-handle").element_handle(), timeout=4_000)
    player.get_by_role("button", name="pause").click()
    player.locator(".optlab-speed select").select_option("5 steps/s")


def test_sliders_and_buttons_by_pointer(lab, page, players):
    player = players[1]
    for name in ("optlab-step", "optlab-learning_rate", "optlab-momentum", "optlab-decay_rate", "optlab-epsilon"):
        handle = player.locator(f".{name} .noUi-handle").first
        before, said = rest(lab, players), handle.get_attribute("aria-valuetext")
        x, y = middle(handle)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y, steps=4)
        page.mouse.up()
        assert handle.get_attribute("aria-valuetext") != said
        if name != "optlab-epsilon":  # it is far too small to be seen
            after = rest(lab, players)
            assert after[1] != before[1], name
            assert after[2] == before[2], name
    step = int(player.locator(".optlab-step .noUi-handle").get_attribute("aria-valuetext"))
    player.get_by_role("button", name="one step on").click()
    shows(player, step + 1)
    player.get_by_role("button", name="one step back").click()
    shows(player, step)
    player.get_by_label("learning rate place").select_option("outside")  # the same path, and said in words only
    player.get_by_alt_text("learning_rate_place='outside'").wait_for()
    before = rest(lab, players)
    player.get_by_label("centred").click()
    assert lab.changed(player.locator(".optlab-picture"), before[1])


def test_controls_by_keyboard(lab, page, players):
    """The checkbox and the dropdown, the buttons with Enter, and the place in the run by its digits."""
    player = players[1]
    player.locator(".optlab-step .widget-readout").fill("12")
    page.keyboard.press("Enter")
    shows(player, 12)
    cell = page.evaluate(CELL)
    before = rest(lab, players)
    player.get_by_label("centred").focus()
    page.keyboard.press("Space")
    assert rest(lab, players)[1] != before[1]
    player.get_by_label("learning rate place").focus()
    page.keyboard.press("ArrowDown")
    player.get_by_alt_text("learning_rate_place='outside'").wait_for()
    assert page.evaluate(CELL) == cell, "a key for the player was one for the notebook too"
    player.get_by_role("button", name="one step back").focus()
    page.keyboard.press("Enter")
    shows(player, 11)


@pytest.mark.parametrize("kind", ["mouse", "touch", "pen"])
def test_the_start_follows_a_pointer_to_its_release_outside(lab, page, players, kind):
    """The browser's own events, captured as it captures them."""
    picture = players[2].locator(".optlab-picture")
    before = rest(lab, players)
    x, y = middle(picture)
    x -= picture.bounding_box()["width"] / 4
    devtools = page.context.new_cdp_session(page)

    def to(event, x, y):
        if kind == "touch":
            name = {"down": "touchStart", "move": "touchMove", "up": "touchEnd"}[event]
            points = [] if event == "up" else [{"x": x, "y": y}]
            devtools.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})
        else:
            name = {"down": "mousePressed", "move": "mouseMoved", "up": "mouseReleased"}[event]
            held = {"button": "left", "buttons": 0 if event == "up" else 1, "clickCount": 1, "pointerType": kind}
            devtools.send("Input.dispatchMouseEvent", {"type": name, "x": x, "y": y} | held)

    to("down", x, y)
    pressed = rest(lab, players)
    assert pressed[2] != before[2]
    to("move", x + 30, y - 20)
    moved = rest(lab, players)
    assert moved[2] != pressed[2]
    outside = (x + 20, picture.bounding_box()["y"] - 15)
    to("move", *outside)
    to("up", *outside)
    released = rest(lab, players)
    if kind != "touch":
        devtools.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": x, "y": y, "pointerType": kind})
    assert rest(lab, players) == released, "it follows a pointer that has let go"
    assert released[:2] == before[:2]


def test_the_picture_turns_dark_and_light_with_the_page(lab, page, players):
    light = rest(lab, players)
    lab.theme(DARK)
    for player, before in zip(players, light, strict=True):
        player.locator(".optlab-picture").scroll_into_view_if_needed()  # what nobody sees is not drawn
        assert lab.changed(player.locator(".optlab-picture"), before)
        page.wait_for_timeout(600)
    dark = rest(lab, players)
    players[2].locator(".optlab-picture").focus()
    page.keyboard.press("End")
    shows(players[2], 20)
    assert rest(lab, players)[2] != dark[2]
    page.keyboard.press("Home")
    shows(players[2], 0)
    lab.theme(LIGHT)
    for player, before in zip(players, dark, strict=True):
        player.locator(".optlab-picture").scroll_into_view_if_needed()
        assert lab.changed(player.locator(".optlab-picture"), before)
        page.wait_for_timeout(600)
    assert rest(lab, players) == light


@pytest.mark.parametrize("width", [700, 1000, 1280])
def test_a_rate_at_a_mark_has_its_handle_above_it_in_any_window(lab, page, players, width):
    """In a narrow window the controls were wider than the player, and the marks stood 34 pixels beside their rates."""
    box = players[2].locator(".optlab-learning_rate input[type=text]")
    page.set_viewport_size({"width": width, "height": 720})
    try:
        for i, rate in enumerate(("0.5", "1")):  # of the parabola, 1/L and 2/L
            box.fill(rate)
            box.press("Enter")
            rest(lab, players)
            found = players[2].evaluate(MARKS)
            assert found["away"][i] < 2  # the slider's own notches are as far apart
            assert found["wide"] <= 0
    finally:
        page.set_viewport_size({"width": 1280, "height": 720})


def test_every_control_has_a_name_of_its_own(players):
    names = {
        "button": ["one step back", "play", "one step on", "reset"],
        "slider": ["step", "learning rate", "momentum", "decay rate", "epsilon"],
        "textbox": ["step", "learning rate", "momentum", "decay rate", "epsilon"],
        "combobox": ["speed", "learning rate place", "epsilon place"],
        "checkbox": ["centred"],
        "group": ["momentum", "RMSProp"],
    }
    for role, wanted in names.items():
        for name in wanted:
            found = players[1].get_by_role(role, name=name, exact=True).count()
            assert found == (2 if name == "learning rate" else 1), (role, name)  # one for either rule
    for group in names["group"]:
        rates = players[1].get_by_role("group", name=group, exact=True).get_by_role("slider", name="learning rate")
        assert float(rates.get_attribute("aria-valuetext")) == 0.1
    for name, value in {"step": 0, "momentum": 0.9, "decay rate": 0.9, "epsilon": 1e-8}.items():
        slider = players[1].get_by_role("slider", name=name, exact=True)
        assert float(slider.get_attribute("aria-valuetext")) == value
    assert players[1].get_by_role("status").count() == 1


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_tab_reaches_every_control_and_it_shows(lab, page, players, theme):
    lab.theme(theme)
    fields = [field for field in players[2].locator(FIELDS).all() if field.is_visible()]
    players[2].locator(".optlab-picture").focus()
    page.keyboard.press("Shift+Tab")
    for field in fields:
        page.keyboard.press("Tab")
        assert field.evaluate("e => e === document.activeElement"), field.evaluate("e => e.outerHTML")
        assert field.evaluate(RING) >= 2, field.evaluate("e => e.outerHTML")
    lab.theme(LIGHT)
