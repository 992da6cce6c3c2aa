"""Runs that explode are drawn as far as there are numbers, and no warning is heard."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, Surface, bowl, parabola, rosenbrock, run
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene
from optlab.views.scene.zoom import FACTORS

PANELS = ("loss", Panel("loss", log=False), "gradient norm", "distance", "step")
CASES = [
    (GradientDescent(learning_rate=5.0), parabola, 400),
    (GradientDescent(learning_rate=1e300), parabola, 20),
    (GradientDescent(learning_rate=1.01), parabola, 60),
    (GradientDescent(learning_rate=1.0), rosenbrock, 50),
    (Momentum(learning_rate=3.0), bowl, 600),
    (Adam(learning_rate=1e200), rosenbrock, 20),
]


every_case = pytest.mark.parametrize(("rule", "objective", "steps"), CASES, ids=str)


def outside(landscape, trace):
    """Whether each step is outside the picture as it is now."""
    with np.errstate(all="ignore"):
        points = landscape.place(trace["position"], trace["loss"])
        low, high = np.transpose([landscape.axes.get_xlim(), landscape.axes.get_ylim()])
        return ~((points >= low) & (points <= high)).all(axis=1)


@every_case
def test_the_picture_is_zoomed_out_with_a_run_that_leaves_and_no_further_than_it_must_be(rule, objective, steps):
    trace = run(rule, objective, steps)
    scene = Scene([trace], PANELS)
    window = np.array(objective.window)
    with np.errstate(all="ignore"):
        reach = np.abs(trace["position"] - window.mean(axis=1)) / (np.ptp(window, axis=1) / 2)
    for t in range(0, steps + 1, max(1, steps // 25)):
        scene.frame(t)
        seen = reach[: t + 1].max(axis=1)
        widest = seen[seen <= FACTORS[-1]].max()
        assert widest <= scene.landscape.factor <= max(1, 3 * widest * 1.0001)
        if seen.max() <= FACTORS[-1]:
            assert not outside(scene.landscape, trace)[: t + 1].any()
            assert scene.landscape.labels(t) == []


@every_case
def test_a_run_that_no_zoom_can_show_is_named_with_the_step_at_which_it_left(rule, objective, steps):
    trace = run(rule, objective, steps)
    scene = Scene([trace], PANELS)
    scene.frame(steps)
    gone = outside(scene.landscape, trace)
    if not gone.any():
        assert scene.landscape.labels(steps) == []
        return
    left = int(np.argmax(gone))
    assert left > 0
    (label,) = scene.landscape.labels(steps)
    assert label.text == f"left the picture at step {np.flatnonzero(np.diff(gone.astype(int)) == 1)[-1] + 1}"
    assert 0 <= label.x <= scene.size.width
    assert 0 <= label.y <= scene.size.height
    assert len(np.unique(scene.frame(steps))) > 20


def test_a_hand_that_moves_a_run_does_not_move_the_ground_under_it():
    scene = Scene([run(GradientDescent(learning_rate=0.1), parabola, 12)])
    leaves = run(GradientDescent(learning_rate=1.1), parabola, 12)
    scene.frame(12)
    scene.show([leaves], moving=True)
    scene.frame(12)
    assert scene.landscape.factor == 1
    scene.show([leaves])
    scene.frame(12)
    assert scene.landscape.factor > 1


def test_each_of_several_is_named_with_its_own_exit():
    stays, leaves = GradientDescent(learning_rate=0.1), Momentum(learning_rate=3.0)
    scene = Scene([run(rule, bowl, 100) for rule in (stays, leaves)], PANELS)
    first, second = scene.landscape.labels(100)
    assert first.text == stays.title
    assert second.text.startswith(f"{leaves.title} left the picture at step ")


def test_a_run_that_stays_says_nothing():
    scene = Scene([run(GradientDescent(learning_rate=0.1), bowl, 30)])
    assert [scene.landscape.labels(t) for t in range(31)] == [[]] * 31


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_ground_with_holes_in_it(lost):
    hole = Surface("a hole", lambda w: np.where(w[0] > 1, lost, w[0] ** 2 + w[1] ** 2), lambda w: 2 * w, start=(3, 2))
    trace = run(GradientDescent(learning_rate=0.1), hole, 20)
    scene = Scene([trace], ("loss", "gradient norm"))
    assert not np.array_equal(scene.frame(0), scene.frame(20))


def test_a_run_with_no_number_in_it():
    nowhere = Surface("nowhere", lambda w: w[0] * np.nan, lambda w: w * np.nan, start=(3, 2))
    scene = Scene([run(GradientDescent(), nowhere, 20)], ("loss", Panel("loss", log=False), "gradient norm"))
    assert scene.frame(20).shape == (400, 800, 3)
