"""What notebook 01 says of random points, starts and noise is true of others than those it draws itself."""

import numpy as np
import pytest

from optlab import SGD, GradientDescent, objectives, parabola, quadratic, run, steps_to, sweep

MANY = 200


def share_that_falls(rate, seed):
    """The part of random points of Himmelblau's surface from which a step lowers the loss."""
    ground = objectives.himmelblau
    points = np.random.default_rng(seed).uniform(-5, 5, (2, MANY))
    return np.mean(ground.value(points - rate * ground.gradient(points)) < ground.value(points))


def test_short_steps_go_down_from_every_point_and_long_ones_from_hardly_any():
    assert [share_that_falls(rate, seed=1) for rate in (0.001, 0.002, 0.005)] == [1.0] * 3
    assert share_that_falls(0.03, seed=1) < 0.9
    assert share_that_falls(0.2, seed=1) < 0.1


def test_the_start_alone_decides_which_valley_a_run_ends_in():
    starts = np.random.default_rng(1).uniform(-1.9, 1.9, MANY)
    ends = sweep(GradientDescent(0.02), objectives.double_well, steps=300, start=starts[None], keep=["position"])
    hill = 0.0754
    assert np.array_equal(ends["position"][-1, 0] > 0, starts > hill)


def test_noise_pushes_every_run_off_the_ridge_and_without_it_none_leaves():
    noisy = objectives.Noisy(objectives.saddle, sigma=0.01, seed=np.arange(MANY, 2 * MANY))
    heights = sweep(SGD(learning_rate=0.1), noisy, steps=200, start=(-1.8, 0), keep=["position"])["position"][-1, 1]
    assert (abs(abs(heights) - 1) < 0.1).all()
    still = run(GradientDescent(0.1), objectives.saddle, steps=2000, start=(-1.8, 0))
    assert not still["position"][:, 1].any()


@pytest.mark.parametrize("n", [1, 5, 20, 80, 300])
def test_the_loss_passes_that_of_the_start_at_two_over_lambda_after_any_number_of_steps(n):
    below, at, above = sweep(GradientDescent(np.array([0.999, 1.0, 1.001])), parabola, steps=n)["loss"][n]
    assert below < at == 100 < above


def test_how_a_valley_lies_is_nothing_to_gradient_descent():
    """Turned by any angle, from the turned start, it takes as many steps to a millionth of the distance."""
    for degrees in (0, 10, 30, 45, 80):
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        turned = objectives.tilted_bowl(100, degrees=degrees, start=(8 * c - 0.5 * s, 8 * s + 0.5 * c))
        trace = run(GradientDescent(2 / 101), turned, steps=800)
        assert steps_to(trace, 1e-6 * trace.distance[0]) == 691


def test_above_the_limit_the_swings_of_a_bowl_grow_for_good():
    swings = abs(run(GradientDescent(0.0202), quadratic([1, 100], start=(8, 0.5)), steps=400)["position"][:, 1])
    assert (np.diff(swings) > 0).all()


def test_on_a_kink_a_constant_rate_settles_only_from_a_whole_number_of_steps():
    starts = np.append([2, 2.5, 3], np.random.default_rng(1).uniform(0.1, 3, MANY))
    ends = sweep(GradientDescent(0.5), objectives.kink, steps=60, start=starts[None], keep=["position"])["position"]
    assert not ends[-1, 0, :3].any()
    assert ends[-1, 0, 3:].all()


def test_a_narrower_valley_has_less_loss_left_at_small_rates():
    """From (1, 1), with the same largest curvature: the flat direction has 1/κ of the steep one's loss."""
    left = {}
    for kappa in (10, 100):
        loss = sweep(GradientDescent(np.array([0.02, 0.1, 1.0])), quadratic([1 / kappa, 1]), steps=100)["loss"]
        left[kappa] = loss[-1] / loss[0]
    assert (left[100] < left[10]).tolist() == [True, True, False]
