"""Many seeds behind one run, and the course of a schedule."""

import numpy as np
import pytest

from optlab import SGD, GradientDescent, Momentum, bowl, run
from optlab.objectives import Noisy
from optlab.schedules import cosine, warmup
from optlab.views.scene.panel import Panel
from optlab.views.scene.scene import Scene

STEPS, SEEDS = 30, np.arange(1, 21)
RULES = [SGD(0.05), Momentum(0.02)]
ONE = [run(rule, Noisy(bowl, 4.0, seed=0), STEPS) for rule in RULES]
MANY = [run(rule, Noisy(bowl, 4.0, seed=SEEDS), STEPS) for rule in RULES]


def test_the_band_of_a_panel_is_from_the_lowest_to_the_highest_tenth():
    scene = Scene(ONE, ("loss", Panel("position", log=False)))
    scene.show(ONE, seeds=MANY)
    graph = scene.views[1]
    for batch, band in zip(MANY, graph.bands, strict=True):
        (path,) = band.get_paths()
        edge = path.vertices
        low, high = np.percentile(batch["loss"], (10, 90), axis=1)
        for t in range(STEPS + 1):
            assert edge[edge[:, 0] == t][:, 1].min() == pytest.approx(low[t])
            assert edge[edge[:, 0] == t][:, 1].max() == pytest.approx(high[t])
    bottom, top = graph.axes.get_ylim()
    assert bottom <= min(np.percentile(batch["loss"], 10, axis=1).min() for batch in MANY)
    assert max(np.percentile(batch["loss"], 90, axis=1).max() for batch in MANY) <= top
    assert len(scene.views[2].spans) == 4


def test_the_map_has_every_seeds_path():
    scene = Scene(ONE)
    scene.show(ONE, seeds=MANY)
    for cloud, batch in zip(scene.landscape.clouds, MANY, strict=True):
        ends = np.array([segment[-1] for segment in cloud.get_segments()])
        assert np.abs(ends - batch["position"][-1].T).max() < 0.05


def test_they_are_ghosts_and_gone_with_the_next_runs():
    scene = Scene(ONE)
    without = scene.frame(10)
    scene.show(ONE, seeds=MANY)
    assert not np.array_equal(scene.frame(10), without)
    scene.show(ONE, ghosts=False, seeds=MANY)
    hidden = scene.frame(10)
    scene.show(ONE, ghosts=False)
    assert np.array_equal(scene.frame(10), hidden)
    scene.show(ONE)
    assert np.array_equal(scene.frame(10), without)


def test_a_schedule_is_a_panel_with_its_value_at_each_step():
    schedule = warmup(cosine(0.4, 20), 5)
    trace = run(GradientDescent(schedule), bowl, STEPS)
    series = Panel("learning_rate").series(trace)[:, 0]
    assert np.isnan(series[0])
    assert series[1:].tolist() == [schedule(t) for t in range(1, STEPS + 1)]
    scene = Scene([trace], ("learning_rate",))
    graph = scene.views[1]
    scene.picture(7)
    (dot,) = graph.dots[0].inches.transform(graph.dots[0].path.vertices)
    assert dot == pytest.approx(graph.axes.transData.transform([7, schedule(7)]))
    assert (Panel("momentum").series(run(Momentum(0.1, 0.8), bowl, 3))[1:] == 0.8).all()


def test_a_panel_can_be_switched_between_the_two_scales():
    loss = Panel("loss")
    assert (loss.logarithmic, loss.switched().logarithmic, loss.switched().switched().logarithmic) == (
        True,
        False,
        True,
    )
    scene = Scene([ONE[0]], (loss, loss.switched()))
    assert [view.axes.get_yscale() for view in scene.views[1:]] == ["log", "linear"]
