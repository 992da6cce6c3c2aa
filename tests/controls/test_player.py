"""The player, moved from Python and asked as the browser asks it."""

import asyncio
import gc
import random
import weakref
from base64 import b64decode
from io import BytesIO

import ipywidgets as widgets
import numpy as np
import pytest
from PIL import Image

from optlab import SGD, Adam, GradientDescent, LinearRegression, Minibatches, Momentum, bowl, parabola, rosenbrock
from optlab.controls import Player, Question, cells
from optlab.controls.films import CARE, FINE
from optlab.controls.option import OptionControl
from optlab.controls.transport import MOST
from optlab.objectives import Noisy, Surface

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
    return [(settings, name) for settings in player.desk.settings for name in settings.controls]


def move(control):
    """Turn a control by hand, to another value that changes a run."""
    if isinstance(control, OptionControl):
        field = control.field
        field.value = not field.value if isinstance(field, widgets.Checkbox) else field.options[1]
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
    control = single.desk.settings[0].controls["learning_rate"]
    before = pixels(single)
    control.slider.value = 0.4
    assert (control.box.value, single.traces[0].rule.learning_rate) == ("0.4", 0.4)
    single.go(3)
    assert pixels(single) != before


@pytest.mark.parametrize("bad", ["", "fast", "-1", "0", "nan", "inf", "1e999", "0,1", "[1, 2]"])
def test_bad_text_is_answered_beside_its_box_and_the_picture_stays(single, bad):
    control = single.desk.settings[0].controls["learning_rate"]
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
        assert (single.state.t, single.transport.step.value) == (shown, shown)


def test_keys(single):
    for key, t in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", STEPS), ("ArrowRight", STEPS)):
        ask(single, "key", key=key)
        assert single.state.t == single.transport.step.value == t
    ask(single, "key", key="Home")
    ask(single, "key", key="ArrowLeft")
    assert single.state.t == 0
    ask(single, "key", key=" ")
    assert single.picture.playing
    ask(single, "key", key=" ")
    assert not single.picture.playing


@pytest.mark.parametrize("kind", ["press", "drag"])
def test_the_pointer_chooses_the_start_of_all_runs(player, kind):
    before = pixels(player)
    ask(player, kind, x=200, y=150)
    assert [trace["position"][0].tolist() for trace in player.traces] == [list(player.state.start)] * 2
    assert not np.array_equal(player.state.start, bowl.start)
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
    ask(player, "look", dark=True, ratio=1, width=0, height=0)
    assert np.asarray(Image.open(BytesIO(player.picture.frame)))[0].max() < 40
    ask(player, "look", dark=False, ratio=1, width=0, height=0)
    assert pixels(player) == light


def test_on_slides_the_picture_is_drawn_for_its_place_and_its_letters_are_larger(player):
    def place(width):  # of a point of the landscape, whatever the picture's size
        ask(player, "press", x=0.25 * width, y=100)
        return player.state.start

    usual, width, letters = pixels(player), player.picture.width, player.picture.letters
    for wide, high in ((700, 400), (500.4, 300)):
        ask(player, "look", dark=False, ratio=1.5, width=wide, height=high)
        assert Image.open(BytesIO(player.picture.frame)).size == (int(1.5 * int(wide)), 1.5 * high)
        assert player.picture.width == int(wide)
        assert player.picture.letters >= 20 - 1e-9 > letters
    assert place(player.picture.width) == tuple(player.stage.scene.data_at(0.25 * player.picture.width, 100))
    player.reset()
    ask(player, "look", dark=False, ratio=1, width=0, height=0)
    assert (pixels(player), player.picture.width, player.picture.letters) == (usual, width, letters)


@pytest.mark.parametrize("ratio", [1, 2])
def test_on_a_page_the_picture_has_the_pixels_of_its_place_and_its_letters_can_be_read(player, ratio):
    """Beside a ledger, or on a phone, it was drawn for 800 pixels and shown in 400: letters of 7 pixels."""
    usual = player.picture.width
    for room in (370, 408, 571, 748, 800, 1200):
        ask(player, "look", dark=False, ratio=ratio, width=room, height=0)
        shown = min(room, usual)
        wide, high = Image.open(BytesIO(player.picture.frame)).size
        assert wide == ratio * shown
        assert abs(high - wide / 2) <= 1
        assert player.picture.letters * shown / player.picture.width >= 9.5
        assert player.picture.width == min(round(1.4 * room), usual)
    assert player.stage.start_at(0.25 * usual, 100) is not None


def test_two_players_do_not_disturb_each_other(player):
    other = Player([Adam(learning_rate=0.1), Momentum(learning_rate=0.01)], bowl, STEPS)
    before, text = pixels(player), str(player)
    ask(other, "press", x=200, y=150)
    ask(other, "look", dark=True, ratio=1, width=0, height=0)
    move(other.desk.settings[0].controls["learning_rate"])
    other.go(5)
    assert (pixels(player), str(player), player.state.t) == (before, text, 0)
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
    figure = weakref.ref(player.stage.scene.figure)
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
        await asyncio.sleep(0.5)
        return moving, Image.open(BytesIO(single.picture.frame)).format

    assert asyncio.run(moves()) == ("JPEG", "PNG")
    assert np.array_equal(np.asarray(Image.open(BytesIO(single.picture.frame))), single.stage.scene.frame(4))


def test_words_theory_and_picture_are_of_the_same_run_at_every_moment(single):
    """Each frame that is sent brings the words of its run along; none waits for the rest."""

    async def changes():
        gauge = single.desk.settings[0].controls["learning_rate"].gauge
        for rate, verdict, measured in (("1.5", "Diverged", "beyond the limit"), ("0.4", "Converged", "× 0.2")):
            single.desk.settings[0].controls["learning_rate"].box.value = rate
            assert Image.open(BytesIO(single.picture.frame)).format == "JPEG"
            assert single.picture.said.startswith(verdict)
            assert single.picture.alt == str(single)
            assert measured in gauge.value
        single.state.start = (1.0,)
        assert "from (1)" in single.picture.alt

    asyncio.run(changes())


def test_the_ledger_shows_numbers_only_while_there_is_time_for_them():
    player = Player(GradientDescent(), parabola, STEPS, ledger=True)

    async def moves():
        page = player.desk.ledger.page
        player.go(3)
        assert "optlab-moving" not in page._dom_classes
        third = page.value
        player.go(4)
        assert "optlab-moving" in page._dom_classes, "the numbers of step 3 beside the picture of step 4"
        await asyncio.sleep(0.4)
        assert "optlab-moving" not in page._dom_classes
        assert page.value != third

    asyncio.run(moves())
    player.close()


def test_hundreds_of_events_at_random():
    """10,000, and the memory that they take, are in benchmarks/bench_player.py."""
    chance = random.Random(0)
    players = [Player([Adam(), Momentum()], rosenbrock, STEPS, ledger=True), Player(GradientDescent(), parabola, STEPS)]
    boxes = [settings.controls["learning_rate"].box for player in players for settings in player.desk.settings]

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
        assert player.state.t == 0
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
    single.desk.settings[0].controls["learning_rate"].box.value = f"{rate:g}"
    single.go(STEPS)
    assert "diverged" in str(single).lower()
    assert pixels(single)


def test_what_a_saved_notebook_holds(single):
    data, about = single._repr_mimebundle_()
    assert data["text/plain"] == str(single)
    assert len(data["image/png"]) <= 200_000
    assert about["image/png"]["alt"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_terms_of_a_step_are_drawn_as_arrows():
    """In another theme too, which draws all anew; and the words of a player are the same with them."""
    plain, drawn = (Player(Momentum(), bowl, steps=5, arrows=arrows) for arrows in (False, True))
    assert drawn.stage.scene.png(3) != plain.stage.scene.png(3)
    assert drawn.stage.film() != plain.stage.film()
    for player in (plain, drawn):
        player.state.theme = "dark"
    assert drawn.stage.scene.png(3) != plain.stage.scene.png(3)
    assert str(drawn) == str(plain)
    for player in (plain, drawn):
        player.close()


def test_more_steps_without_a_new_cell(single):
    first, text = pixels(single), str(single)
    single.go(STEPS)
    single.transport.more[0].click()
    assert single.state.steps == single.transport.step.max == single.traces[0].steps == 2 * STEPS
    assert single.state.t == STEPS, "it goes on from where it is"
    single.go(2 * STEPS)
    assert single.state.t == 2 * STEPS
    for _ in range(20):
        single.transport.more[0].click()
    assert single.state.steps == MOST
    single.reset()
    assert (single.state.steps, single.transport.step.max, pixels(single), str(single)) == (STEPS, STEPS, first, text)


@pytest.mark.parametrize(
    "objective", [Noisy(parabola, sigma=1.0, seed=5), Minibatches(LinearRegression([1, 2, 3], [2, 4, 5]), 1, seed=5)]
)
def test_another_draw_of_the_noise(objective):
    player = Player(SGD(learning_rate=0.1), objective, STEPS)
    text, first = str(player), pixels(player)
    seen = {text}
    for seed in (6, 7):
        player.transport.more[1].click()
        assert player.stage.objective.seed == player.traces[0].objective.seed == seed
        seen.add(str(player))
    assert len(seen) == 3
    player.reset()
    assert (str(player), pixels(player)) == (text, first)
    player.close()


def test_where_nothing_is_drawn_there_is_no_button_for_it(single):
    assert len(single.transport.more) == 1
    assert len(Player(SGD(), Minibatches(LinearRegression([1, 2], [2, 4]), 1), STEPS).transport.more) == 1


@pytest.mark.parametrize(
    ("objective", "more", "said"),
    [
        ("bowl", {}, "objective is 'bowl': it must be an Objective"),
        (parabola, {"panels": 5}, "panels is 5: it must be names such as 'loss', or Panels"),
        (parabola, {"panels": [1]}, "panels is .1.: it must be names"),
        (
            Surface("hill", lambda w: -(w[0] ** 2), lambda w: -2 * w, start=1),
            {"panels": "distance"},
            "panels has 'distance': hill has no known minimum",
        ),
    ],
    ids=str,
)
def test_what_else_a_player_refuses_in_a_sentence(objective, more, said):
    with pytest.raises(ValueError, match=f"^{said}[^\n]*$"):
        Player(GradientDescent(), objective, **more)


class Shell:
    """A notebook's: it names the cell that runs, and which run of it this is."""

    def get_parent(self):
        return {"metadata": {"cellId": self.cell}, "header": {"msg_id": self.run}}


def test_a_cell_that_is_run_again_closes_what_it_made(monkeypatch):
    shell = Shell()
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_made", {})

    def run_cell(cell, run, count):
        shell.cell, shell.run = cell, run
        return [Player(GradientDescent(), parabola, STEPS) for _ in range(count)]

    def is_open(player):
        return player.comm is not None

    first, other = run_cell("a", "1", 2), run_cell("b", "2", 1)
    again = run_cell("a", "3", 2)
    assert [is_open(player) for player in (*first, *other, *again)] == [False, False, True, True, True]
    assert first[0].stage._scene is None, "or the history of the outputs would hold its figure"
    assert str(first[0]) == str(again[0])
    first[0].go(3)
    for player in (*other, *again):
        player.close()


@pytest.mark.parametrize(
    "refused",
    [
        {"ask": Question("?", {"up": "diverged", "down": "stuck"})},
        {"presets": {"odd": -1}},
        {"presets": {"odd": {"speed": 1}}},
        {"panels": "velocity"},
        {"show": "speed"},
        {"size": "huge"},
        {"start": "here"},
    ],
    ids=str,
)
def test_nothing_is_left_of_a_player_that_is_refused(refused):
    registry = widgets.widgets.widget._instances
    before = set(registry)
    with pytest.raises((ValueError, KeyError)):
        Player(GradientDescent(learning_rate=0.4), parabola, STEPS, **refused)
    assert set(registry) == before


def test_where_notebooks_are_saved_with_care_there_is_a_fine_film_too(single, monkeypatch):
    usual, _ = single._repr_mimebundle_()
    assert FINE not in usual
    monkeypatch.setenv(CARE, "1")
    careful, _ = single._repr_mimebundle_()
    assert len(careful["image/png"]) <= len(usual["image/png"]), "Pillow before 13 takes the same care of both"
    reels = [Image.open(BytesIO(b64decode(data))) for data in (usual["image/png"], careful["image/png"], careful[FINE])]
    assert [reel.size for reel in reels] == [(800, 400), (800, 400), (1600, 800)]
    assert len({reel.n_frames for reel in reels}) == 1
    for reel in reels:
        reel.seek(reel.n_frames - 1)
    last, same, fine = (np.asarray(reel.convert("RGB").resize((800, 400), Image.Resampling.BOX), int) for reel in reels)
    assert np.array_equal(last, same)
    assert np.abs(fine - last).mean() < 3
