"""A page may ask what it is there to ask, and nothing else."""

import math

import pytest

from optlab import Adam, GradientDescent, Momentum, RMSProp, parabola
from optlab.controls import Player
from optlab.controls.hands import MANY, QUESTIONS

GOOD = {
    "press": {"x": 200, "y": 150},
    "drag": {"x": 200.5, "y": 150},
    "key": {"key": "End"},
    "look": {"dark": True, "ratio": 2, "width": 0, "height": 0},
    "seen": {"number": 1},
    "view": {"view": "one", "visible": True},
}
BAD = [None, "a", "", [], {}, {"a": 1}, math.nan, math.inf, True, 1, 1.5, b"x"]


@pytest.fixture
def player():
    made = Player(GradientDescent(), parabola, steps=10)
    yield made
    made.close()


def all_of(player):
    state = player.state
    return state.t, state.start, state.theme, state.playing, player.picture.frame, str(player), set(dir(player.clock))


def test_every_question_has_an_answer(player):
    assert set(GOOD) == set(QUESTIONS)
    for kind in ("press", "key", "look"):
        before = all_of(player)
        player.picture._asked(None, {"kind": kind, "id": kind, **GOOD[kind]}, None)
        assert all_of(player) != before, kind
        assert player.picture.answered == kind


@pytest.mark.parametrize(
    "kind", ["__init__", "__class__", "_go", "_put", "at", "keys", "state", "", None, 3, ["press"], {}]
)
def test_what_is_no_question_changes_nothing(player, kind):
    before = all_of(player)
    for more in ({}, *GOOD.values()):
        player.picture._asked(None, {"kind": kind, "id": "1", **more}, None)
        assert all_of(player) == before
    assert player.picture.answered == "1", "or the page would wait for ever"


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_a_malformed_question_changes_nothing(player, kind, bad):
    before = all_of(player)
    for name in GOOD[kind]:
        if QUESTIONS[kind][name](bad) and (kind, bad) not in (("key", "a"), ("key", ""), ("view", "a"), ("view", "")):
            continue  # it is a good one
        player.picture._asked(None, {"kind": kind, "id": "2"} | GOOD[kind] | {name: bad}, None)
        player.picture._asked(None, {"kind": kind, "id": "3"}, None)
        assert all_of(player) == before


@pytest.mark.parametrize("message", [None, [], "press", 3, {"id": 4}, {"id": None, "kind": "key", "key": "no key"}])
def test_what_is_no_dictionary_of_ours_changes_nothing(player, message):
    before = all_of(player)
    player.picture._asked(None, message, None)
    assert all_of(player) == before


def test_of_several_views_one_that_is_seen_is_enough(player):
    for view, visible, watched in (("a", True, True), ("b", False, True), ("a", False, False), ("b", True, True)):
        player.picture._asked(None, {"kind": "view", "view": view, "visible": visible}, None)
        assert player.state.watched is watched


def test_a_page_cannot_fill_the_memory_with_views(player):
    for view in range(500):
        player.picture._asked(None, {"kind": "view", "view": str(view), "visible": True}, None)
    assert len(player.picture.answer.views) == MANY


def test_a_page_cannot_say_that_it_has_seen_what_was_never_drawn(player):
    player.picture._asked(None, {"kind": "seen", "number": 10**9}, None)
    assert player.clock._seen == player.picture.number


@pytest.mark.parametrize(
    ("rule", "name"),
    [(Momentum(), "momentum"), (RMSProp(), "decay_rate"), (Adam(), "beta1"), (Adam(), "beta2")],
    ids=lambda given: str(given),
)
def test_every_notch_of_a_decay_is_what_the_run_uses(rule, name):
    player = Player(rule, parabola, steps=3)
    control = player.desk.settings[0].controls[name]
    for words, value in control.slider.options:
        control.slider.value = value
        assert float(control.box.value) == getattr(player.traces[0].rule, name) == value == float(words)
        assert control.complaint.value == ""
    assert value == 0.9999
    player.close()


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "<b>1</b>", "&lt;"])
def test_what_is_typed_is_text_and_never_html(player, typed):
    control = player.desk.settings[0].controls["learning_rate"]
    control.box.value = typed
    assert "<" not in control.complaint.value
    assert control.complaint.value.startswith("learning_rate is ")
