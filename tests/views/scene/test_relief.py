"""A surface in perspective: the same run, the same pointing, and a path that lies on the surface."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, rosenbrock, run
from optlab.views.scene.projection import projected
from optlab.views.scene.relief import Relief
from optlab.views.scene.scene import Scene
from tests.views.scene.test_scene import coloured

CASES = {
    "Rosenbrock": [run(Adam(learning_rate=0.1), rosenbrock, 30)],
    "two": [run(rule, bowl, 30) for rule in (Momentum(0.1), Adam(0.3))],
    "leaves": [run(GradientDescent(0.51), bowl, 60)],
}
every_case = pytest.mark.parametrize("case", CASES)


def scene(case, **given):
    return Scene(CASES[case], view="perspective", **given)


@every_case
def test_each_run_is_seen_and_the_same_from_any_direction(case):
    ours = scene(case)
    assert isinstance(ours.landscape, Relief)
    forward = [ours.frame(t) for t in range(31)]
    assert all(np.array_equal(ours.frame(t), forward[t]) for t in (7, 30, 0, 12))
    assert len({frame.tobytes() for frame in forward}) == 31
    for colour, _ in ours.looks:
        assert coloured(forward[12], ours.theme[colour]).sum() > 20


@every_case
def test_where_one_points_is_where_the_start_is_drawn(case):
    ours = scene(case, ratio=2)
    ours.picture(0)
    landscape = ours.landscape
    for position in np.array([[0.3, 0.2], [-1.2, 0.7], [0.9, -0.4]]):
        place = landscape.place(position[None], ours.objective.loss(position[:, None]))[0]
        x, y = landscape.pixel(place)
        found = ours.data_at(x, y)
        again = landscape.place(found[None], ours.objective.loss(found[:, None]))[0]
        assert np.hypot(*np.subtract(landscape.pixel(again), (x, y))) < 5


def test_what_is_higher_is_higher_in_the_picture_and_what_is_nearer_is_larger():
    low, high = projected(np.array([[0.3, 0.1, 0.0], [0.3, 0.1, 1.0]]))[0]
    assert high[1] > low[1]
    ends = np.array([[[-1, -1, 0], [1, -1, 0]], [[-1, 1, 0], [1, 1, 0]]], dtype=float)
    picture, near = projected(ends)
    lengths = np.hypot(*np.diff(picture, axis=1)[:, 0].T)
    assert (lengths[0] > lengths[1]) == (near[0].mean() > near[1].mean())


def test_a_run_that_leaves_has_the_picture_zoomed_out():
    ours = scene("leaves")
    ours.frame(0)
    assert ours.landscape.factor == 1
    before = ours.landscape.star.path.vertices
    ours.frame(60)
    assert ours.landscape.factor > 1
    assert not np.allclose(before, ours.landscape.star.path.vertices)


def test_a_curve_stays_a_curve_and_another_view_is_refused():
    trace = run(GradientDescent(), parabola, 5)
    assert np.array_equal(Scene([trace], view="perspective").frame(3), Scene([trace]).frame(3))
    with pytest.raises(ValueError, match="view is 'inside': it must be one of 'map', 'perspective'"):
        Scene([trace], view="inside")


def test_equal_units_make_right_angles_right():
    ours = Scene([run(GradientDescent(0.0195), bowl, 5)], equal=True, ratio=2)
    origin, right, up = ours.landscape.axes.transData.transform([[0, 0], [1, 0], [0, 1]])
    assert (right - origin)[0] == pytest.approx((up - origin)[1])
    low, high = np.transpose(ours.landscape.window)
    assert (low <= np.transpose(bowl.window)[0]).all()
    assert (high >= np.transpose(bowl.window)[1]).all()
