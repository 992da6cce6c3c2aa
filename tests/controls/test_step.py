"""The step slider: its place comes with the pictures, and by itself where there are none."""

import ipywidgets
import pytest

from optlab import GradientDescent, parabola
from optlab.controls import Player
from optlab.controls.picture import Picture
from optlab.controls.step import StepSlider


@pytest.fixture
def player():
    made = Player(GradientDescent(), parabola, steps=10)
    yield made
    made.close()


@pytest.fixture
def sent(monkeypatch):
    """What is told to the page: of the step slider its values, of the picture where it wants that slider."""
    told = []

    def note(widget, message, buffers=None):
        state = message["state"] if message["method"] == "update" else {}  # an echo is none of the kernel's own
        if isinstance(widget, StepSlider) and "value" in state:
            told.append(("slider", state["value"]))
        if isinstance(widget, Picture) and "step" in state:
            told.append(("picture", state["step"]))

    monkeypatch.setattr(ipywidgets.Widget, "_send", note)
    return told


def from_the_page(player, value):
    player.transport.step.set_state({"value": value})


def test_a_step_and_its_picture_are_one_message(player, sent):
    for step in (3, 4, 0, 10):
        player.go(step)
        assert player.transport.step.value == step
    assert sent == [("picture", 3), ("picture", 4), ("picture", 0), ("picture", 10)]


def test_a_slider_that_is_moved_is_not_pulled_back(player, sent):
    for step in (3, 7):
        from_the_page(player, step)
        assert (player.state.t, player.picture.step) == (step, None)
    player.stage.settle()
    assert sent == []
    player.go(0)
    from_the_page(player, 7)
    player.go(0)
    assert sent == [("picture", 0), ("picture", None), ("picture", 0)], "the same word again, since a hand was between"


def test_where_no_picture_is_drawn_the_slider_is_told(player, sent):
    player.picture._asked(None, {"kind": "view", "view": "one", "visible": True}, None)
    player.picture._asked(None, {"kind": "view", "view": "one", "visible": False}, None)
    sent.clear()
    player.go(5)
    assert sent == [("slider", 5)]
    sent.clear()
    player.picture._asked(None, {"kind": "view", "view": "one", "visible": True}, None)
    player.go(6)
    assert ("picture", 6) in sent
    assert not [kind for kind, _ in sent if kind == "slider"]
