"""What is still to come does not show, not even in the scale of an axis."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene

LAST = 6  # from the step after this one on, the two runs of a pair are different
CASES = {
    "a curve": (GradientDescent, 0.1, (0.3, 1.5), parabola, ("loss", "step", Panel("loss", log=False))),
    "contours": (Momentum, 0.002, (0.0001, 0.01), rosenbrock, ("loss", "velocity", "gradient norm")),
    "a bowl": (Adam, 0.1, (0.2, 30.0), bowl, ("distance", "m_hat", "rate")),
}


def pair(case):
    kind, early, late, objective, panels = CASES[case]
    for other in late:
        rate = lambda t, other=other: early if t <= LAST else other  # noqa: E731
        yield run(kind(learning_rate=rate), objective, 40), panels


@pytest.mark.parametrize("case", CASES)
def test_two_runs_that_differ_only_later_look_the_same_until_then(case):
    hidden, shown = [], []
    for trace, panels in pair(case):
        scene = Scene([trace], panels)
        shown.append([scene.frame(t) for t in range(LAST + 1)])
        scene.show([trace], ghosts=False)
        hidden.append([scene.frame(t) for t in range(LAST + 1)])
        assert not np.array_equal(scene.frame(LAST + 3), scene.frame(LAST))
    assert np.array_equal(*hidden)
    assert not np.array_equal(*shown), "with ghosts they differ from the start"


@pytest.mark.parametrize("case", CASES)
def test_the_same_pixels_from_any_direction_and_after_an_earlier_run(case):
    (first, panels), (second, _) = pair(case)
    scene = Scene([first], panels)
    scene.show([second], ghosts=False)
    forward = [scene.frame(t) for t in range(41)]
    order = np.random.default_rng(0).permutation(41).tolist()
    assert all(np.array_equal(scene.frame(t), forward[t]) for t in order)
    scene.show([first])
    scene.show([second], ghosts=False)
    assert all(np.array_equal(scene.frame(t), forward[t]) for t in order)


@pytest.mark.parametrize("case", CASES)
def test_axes_grow_to_all_that_has_been_seen(case):
    for trace, panels in pair(case):
        scene = Scene([trace], panels)
        scene.show([trace], ghosts=False)
        for t in (0, LAST, 40):
            scene.frame(t)
            for view in scene.views[1:]:
                low, high = view.axes.get_ylim()
                seen = view.curves[: t + 1]
                seen = seen[np.isfinite(seen)]
                assert ((low <= seen + 1e-9) & (seen <= high * (1 + 1e-9))).all() or "diverged" in str(trace.verdict)


@pytest.mark.parametrize("log", [False, True])
def test_what_has_no_value_before_the_first_step_has_no_negative_axis_and_does_not_widen_it_later(log):
    trace = run(GradientDescent(0.003), parabola, 10)
    scene = Scene([trace], (Panel("learning_rate", log=log),))
    scene.show([trace], ghosts=False)
    scene.frame(0)
    assert scene.views[-1].axes.get_ylim()[0] >= 0
    scene.frame(5)
    assert scene.views[-1].axes.get_ylim()[1] < 0.02
