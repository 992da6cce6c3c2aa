"""The player, moved from Python and asked as the browser asks it."""

import asyncio
import gc
import random
import weakref
from io import BytesIO

import ipywidgets as widgets
import numpy as np
import pytest
from PIL import Image

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock
from optlab.controls import Player

STEPS = 20


@pytest.fixture
def player():
    made = Player([Adam(epsilon=0.5), Momentum(learning_rate=0.01)], bowl, STEPS, ledger=True)
    yield made
    made.close()


@pytest.fixture
def single():
    made = Player(GradientDescent(learning_rate=0.1), parabola, STEPS)
    yield made
    made.close()


def ask(player, kind, **more):
    """As a message from the browser comes in."""
    player.picture._asked(player.picture, {"kind": kind, "id": f"asked {kind}", **more}, [])
    assert player.picture.answered == f"asked {kind}"


def pixels(player):
    return np.asarray(Image.open(BytesIO(player.picture.frame))).tobytes()


def controls(player):
    return [(settings, name) for settings in player.settings for name in settings.controls]


def move(control):
    """Turn a control by hand, to another value that changes a run."""
    if isinstance(control, widgets.Checkbox):
        control.value = not control.value
    elif isinstance(control, widgets.Dropdown):
        control.index = 1
    else:
        control.box.value = {"epsilon": "2"}.get(control.name, f"{0.37 * control.value:.3g}")


@pytest.mark.parametrize("i", range(9))
def test_every_hyperparameter_changes_the_picture_and_the_text(player, i):
    assert len(controls(player)) == 9
    settings, name = controls(player)[i]
    player.go(STEPS)
    picture, text, rule = pixels(player), str(player), settings.rule
    move(settings.controls[name])
    assert getattr(settings.rule, name) != getattr(rule, name)
    if name != "learning_rate_place":  # at a constant rate the path is the same, inside or outside
        assert pixels(player) != picture
    assert str(player) != text
    assert player.picture.alt == str(player)


def test_the_slider_of_a_number_does_what_its_box_does(single):
    control = single.settings[0].controls["learning_rate"]
    before = pixels(single)
    control.slider.value = 0.4
    assert (control.box.value, single.traces[0].rule.learning_rate) == ("0.4", 0.4)
    single.go(3)
    assert pixels(single) != before


@pytest.mark.parametrize("bad", ["", "fast", "-1", "0", "nan", "inf", "1e999", "0,1", "[1, 2]"])
def test_bad_text_is_answered_beside_its_box_and_the_picture_stays(single, bad):
    control = single.settings[0].controls["learning_rate"]
    single.go(3)
    before, text = pixels(single), str(single)
    control.box.value = bad
    assert control.complaint.value.startswith("learning_rate is ")
    assert "it must be" in control.complaint.value
    assert "\n" not in control.complaint.value
    assert control.complaint.layout.display == ""
    assert (pixels(single), str(single)) == (before, text)
    control.box.value = "0.2"
    assert control.complaint.layout.display == "none"
    assert pixels(single) != before


def test_steps_and_the_slider_go_to_the_same_place(single):
    single.go(7)
    seventh = pixels(single)
    single.go(0)
    single.transport.step.value = 7
    assert pixels(single) == seventh
    for past, shown in ((-5, 0), (STEPS + 5, STEPS)):
        single.go(past)
        assert (single.t, single.transport.step.value) == (shown, shown)


def test_keys(single):
    for key, t in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", STEPS), ("ArrowRight", STEPS)):
        ask(single, "key", key=key)
        assert single.t == single.transport.step.value == t
    ask(single, "key", key="Home")
    ask(single, "key", key="ArrowLeft")
    assert single.t == 0
    ask(single, "key", key=" ")
    assert single.picture.playing
    ask(single, "key", key=" ")
    assert not single.picture.playing


@pytest.mark.parametrize("kind", ["press", "drag"])
def test_the_pointer_chooses_the_start_of_all_runs(player, kind):
    before = pixels(player)
    ask(player, kind, x=200, y=150)
    assert [trace["position"][0].tolist() for trace in player.traces] == [player.start.tolist()] * 2
    assert not np.array_equal(player.start, bowl.start)
    assert pixels(player) != before
    chosen = pixels(player)
    ask(player, kind, x=790, y=150)
    assert pixels(player) == chosen, "beside the landscape there is no start"


@pytest.mark.parametrize("key", ["r", "R", None])
def test_reset_brings_the_first_pixels_back(player, key):
    first, text = pixels(player), str(player)
    ask(player, "press", x=200, y=150)
    for settings, name in controls(player):
        move(settings.controls[name])
    player.go(9)
    player.transport.play.value = True
    player.reset() if key is None else ask(player, "key", key=key)
    assert (pixels(player), str(player)) == (first, text)
    assert not player.picture.playing


def test_the_theme_of_the_page(player):
    light = pixels(player)
    ask(player, "theme", dark=True)
    assert np.asarray(Image.open(BytesIO(player.picture.frame)))[0].max() < 40
    ask(player, "theme", dark=False)
    assert pixels(player) == light


def test_two_players_do_not_disturb_each_other(player):
    other = Player([Adam(learning_rate=0.1), Momentum(learning_rate=0.01)], bowl, STEPS)
    before, text = pixels(player), str(player)
    ask(other, "press", x=200, y=150)
    ask(other, "theme", dark=True)
    move(other.settings[0].controls["learning_rate"])
    other.go(5)
    assert (pixels(player), str(player), player.t) == (before, text, 0)
    player.go(5)
    other.close()
    player.go(6)
    assert pixels(player) != before


def test_a_closed_player_leaves_nothing_behind():
    registry = widgets.widgets.widget._instances
    before = set(registry)
    player = Player(
        [Adam(), GradientDescent()], parabola, STEPS, presets={"slow": 0.01}, ledger=True, panels=("loss", "position")
    )
    assert len(set(registry) - before) > 20
    figure = weakref.ref(player.scene.figure)
    player.go(3)
    player.close()
    assert set(registry) == before
    del player
    gc.collect()
    assert figure() is None


def test_in_a_kernel_it_is_drawn_fast_and_then_without_loss(single):
    async def moves():
        single.go(4)
        moving = Image.open(BytesIO(single.picture.frame)).format
        text = single.picture.said
        single.settings[0].controls["learning_rate"].box.value = "1.5"
        assert single.picture.said == text, "a screen reader is not told of each frame"
        await asyncio.sleep(0.5)
        return moving, Image.open(BytesIO(single.picture.frame)).format, text

    moving, resting, text = asyncio.run(moves())
    assert (moving, resting) == ("JPEG", "PNG")
    assert single.picture.said != text
    assert np.array_equal(np.asarray(Image.open(BytesIO(single.picture.frame))), single.scene.frame(4))


def test_hundreds_of_events_at_random():
    """10,000, and the memory that they take, are in benchmarks/bench_player.py."""
    chance = random.Random(0)
    players = [Player([Adam(), Momentum()], rosenbrock, STEPS, ledger=True), Player(GradientDescent(), parabola, STEPS)]
    boxes = [settings.controls["learning_rate"].box for player in players for settings in player.settings]

    def event(player):
        (
            lambda: ask(player, "press", x=chance.uniform(-9, 809), y=chance.uniform(-9, 409)),
            lambda: ask(player, "key", key=chance.choice(["ArrowLeft", "ArrowRight", "Home", "End", " ", "r"])),
            lambda: ask(player, "seen", number=player.picture.number),
            lambda: setattr(chance.choice(boxes), "value", chance.choice(["1e-3", "0.3", "50", "1e300", "-1", "no"])),
            lambda: setattr(player.transport.step, "value", chance.randrange(STEPS + 1)),
        )[chance.randrange(5)]()

    async def all_of_them():
        for _ in range(300):
            event(chance.choice(players))
            await asyncio.sleep(0)

    asyncio.run(all_of_them())
    for player in players:
        player.reset()
        assert player.t == 0
        player.close()


@pytest.mark.parametrize(
    ("rules", "more", "said"),
    [
        ([], {}, r"rules is \[\]: it must be a Rule"),
        ("Adam", {}, "rules is 'Adam': it must be a Rule"),
        (Adam(learning_rate=[0.1, 0.2]), {}, "learning_rate is an array: a player shows single runs"),
        (Adam(), {"start": [1, 2, 3]}, "start has 3 coordinates: it must have 2"),
        (Adam(), {"start": 1}, "start has 1 coordinate: it must have 2"),
        (Adam(), {"start": [1, np.nan]}, "start is .*: it must be"),
        (Adam(), {"steps": 0}, "steps is 0: it must be a whole number from 1 up"),
        (Adam(), {"size": "huge"}, "size is 'huge': it must be one of 'normal', 'presenter'"),
        (Adam(), {"presets": {"odd": -1}}, "learning_rate is -1: it must be above 0"),
    ],
)
def test_what_a_player_refuses_in_a_sentence(rules, more, said):
    with pytest.raises(ValueError, match=f"^{said}[^\n]*$"):
        Player(rules, rosenbrock, **more)


def test_its_text_says_all_of_the_run():
    said = str(Player([GradientDescent(learning_rate=0.1), Adam(learning_rate=0.5)], parabola, 5, start=-3))
    first, loss, second, other = said.splitlines()
    assert first == "Player: GradientDescent(learning_rate=0.1) on f(x) = x², 5 steps from (-3)"
    assert loss.startswith("loss 9 → 0.9664, smallest 0.9664 at step 5; still moving")
    assert second.startswith("and Adam(learning_rate=0.5, beta1=0.9, beta2=0.999")
    assert other.startswith("loss 9 → ")


@pytest.mark.parametrize("rate", [5.0, 1e300])
def test_a_rate_that_explodes_is_told_and_shown(single, rate):
    single.settings[0].controls["learning_rate"].box.value = f"{rate:g}"
    single.go(STEPS)
    assert "diverged" in str(single).lower()
    assert pixels(single)


def test_what_a_saved_notebook_holds(single):
    data, about = single._repr_mimebundle_()
    assert data["text/plain"] == str(single)
    assert len(data["image/png"]) <= 200_000
    assert about["image/png"]["alt"]
    assert "application/vnd.jupyter.widget-view+json" in data
