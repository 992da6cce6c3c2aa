import numpy as np
import pytest

from optlab import Adam, bowl, parabola, quadratic, rosenbrock
from optlab.objectives import LogisticRegression, Minibatches, Noisy, TanhNetwork, tilted_bowl
from optlab.theory import hessian, sharpness
from tests.catalogue import SURFACES, label

LOGISTIC = LogisticRegression(X=np.linspace(-2, 2, 9), y=[0, 0, 1, 0, 1, 0, 1, 1, 1])
CURVED = [surface for surface in SURFACES if surface.curvature and surface.curvature[1] > 0]


@pytest.mark.parametrize("objective", [*CURVED, LOGISTIC], ids=label)
def test_at_the_minimum_it_is_the_curvature_that_the_objective_names(objective):
    low, high = objective.curvature
    eigenvalues = np.linalg.eigvalsh(hessian(objective, objective.minimum.reshape(objective.dim, -1)[:, 0]))
    assert (eigenvalues[0], eigenvalues[-1]) == pytest.approx((low, high), rel=1e-5, abs=1e-5)


def test_a_hessian_by_hand():
    """Rosenbrock's second derivatives: 2 − 400(y − 3x²), −400x and 200."""
    x, y = -1.5, 2.0
    by_hand = [[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]]
    assert hessian(rosenbrock, (x, y)) == pytest.approx(np.array(by_hand), rel=1e-7)
    assert sharpness(rosenbrock, (x, y)) == pytest.approx(np.linalg.eigvalsh(by_hand)[-1], rel=1e-7)


def test_it_is_that_of_all_the_data_and_without_noise():
    w = np.array([0.3, -0.2])
    assert sharpness(Minibatches(LOGISTIC, batch_size=2, seed=0), w) == sharpness(LOGISTIC, w)
    assert sharpness(Noisy(bowl, sigma=3.0), (1, 1)) == sharpness(bowl, (1, 1))


def test_it_does_not_depend_on_the_coordinates():
    assert sharpness(tilted_bowl(20, degrees=37), (1, 2)) == pytest.approx(20, rel=1e-8)


def test_a_network_is_symmetric_to_rounding():
    net = TanhNetwork(X=[-1, 0, 1], y=[1, -1, 1], width=4)
    assert np.array_equal(hessian(net, net.start), hessian(net, net.start).T)


@pytest.mark.parametrize(("w", "words"), [((1, 2, 3), "w has 3 coordinates: it must have 2"), (np.nan, "w is nan")])
def test_bad_points_are_named(w, words):
    with pytest.raises(ValueError, match=words):
        sharpness(bowl, w)


def test_one_point_only_and_an_objective_only():
    with pytest.raises(ValueError, match=r"w has the shape \(1, 4\): it must be one point"):
        hessian(parabola, np.zeros((1, 4)))
    with pytest.raises(ValueError, match="it must be an Objective"):
        hessian(Adam(), 1)
    assert sharpness(quadratic([3]), 5) == pytest.approx(3)
