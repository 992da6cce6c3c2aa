"""Quantities over the steps, and the limits that stand still."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.objectives import LinearRegression, quadratic
from optlab.views.scene.panel import MOST, Panel
from optlab.views.scene.scene import Scene


def limits(scene):
    return [(view.axes.get_xlim(), view.axes.get_ylim()) for view in scene.views]


@pytest.mark.parametrize("panel", ["loss", Panel("loss", log=False), "gradient norm", "distance", "velocity"], ids=str)
def test_limits_stand_still_for_a_small_change(panel):
    scene = Scene([run(Momentum(learning_rate=0.1), bowl, 40)], (panel,))
    before = limits(scene)
    for rate in (0.1003, 0.0997, 0.101):
        scene.show([run(Momentum(learning_rate=rate), bowl, 40)])
        assert limits(scene) == before


def test_limits_follow_a_large_change():
    scene = Scene([run(GradientDescent(learning_rate=0.01), parabola, 30)], ("loss",))
    before = limits(scene)
    scene.show([run(GradientDescent(learning_rate=0.45), parabola, 30)])
    after = limits(scene)
    assert after[0] == before[0], "the landscape is the objective's"
    assert after[1] != before[1]


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("rate", [0.003, 0.1, 0.3])
def test_the_whole_of_a_calm_run_is_within_the_limits(rate, log):
    trace = run(GradientDescent(learning_rate=rate), bowl, 30)
    scene = Scene([trace], (Panel("loss", log=log),))
    low, high = scene.views[-1].axes.get_ylim()
    assert low <= trace["loss"].min()
    assert trace["loss"].max() <= high


def test_series_are_what_the_trace_has():
    trace = run(Adam(learning_rate=0.1), rosenbrock, 20)
    assert np.array_equal(Panel("loss", log=False).series(trace)[:, 0], trace["loss"])
    assert np.array_equal(Panel("m").series(trace), trace["m"])
    assert Panel("gradient norm").series(trace)[1:, 0] == pytest.approx(np.hypot(*trace["gradient"][1:].T))
    assert Panel("distance").series(trace)[:, 0] == pytest.approx(np.hypot(*(trace["position"] - 1).T))


@pytest.mark.parametrize("name", ["step", "rate", "m_hat", "v_hat"])
def test_what_is_born_in_the_first_update_has_no_start(name):
    trace = run(Adam(learning_rate=0.1), rosenbrock, 20)
    series = Panel(name).series(trace)
    assert np.isnan(series[0]).all()
    assert np.array_equal(series[1:], trace[name][1:])


def test_a_logarithmic_loss_is_counted_from_the_minimum_and_leaves_out_what_is_not_above_0():
    lifted = quadratic([1.0, 10.0])
    trace = run(GradientDescent(learning_rate=0.1), lifted, 400)
    series = Panel("loss").series(trace)[:, 0]
    assert np.nanmin(series) > 0
    assert np.isnan(series[trace["loss"] == 0]).all()


def test_no_more_coordinates_than_can_be_told_apart():
    trace = run(GradientDescent(learning_rate=0.01), quadratic(np.arange(1.0, 9.0)), 5)
    assert Panel("position").series(trace).shape == (6, MOST)
    assert Scene([trace], ("position",)).frame(5).shape == (400, 800, 3)


def test_a_name_that_a_run_does_not_have():
    with pytest.raises(KeyError, match="'cache' is not in this run: it must be one of position, step, m"):
        Panel("cache").series(run(Adam(), rosenbrock, 2))


def test_runs_without_a_landscape_are_named_in_the_first_panel():
    data = LinearRegression(X=np.eye(3), y=[1.0, 2.0, 3.0])
    rules = [GradientDescent(0.1), Adam(0.1)]
    scene = Scene([run(rule, data, 5) for rule in rules], ("loss", "gradient norm"))
    assert [[words for words, _ in view.key(0)] for view in scene.views] == [["gradient descent", "Adam"], []]
    alone = Scene([run(rules[0], data, 5)])
    assert alone.views[0].key(0) == []
    named_on_the_map = Scene([run(rule, bowl, 5) for rule in rules])
    assert [view.key(0) for view in named_on_the_map.views] == [[], []]
