"""Predictions against measured runs."""

import numpy as np
import pytest

from optlab import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    Surface,
    bowl,
    parabola,
    quadratic,
    run,
)
from optlab.objectives import Adversary, LinearRegression, Noisy, double_well, kink, lessard
from optlab.runs.arrival import steps_to
from optlab.runs.sweep import sweep
from optlab.schedules import cosine, inverse_sqrt
from optlab.theory import (
    best,
    contraction,
    measured_contraction,
    noise_floor,
    resting_amplitude,
    stability_limit,
    step_length,
)

LINEAR = [
    GradientDescent(),
    SGD(),
    Momentum(momentum=0.5),
    Momentum(momentum=0.9),
    Momentum(momentum=0.9, learning_rate_place="outside"),
    Nesterov(momentum=0.5),
    Nesterov(momentum=0.9),
]
HALF = Surface("½x²", lambda w: w[0] * w[0] / 2, lambda w: w.copy(), start=1, minimum=0, curvature=(1.0, 1.0))
SLOPE = Surface("x", lambda w: w[0], np.ones_like, start=0)
linear = pytest.mark.parametrize("rule", LINEAR, ids=repr)


def with_rate(rule, rate):
    return type(rule)(**rule.hyperparameters | {"learning_rate": rate})


@linear
def test_beyond_the_stability_limit_it_diverges_and_below_it_converges(rule):
    limit = stability_limit(rule, quadratic([1, 100]))
    trace = run(with_rate(rule, limit * np.array([0.99, 1.01])), quadratic([1, 100]), 4000)
    assert [trace.one(0).verdict.kind, trace.one(1).verdict.kind] == ["converged", "diverged"]


def test_gradient_descent_at_its_limit():
    """L = 10, 200 steps: 7e-10 below the limit, 1 at it, 1.9e8 beyond."""
    away = np.abs(run(GradientDescent(learning_rate=[0.19, 0.20, 0.21]), quadratic([10]), 200)["position"][-1, 0])
    assert away == pytest.approx([7.06e-10, 1, 1.9e8], rel=0.02)


def test_gradient_descent_is_monotone_to_one_over_lambda_and_swings_beyond():
    position = run(GradientDescent(learning_rate=[0.09, 0.11]), quadratic([10]), 20)["position"][:, 0]
    assert (position[:, 0] > 0).all()
    assert (position[1:, 1] * position[:-1, 1] < 0).all()


@linear
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.9, 1.02])
def test_predicted_contraction_is_measured(rule, part):
    objective = quadratic([1, 10])
    rule = with_rate(rule, part * stability_limit(rule, objective))
    trace = run(rule, objective, 600 if part > 0.1 else 4000, start=(1.0, 0.7))
    assert measured_contraction(trace) == pytest.approx(contraction(rule, objective), rel=5e-3)


def test_the_best_fixed_step_needs_691():
    hyperparameters, rate = best(GradientDescent(), quadratic([1, 100]))
    assert rate == pytest.approx(99 / 101)
    trace = run(GradientDescent(**hyperparameters), quadratic([1, 100], start=(1, 1)), 800)
    assert steps_to(trace, 1e-6 * 2**0.5) == 691
    assert measured_contraction(trace) == pytest.approx(rate, rel=1e-9)


def test_the_best_heavy_ball_needs_93():
    (learning_rate, momentum), rate = best(Momentum(), quadratic([1, 100]))[0].values(), 9 / 11
    assert (learning_rate, momentum) == (pytest.approx(0.0331, abs=1e-4), pytest.approx(0.669, abs=1e-3))
    trace = run(Momentum(learning_rate=learning_rate, momentum=momentum), quadratic([1, 100]), 400)
    assert 85 <= steps_to(trace, 1e-6 * 2**0.5) <= 100
    # At the best setting the root is double: t·ρᵗ falls a little slower than ρᵗ.
    assert measured_contraction(trace) == pytest.approx(rate, rel=0.02)


@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(), Nesterov()], ids=lambda r: r.title)
def test_nothing_nearby_is_better_than_the_best(rule):
    objective = quadratic([1, 25])
    hyperparameters, rate = best(rule, objective)
    assert contraction(type(rule)(**hyperparameters), objective) == pytest.approx(rate, abs=1e-6)
    for name, value in hyperparameters.items():
        for factor in (0.97, 1.03):
            other = type(rule)(**hyperparameters | {name: value * factor})
            assert contraction(other, objective) > rate


def test_the_heavy_ball_contracts_at_the_root_of_momentum_whatever_the_rate_is():
    rules = Momentum(learning_rate=[0.5, 1.0, 2.0, 3.0], momentum=0.9)
    assert contraction(rules, HALF).tolist() == [0.9**0.5] * 4
    trace = run(rules, HALF, 300)
    assert [measured_contraction(trace.one(i)) for i in range(4)] == pytest.approx([0.9**0.5] * 4, rel=2e-3)


def test_momentum_stabilises_what_gradient_descent_cannot():
    """0.1x² + 2y² from (−5, −2), 20 steps."""
    assert run(GradientDescent(learning_rate=0.4), bowl, 20)["loss"][-1] < 0.1
    assert run(GradientDescent(learning_rate=0.6), bowl, 20)["position"][-1, 1] == pytest.approx(-1673, abs=1)
    end = run(Momentum(learning_rate=0.6, momentum=0.5), bowl, 20)["position"][-1]
    assert end == pytest.approx([0.007, 0.003], abs=1e-3)


def test_heavy_ball_cycles_where_no_quadratic_would():
    trace = run(Momentum(learning_rate=1 / 9, momentum=4 / 9), lessard, 200)
    assert trace["position"][-3:, 0].round(2).tolist() in ([0.65, -1.8, 2.12], [-1.8, 2.12, 0.65], [2.12, 0.65, -1.8])
    assert stability_limit(Momentum(momentum=4 / 9), lessard) > 1 / 9


def test_adagrad_on_a_constant_slope():
    trace = run(AdaGrad(learning_rate=0.5), SLOPE, 5000)
    assert -trace["step"][[1, 4, 100], 0] == pytest.approx([0.5, 0.25, 0.05])
    assert -trace["position"][-1, 0] == pytest.approx(2 * 0.5 * 5000**0.5, rel=0.02)


@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_rmsprop_ends_hopping_by_half_its_rate(rate):
    rule = RMSProp(learning_rate=rate, decay_rate=0.9)
    end = run(rule, HALF, 3000)["position"][-2:, 0]
    assert np.sort(end) == pytest.approx([-resting_amplitude(rule), resting_amplitude(rule)], rel=1e-3)


SCALED = [
    AdaGrad(epsilon=0),
    RMSProp(epsilon=0),
    Adam(epsilon=0),
    Adam(epsilon=0, bias_correction=False),
    Adam(epsilon=0, bias_correction=False, beta1=0.5, beta2=0.99),
]


@pytest.mark.parametrize("rule", SCALED, ids=repr)
def test_steps_on_a_constant_slope_are_as_long_as_predicted_however_steep(rule):
    for steepness in (1e-3, 1.0, 50.0):
        slope = Surface("slope", lambda w, s=steepness: s * w[0], lambda w, s=steepness: np.full_like(w, s), start=0)
        trace = run(rule, slope, 40)
        predicted = [step_length(rule, t) for t in range(1, 41)]
        assert -trace["step"][1:, 0] == pytest.approx(predicted, rel=1e-9)


def test_what_adams_bias_correction_is_for():
    steps = [step_length(Adam(learning_rate=1, bias_correction=False), t) for t in range(1, 100)]
    assert steps[0] == pytest.approx(3.16, abs=0.01)
    assert max(steps) == pytest.approx(6.57, abs=0.01)
    assert np.argmax(steps) + 1 == 12
    assert run(Adam(learning_rate=0.3), bowl, 1)["step"][1] == pytest.approx([0.3, 0.3])


@pytest.mark.parametrize("slope", [3, 4, 10])
def test_adam_walks_uphill_on_reddis_sequence_and_amsgrad_does_not(slope):
    setting = {"learning_rate": inverse_sqrt(0.5), "beta1": 0.0, "beta2": 1 / (1 + slope**2)}
    assert run(Adam(**setting), Adversary(slope), 1500)["position"][-1, 0] > 1
    assert run(AMSGrad(**setting), Adversary(slope), 1500)["position"][-1, 0] < -1


def test_with_its_defaults_adam_is_not_fooled():
    assert run(Adam(learning_rate=inverse_sqrt(0.5)), Adversary(3), 1500)["position"][-1, 0] < -1


@pytest.mark.parametrize(
    ("rule", "floor"), [(SGD(learning_rate=0.1), 0.0263), (Momentum(learning_rate=0.1, momentum=0.9), 0.257)], ids=repr
)
def test_the_noise_floor_is_measured(rule, floor):
    assert noise_floor(rule, curvature=1, sigma=1) == pytest.approx(floor, abs=5e-4)
    loss = sweep(rule, Noisy(HALF, sigma=1.0, seed=np.arange(400)), 400)["loss"][200:]
    assert loss.mean() == pytest.approx(noise_floor(rule, 1, 1), rel=0.05)


def test_floors_of_several_coordinates_add_up():
    rule = SGD(learning_rate=0.05)
    loss = sweep(rule, Noisy(quadratic([1, 10]), sigma=0.5, seed=np.arange(400)), 600)["loss"][300:]
    assert loss.mean() == pytest.approx(noise_floor(rule, (1, 10), 0.5), rel=0.05)


def test_k_times_the_batch_allows_about_k_times_the_rate_until_it_does_not():
    floors = [noise_floor(SGD(learning_rate=0.01 * k), 1, 1 / k**0.5) for k in (1, 4, 16, 150, 250)]
    assert floors[1] == pytest.approx(floors[0], rel=0.02)
    assert floors[2] == pytest.approx(floors[0], rel=0.1)
    assert floors[3] > 3 * floors[0]
    assert floors[4] == np.inf


def test_a_falling_rate_goes_below_the_floor():
    noisy = Noisy(HALF, sigma=1.0, seed=np.arange(100))
    loss = sweep(SGD(learning_rate=cosine(0.1, steps=400)), noisy, 400)["loss"][-1]
    assert loss.mean() < noise_floor(SGD(learning_rate=0.1), 1, 1) / 3


def test_the_limit_of_linear_regression_is_that_of_its_largest_eigenvalue():
    data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    limit = stability_limit(GradientDescent(), data)
    trace = run(GradientDescent(learning_rate=[0.99 * limit, 1.01 * limit]), data, 3000)
    assert [trace.one(0).verdict.kind, trace.one(1).verdict.kind] == ["converged", "diverged"]


def test_adamw_shrinks_where_there_is_no_slope_and_l2_is_another_thing():
    flat = Surface("flat", lambda w: 0 * w[0], np.zeros_like, start=1)
    trace = run(AdamW(learning_rate=0.1, weight_decay=0.5), flat, 3)
    assert trace["position"][:, 0] == pytest.approx(0.95 ** np.arange(4))


def test_the_conventions_of_momentum_differ_only_when_the_rate_changes():
    def next_x(place):
        rule = Momentum(learning_rate=lambda t: 0.1 if t < 6 else 0.01, momentum=0.9, learning_rate_place=place)
        return run(rule, HALF, 6)["position"][-1, 0]

    assert next_x("outside") == pytest.approx(-0.0519, abs=1e-4)
    assert next_x("inside") == pytest.approx(-0.2592, abs=1e-4)


def test_where_theory_says_nothing():
    assert stability_limit(Adam(), bowl) is None
    assert contraction(Adam(), bowl) is None
    assert best(Adam(), bowl) is None
    assert np.isnan(noise_floor(Adam(), 1, 1))
    assert np.isnan(noise_floor(Nesterov(), 1, 1))
    assert np.isnan(noise_floor(SGD(learning_rate=inverse_sqrt(0.1)), 1, 1))
    assert resting_amplitude(Adam()) is None
    assert step_length(GradientDescent(), 1) is None
    assert step_length(RMSProp(centred=True), 1) is None
    for predict in (stability_limit, contraction, best):
        assert predict(GradientDescent(), kink) is None
    assert stability_limit(GradientDescent(learning_rate=inverse_sqrt(1)), parabola) is not None
    assert contraction(GradientDescent(learning_rate=inverse_sqrt(1)), parabola) is None
    assert measured_contraction(run(GradientDescent(), SLOPE, 5)) is None


def test_arrays_give_arrays():
    rule = Momentum(learning_rate=[[0.1], [5.0]], momentum=[0.0, 0.5, 0.9])
    assert contraction(rule, bowl).shape == (2, 3)
    assert noise_floor(rule, 1.0, 1.0).shape == (2, 3)
    assert np.isinf(noise_floor(rule, 1.0, 1.0)[1]).all()
    assert stability_limit(rule, bowl).shape == (3,)


@pytest.mark.parametrize(
    ("name", "value"), [("curvature", -1), ("curvature", np.nan), ("sigma", -1), ("sigma", [1, 2])]
)
def test_a_floor_of_bad_numbers(name, value):
    with pytest.raises(ValueError, match=rf"^{name} is .*: it must be a number from 0 up"):
        noise_floor(SGD(), **{"curvature": 1, "sigma": 1} | {name: value})


def test_a_run_that_settles_in_another_valley_has_no_contraction():
    settles = run(Momentum(learning_rate=0.03, momentum=0.9), double_well, 100)
    assert settles.distance[-1] > 1.9
    assert settles.verdict.kind == "oscillating"
    assert measured_contraction(settles) is None
    assert measured_contraction(run(GradientDescent(learning_rate=0.01), double_well, 200)) is None


@pytest.mark.parametrize("rate", [1e-6, 1e-4, 0.003, 0.02])
def test_a_slow_run_has_one(rate):
    trace = run(GradientDescent(learning_rate=rate), quadratic([1.0]), 100)
    assert measured_contraction(trace) == pytest.approx(1 - rate, rel=1e-6)
