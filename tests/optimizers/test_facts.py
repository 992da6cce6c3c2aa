"""What each rule teaches, measured on a run."""

import numpy as np
import pytest

from optlab import (
    SAM,
    Adadelta,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    RMSProp,
    Surface,
    bowl,
    quadratic,
    run,
)
from optlab.objectives import L2, Adversary, lessard

slope = Surface("f(x) = 3x", lambda w: 3 * w[0], lambda w: np.full_like(w, 3), start=0)


def last(rule, objective, steps, start=None):
    return run(rule, objective, steps, start)["position"][-1]


@pytest.mark.parametrize("rate", [0.05, 0.1, 0.15, 0.199, 0.2, 0.21])
def test_gradient_descent_multiplies_by_one_minus_rate_times_curvature(rate):
    found = run(GradientDescent(rate), quadratic([10]), 200)["position"][:, 0]
    assert found == pytest.approx((1 - 10 * rate) ** np.arange(201), rel=1e-9, abs=1e-300)


def test_gradient_descent_lives_and_dies_at_two_over_the_curvature():
    found = np.abs(last(GradientDescent([0.19, 0.2, 0.21]), quadratic([10]), 200)[0])
    assert found == pytest.approx([7e-10, 1, 1.9e8], rel=0.05)


def test_a_narrow_valley_needs_momentum():
    # 0.1x² + 2y² from (−5, −2), 20 steps
    assert np.abs(last(GradientDescent(0.4), bowl, 20)).max() < 1
    assert last(GradientDescent(0.6), bowl, 20)[1] == pytest.approx(-1673, abs=1)
    assert last(Momentum(0.6, 0.5), bowl, 20) == pytest.approx([0.007, 0.003], abs=5e-4)


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_the_heavy_ball_is_stable_up_to_two_times_one_plus_momentum(momentum):
    limit = 2 * (1 + momentum)
    inside, beyond = np.abs(last(Momentum([limit - 0.01, limit + 0.01], momentum), quadratic([1]), 4000)[0])
    assert inside < 1e-3
    assert beyond > 1e3


def test_the_heavy_ball_contracts_at_the_root_of_momentum_whatever_the_rate():
    found = run(Momentum([0.1, 0.5, 1.0], 0.81), quadratic([1]), 400)["position"][:, 0]
    far = np.abs(found).reshape(-1, 3)
    rate = (far[300:401].max(axis=0) / far[100:201].max(axis=0)) ** (1 / 200)
    assert rate == pytest.approx(np.full(3, 0.9), abs=2e-3)


def test_the_heavy_ball_cycles_off_quadratics():
    # (Lessard, Recht & Packard 2016)
    found = run(Momentum(1 / 9, 4 / 9), lessard, 3000)["position"][-3:, 0]
    assert sorted(found) == pytest.approx([-1.80, 0.65, 2.12], abs=0.01)


def test_where_the_rate_stands_matters_when_it_changes():
    def falling(t):
        return 0.1 if t < 6 else 0.01

    inside, outside = (run(Momentum(falling, 0.9, place), quadratic([1]), 6) for place in ("inside", "outside"))
    assert inside["position"][5] == pytest.approx(outside["position"][5], rel=1e-12)
    assert float(inside["position"][6, 0]) == pytest.approx(-0.2592, abs=5e-5)
    assert float(outside["position"][6, 0]) == pytest.approx(-0.0519, abs=5e-5)


def test_nesterov_brakes_where_the_heavy_ball_overshoots():
    heavy, ahead = (run(rule(0.1, 0.9), quadratic([1]), 60)["position"] for rule in (Momentum, Nesterov))
    assert heavy.min() < -0.5
    assert -0.5 < ahead.min() < 0


def test_adagrads_steps_on_a_slope_shrink_as_one_over_root_t():
    trace = run(AdaGrad(0.1, epsilon=0), slope, 10_000)
    steps = np.arange(1, 10_001)
    assert trace["step"][1:, 0] == pytest.approx(-0.1 / np.sqrt(steps))
    assert trace["position"][-1, 0] == pytest.approx(-2 * 0.1 * 100, rel=0.01)


def test_adagrad_gives_a_rare_feature_larger_steps():
    trace = run(
        AdaGrad(1.0), Surface("", lambda w: w[0] + w[1] / 100, lambda w: [w[0] ** 0, w[0] ** 0 / 100], (1, 1)), 9
    )
    assert trace["step"][1:, 0] == pytest.approx(trace["step"][1:, 1], rel=1e-5)


def test_rmsprop_never_settles():
    found = run(RMSProp(0.01, 0.9), quadratic([1]), 2000)["position"][-2:, 0]
    assert sorted(found) == pytest.approx([-0.005, 0.005], rel=1e-3)


def test_rmsprop_centred_runs_away_on_a_slope_where_plain_keeps_its_pace():
    plain, centred = (run(RMSProp(0.1, 0.9, centred=c), slope, 100)["step"][-1, 0] for c in (False, True))
    assert plain == pytest.approx(-0.1, rel=1e-3)
    assert centred < -10
    assert np.isfinite(last(RMSProp(0.1, 0.9, centred=True), slope, 3000)).all()


def test_adadelta_needs_no_rate_and_starts_slowly():
    trace = run(Adadelta(), quadratic([1], start=[10]), 1000)
    assert abs(trace["step"][1, 0]) == pytest.approx((1e-6 / 0.05) ** 0.5, rel=1e-3)
    assert 4 < trace["position"][1000, 0] < 6  # only half of the way after 1,000 steps
    # in other units of the loss the path is the same: the gradients cancel
    other = run(Adadelta(epsilon=1e-30), quadratic([1]), 100)["position"]
    assert other == pytest.approx(run(Adadelta(epsilon=1e-30), quadratic([100]), 100)["position"], rel=1e-9)


@pytest.mark.parametrize("rule", [Adam, AdamW])
@pytest.mark.parametrize("size", [1e-3, 1.0, 1e6])
def test_adams_first_step_is_the_rate_times_the_sign(rule, size):
    found = run(rule(0.1), quadratic([size, size], start=(2, -3)), 1)["step"][1] + 0.1 * rule().hyperparameters.get(
        "weight_decay", 0
    ) * np.array([2, -3])
    assert found == pytest.approx([-0.1, 0.1], rel=1e-4)


def test_adam_without_bias_correction_leaps():
    steps = -run(Adam(1.0, epsilon=0, bias_correction=False), slope, 100)["step"][1:, 0]
    assert steps[0] == pytest.approx(3.16, abs=0.005)
    assert int(np.argmax(steps)) + 1 == 12
    assert steps.max() == pytest.approx(6.57, abs=0.005)
    assert -run(Adam(1.0, epsilon=0), slope, 100)["step"][1:, 0] == pytest.approx(1.0)


def test_the_three_places_of_epsilon_differ_most_at_the_start():
    first = [run(Adam(0.1, epsilon=1e-2, epsilon_place=p), slope, 1)["step"][1, 0] for p in ("outside", "corrected")]
    assert first == pytest.approx([-0.1 * 3 / 3.01, -0.1 * 3 / (3 + 0.01 / 0.001**0.5)])
    late = [run(Adam(0.1, epsilon=1e-2, epsilon_place=p), slope, 9000)["step"][-1, 0] for p in ("outside", "corrected")]
    assert late[0] == pytest.approx(late[1], rel=1e-5)


def held(rule, slope, steps):
    """Where a rule ends on Reddi's adversary when x is held in [−1, 1]."""
    objective = Adversary(slope)
    record = rule.begin(np.array([0.0]))
    for t in range(1, steps + 1):
        record = rule.at(t).update(t, objective.gradient_at(record.position, t), record)
        record = record._replace(position=np.clip(record.position, -1, 1))
    return float(record.position[0])


@pytest.mark.parametrize("slope", [3, 4, 10])
def test_adam_goes_to_the_worst_point_and_amsgrad_to_the_best(slope):
    # (Reddi, Kale & Kumar 2018, theorem 1)
    settings = {"learning_rate": lambda t: 0.5 / t**0.5, "beta1": 0.0, "beta2": 1 / (1 + slope**2)}
    assert held(Adam(**settings), slope, 6000) > 0.9
    assert held(AMSGrad(**settings), slope, 6000) < -0.9


def test_with_its_usual_betas_adam_finds_the_best_point_too():
    assert held(Adam(learning_rate=lambda t: 0.5 / t**0.5), 3, 6000) < -0.9


@pytest.mark.parametrize("correction", ["none", "before"])
def test_no_rate_of_amsgrad_grows(correction):
    rule = AMSGrad(0.1, bias_correction=correction)
    assert np.all(np.diff(run(rule, bowl, 300)["rate"][1:], axis=0) <= 0)
    assert np.any(np.diff(run(Adam(0.1), bowl, 300)["rate"][1:], axis=0) > 0)


def test_adamw_is_not_adam_on_a_penalty():
    # the penalty's gradient is divided by √v too, so a steep coordinate is shrunk less; AdamW's is not
    steep = Surface("", lambda w: 100 * w[0] + w[1], lambda w: np.stack([0 * w[0] + 100, 0 * w[1] + 1]), (1, 1))
    penalty = run(Adam(0.001), L2(steep, 0.5), 1)["step"][1]
    assert penalty == pytest.approx([-0.001, -0.001], rel=1e-4)
    decoupled = run(AdamW(0.001, weight_decay=0.5), steep, 1)["step"][1]
    assert decoupled == pytest.approx([-0.0015, -0.0015], rel=1e-4)


def test_nadams_momentum_warms_up_to_beta1():
    product = run(Nadam(momentum_decay=1.0), bowl, 300)["product"][:, 0]
    assert product[1] / product[0] == pytest.approx(0.9 * (1 - 0.48))
    assert product[300] / product[299] == pytest.approx(0.9, rel=1e-4)


def test_nadam_starts_ahead_of_adam():
    ahead, adam = (run(rule, bowl, 1)["step"][1, 0] for rule in (Nadam(0.1, momentum_warmup=False), Adam(0.1)))
    assert ahead == pytest.approx(adam * (0.9 * 0.1 / 0.19 + 1), rel=1e-6)


def test_sam_leaves_a_narrow_minimum_for_a_wide_one():
    # on the hyperbola xy = 1 every point is a minimum of (1 − x²y²)², and its curvature is 8(x² + y²): least at (1, 1)
    hyperbola = Surface(
        "(1 − x²y²)²",
        lambda w: (1 - (w[0] * w[1]) ** 2) ** 2,
        lambda w: -4 * (1 - (w[0] * w[1]) ** 2) * w[0] * w[1] * w[::-1],
        start=(2, 0.4),
    )
    ends = run(SAM(0.01, rho=[0.0, 0.1]), hyperbola, 20_000, keep="position", every=20_000)["position"][-1]
    assert ends.prod(axis=0) == pytest.approx(1, abs=0.05)
    assert ends[0, 0] > 1.8  # gradient descent stays where it came down
    assert ends[:, 1] == pytest.approx([1, 1], abs=0.05)


def test_all_of_lions_steps_are_as_long_as_the_rate():
    steps = run(Lion(0.01), bowl, 300)["step"][1:]
    assert np.abs(steps) == pytest.approx(np.full_like(steps, 0.01))
