"""The plane on which the runs of many coordinates are drawn."""

import numpy as np
import pytest

from optlab import SGD, Surface, bowl, parabola, quadratic, rosenbrock, run
from optlab.objectives import AsMatrix, Noisy, OnPlane, Scaled, himmelblau, matrix_bowl
from optlab.objectives.plane import plane_of

TURNED = matrix_bowl(turned=True)
SEEN = OnPlane(TURNED)


def test_the_run_is_that_of_the_objective_itself():
    ours, plain = (run(SGD(1e-3), objective, 20) for objective in (SEEN, TURNED))
    assert np.array_equal(ours["position"], plain["position"])
    assert np.array_equal(ours["loss"], plain["loss"])
    assert SEEN.parameters == {"W": (8, 8)}


def test_by_default_the_two_directions_are_the_flat_and_the_steep_one_towards_the_start():
    slopes = np.stack([TURNED.gradient(axis) for axis in SEEN.axes.T])
    assert slopes == pytest.approx(np.array([[1.0], [1000.0]]) * SEEN.axes.T, abs=1e-6)
    for curve, part in zip((1, 1000), SEEN.projected(TURNED.start), strict=True):
        values, vectors = np.linalg.eigh(np.stack([TURNED.gradient(w) for w in np.eye(64)]))
        same = vectors[:, np.isclose(values, curve)]
        assert same.shape[1] == 8
        assert part == pytest.approx(np.linalg.norm(same.T @ TURNED.start))


def test_in_one_bowl_along_a_curvature_that_the_start_has_no_part_in():
    assert OnPlane(quadratic([1, 5, 100], start=(0, 3, 2))).projected(np.eye(3)) == pytest.approx(
        np.array([[1, 0], [0, 0], [0, 1]]), abs=1e-9
    )


def test_the_ground_is_the_loss_on_the_plane_and_its_gradient_is_right():
    parts = np.array([[0.5, -1.0], [2.0, 0.1]])
    points = SEEN.minimum_at[:, None] + SEEN.axes @ parts
    assert SEEN.surface.loss(parts) == pytest.approx(TURNED.loss(points))
    assert SEEN.surface.loss(parts) == pytest.approx((parts[0] ** 2 + 1000 * parts[1] ** 2) / 2)
    assert SEEN.surface.check().right
    assert SEEN.projected(points.T) == pytest.approx(parts.T)


def test_a_point_moves_in_the_plane_and_the_rest_of_it_stays():
    moved = SEEN.with_parts(TURNED.start, np.array([0.5, -1.0]))
    assert SEEN.projected(moved) == pytest.approx([0.5, -1.0])
    away = moved - TURNED.start
    assert away == pytest.approx(SEEN.axes @ (SEEN.axes.T @ away))


def test_directions_of_ones_own():
    mine = OnPlane(rosenbrock, [[3, 0], [4, 4]], names=("right", "up"))
    assert mine.axes == pytest.approx(np.eye(2))
    assert mine.surface.coordinates == ("right", "up")
    assert mine.projected(np.array([1.0, 3.0])) == pytest.approx([0, 2])
    assert OnPlane(bowl, np.eye(2)).surface.coordinates == ("direction 1", "direction 2")


def test_it_is_found_behind_noise_and_not_behind_what_changes_the_ground():
    assert plane_of(Noisy(SEEN, 1.0)) is SEEN
    flat = OnPlane(quadratic([1, 2, 3, 4], start=np.ones(4)))
    assert plane_of(AsMatrix(flat, 2, 2)) is flat
    assert plane_of(Scaled(SEEN, 2)) is None
    assert plane_of(bowl) is None
    noisy = OnPlane(Noisy(TURNED, 1.0, seed=[1, 2]))
    assert plane_of(noisy.one((2,), (1,))).objective.seed == 2


@pytest.mark.parametrize(
    "objective",
    [parabola, himmelblau, Surface("unknown", lambda w: w[0], lambda w: w, (1, 1))],
    ids=lambda objective: objective.name,
)
def test_an_objective_without_one_known_minimum_is_refused(objective):
    with pytest.raises(ValueError, match=r"^objective is .*: it must have one known minimum"):
        OnPlane(objective)


@pytest.mark.parametrize(
    "along", [1, "xy", [[1, 0]], [[1, 0], [2, 0]], [[0, 0], [1, 0]], [[1, np.nan], [0, 1]], np.eye(3)]
)
def test_what_is_no_two_directions_is_refused(along):
    with pytest.raises(ValueError, match=r"^along is .*: (it|they) must be two directions"):
        OnPlane(bowl, along)


@pytest.mark.parametrize("names", ["xy", ("x",), ("x", ""), (1, 2), 3])
def test_what_is_no_two_names_is_refused(names):
    with pytest.raises(ValueError, match=r"^names is .*: it must be two names"):
        OnPlane(bowl, names=names)
