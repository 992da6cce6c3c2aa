"""The step slider, which the page moves with the pictures, and which a hand moves too."""

import nbformat
import pytest

from tests.rerun_notebooks import METADATA

pytestmark = pytest.mark.browser
CELLS = [
    "from optlab import GradientDescent, bowl\nfrom optlab.lab import Player",
    "player = Player(GradientDescent(learning_rate=0.01), bowl, steps=200)\nplayer",
    "player",
]
STEP = """async () => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const asked = { code: "", store_history: false, user_expressions: { t: "player.state.t" } };
    const answer = await kernel.requestExecute(asked).done;
    return Number(answer.content.user_expressions.t.data["text/plain"]);
}"""
STANDS = "() => [...document.querySelectorAll('.optlab-step .noUi-handle')].map(handle => Number(handle.ariaValueText))"
PASSED = "step => Number(document.querySelector('.optlab-step .noUi-handle').ariaValueText) > step"


@pytest.fixture
def page(lab):
    """Two views of one player."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS], metadata=METADATA)
    nbformat.write(notebook, lab.server.folder / "step.ipynb")
    lab.open("step")
    lab.run_all()
    yield lab.page
    assert lab.errors() == []


def stand_at(page, step):
    """Whether both sliders are where the kernel is, and that is this step."""
    page.wait_for_timeout(700)
    return page.evaluate(STANDS) == [step, step] and page.evaluate(STEP) == step


def test_it_goes_with_the_pictures_and_with_the_hand(lab, page):
    player = lab.players()[0]
    picture, handle = player.locator(".optlab-picture"), player.locator(".optlab-step .noUi-handle")
    player.locator(".optlab-speed select").select_option("10 steps/s")
    picture.focus()
    page.keyboard.press(" ")
    page.wait_for_function(PASSED, arg=10)
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=5)
    held = page.evaluate(STANDS)[0]
    assert held > 60
    for _ in range(10):  # pictures of earlier steps are under way: none of them takes it back
        page.wait_for_timeout(50)
        now = page.evaluate(STANDS)[0]
        assert now >= held
        held = now
    page.mouse.up()
    page.wait_for_function(PASSED, arg=held)
    picture.focus()
    page.keyboard.press(" ")
    page.wait_for_timeout(300)
    at = page.evaluate(STEP)
    assert stand_at(page, at)
    for key, step in (("Home", 0), ("ArrowRight", 1), ("End", 200)):
        page.keyboard.press(key)
        assert stand_at(page, step), key
    handle.focus()
    page.keyboard.press("ArrowLeft")
    assert stand_at(page, 199)
    picture.focus()
    page.keyboard.press("End")
    assert stand_at(page, 200), "the picture's last word was 200, and a hand was between"
