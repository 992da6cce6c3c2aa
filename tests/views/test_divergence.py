"""Runs that explode are drawn as far as there are numbers, and no warning is heard."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, Surface, bowl, parabola, rosenbrock, run
from optlab.views.panel import Panel
from optlab.views.scene import Scene

PANELS = ("loss", Panel("loss", log=False), "gradient norm", "distance", "step")
CASES = [
    (GradientDescent(learning_rate=5.0), parabola, 400),
    (GradientDescent(learning_rate=1e300), parabola, 20),
    (GradientDescent(learning_rate=1.01), parabola, 60),
    (GradientDescent(learning_rate=1.0), rosenbrock, 50),
    (Momentum(learning_rate=3.0), bowl, 600),
    (Adam(learning_rate=1e200), rosenbrock, 20),
]


@pytest.mark.parametrize(("rule", "objective", "steps"), CASES, ids=str)
def test_the_step_that_left_the_picture_is_named_from_then_on(rule, objective, steps):
    trace = run(rule, objective, steps)
    scene = Scene([trace], PANELS)
    with np.errstate(all="ignore"):
        points = scene.landscape.place(trace)
        low, high = np.transpose([scene.landscape.axes.get_xlim(), scene.landscape.axes.get_ylim()])
        left = int(np.argmax((~((points >= low) & (points <= high))).any(axis=1)))
    assert left > 0
    assert scene.landscape.labels(left - 1) == []
    for t in (left, (left + steps) // 2, steps):
        (label,) = scene.landscape.labels(t)
        assert label.text == f"left the picture at step {left}"
        assert 0 <= label.x <= scene.size.width
        assert 0 <= label.y <= scene.size.height
        assert len(np.unique(scene.frame(t))) > 20


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
