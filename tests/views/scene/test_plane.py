"""A map of two directions of many: where a run is drawn, what its arrows are, and what a hand may move."""

import numpy as np
import pytest

from optlab import GradientDescent, Momentum, run
from optlab.controls import Player
from optlab.objectives import Noisy, OnPlane, matrix_bowl
from optlab.optimizers import SOAP, Adam
from optlab.views.scene.scene import Scene

SEEN = OnPlane(matrix_bowl(turned=True))


@pytest.mark.parametrize("view", ["map", "perspective"])
def test_a_run_is_drawn_where_its_projection_is(view):
    trace = run(GradientDescent(1e-3), SEEN, 20)
    scene = Scene([trace], view=view)
    scene.picture(20)
    parts = SEEN.projected(trace["position"])
    landscape = scene.landscape
    assert landscape.points[0] == pytest.approx(landscape.place(parts, SEEN.surface.loss(parts.T)))
    assert landscape.labels(20) == []
    assert "2 of its 64 directions" in landscape.title.get_text()


def test_the_arrows_are_projected_too():
    trace = run(Momentum(1e-3), SEEN, 9)
    (arrows,) = Scene([trace], arrows=True).landscape.arrows
    assert arrows.steps[1:] == pytest.approx(np.diff(SEEN.projected(trace["position"]), axis=0))
    assert sum(arrows.numbers)[1:] == pytest.approx(arrows.steps[1:])


@pytest.mark.parametrize("rule", [GradientDescent(0.00201), GradientDescent(5.0), Adam(1e200)], ids=str)
def test_a_run_that_leaves_or_has_no_numbers_is_drawn_as_far_as_it_has(rule):
    trace = run(rule, SEEN, 300)
    scene = Scene([trace])
    for t in (0, 1, 150, 300):
        scene.picture(t)
    assert np.isfinite(scene.landscape.points[0]).all()
    left = scene.landscape.labels(300)
    assert bool(left) == (not np.isfinite(trace["loss"][-1]))


def test_the_start_moves_in_the_plane_and_what_is_not_seen_of_it_stays():
    player = Player([Adam(0.1), SOAP(0.1)], Noisy(SEEN, 0.1), steps=5, seeds=3)
    player.picture.answer({"kind": "press", "x": 200, "y": 200})
    moved = np.array(player.state.start)
    x, y = player.stage.scene.landscape.pixel(SEEN.projected(moved))
    assert (x, y) == pytest.approx((200, 200), abs=0.5)
    rest = [w - SEEN.axes @ (SEEN.axes.T @ w) for w in (moved, SEEN.start)]
    assert rest[0] == pytest.approx(rest[1])
    assert "two of 64 directions" in player.picture.said
    assert "two of 64 directions" in player.stage.alt()
    player.close()
