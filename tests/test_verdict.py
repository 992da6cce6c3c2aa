import numpy as np
import pytest

from optlab import AdaGrad, Adam, GradientDescent, Momentum, RMSProp, Surface, bowl, parabola, quadratic, run
from optlab.endings import distance, endings
from optlab.objectives import Noisy, double_well, kink, saddle, tilted_bowl
from optlab.verdict import steps_to


def flat_bottom(gradient=lambda w: 2 * w, value=lambda w: w[0] * w[0], **options):
    return Surface("mine", value, gradient, start=10, window=(-12, 12), **options)


def test_converged_says_from_which_step_on():
    verdict = run(GradientDescent(learning_rate=0.4), parabola, 10).verdict
    assert (verdict.kind, verdict.step) == ("converged", 5)
    assert verdict == "converged at step 5: from there on within 0.01 of the minimum"


def test_passing_by_a_minimum_in_the_last_step_is_not_converging():
    trace = run(Momentum(learning_rate=0.1, momentum=0.9), parabola, 200)
    passing = next(t for t in range(2, 40) if distance(trace)[t] < 0.05 and distance(trace)[t + 1] > 1)
    assert run(Momentum(learning_rate=0.1, momentum=0.9), parabola, passing).verdict.kind != "converged"


def test_exactly_at_the_minimum_is_converged_even_in_the_last_step():
    assert run(GradientDescent(learning_rate=0.5), parabola, 1).verdict.kind == "converged"


@pytest.mark.parametrize("steps", [10, 40, 400])
@pytest.mark.parametrize(
    ("rate", "kind"), [(0.19, "still moving"), (0.2, "oscillating"), (0.2001, "diverged"), (0.21, "diverged")]
)
def test_the_edge_of_stability_of_gradient_descent(rate, kind, steps):
    verdict = run(GradientDescent(learning_rate=rate), quadratic([10.0]), steps).verdict
    if rate < 0.2:
        assert verdict.kind in ("oscillating", "converged")
    else:
        assert verdict.kind == kind


def test_numbers_that_grow_too_large():
    verdict = run(GradientDescent(learning_rate=10), quadratic([1, 1000]), 300).verdict
    assert verdict.kind == "diverged"
    assert "grew too large to be written down" in verdict
    assert 0 < verdict.step < 300


def test_a_loss_that_overflows_and_comes_back_has_not_diverged():
    trace = run(GradientDescent(learning_rate=0.4), parabola, 30, start=1e160)
    assert np.isinf(trace["loss"]).any()
    assert trace.verdict.kind == "converged"


def test_stuck_in_the_wrong_valley():
    verdict = run(GradientDescent(learning_rate=0.01), double_well, 400).verdict
    assert verdict.kind == "stuck"
    assert "at rest at (0.96)" in verdict


def test_stuck_on_a_ridge():
    assert run(GradientDescent(), saddle, 400, start=(-1.8, 0)).verdict.kind == "stuck"
    assert run(GradientDescent(), saddle, 400).verdict.kind == "converged"


def test_at_rest_where_no_minimum_is_known_is_converged():
    verdict = run(GradientDescent(learning_rate=0.4), flat_bottom(), 100).verdict
    assert verdict.kind == "converged"
    assert "at rest at" in verdict


def test_a_huge_first_step_does_not_make_the_others_look_like_rest():
    trace = run(GradientDescent(learning_rate=lambda t: 1e9 if t == 1 else 1e-3), kink, 50)
    assert trace.verdict.kind == "still moving"


def test_falling_for_ever():
    hill = flat_bottom(gradient=lambda w: -2 * w, value=lambda w: -w[0] * w[0])
    verdict = run(GradientDescent(), hill, 300).verdict
    assert verdict.kind == "diverged"
    assert "falls without end" in verdict


def test_a_constant_rate_hops_on_a_kink_and_rmsprop_on_a_parabola():
    for trace in (run(GradientDescent(), kink, 200), run(RMSProp(learning_rate=0.5), parabola, 400)):
        assert trace.verdict.kind == "oscillating"
        assert "the swings stay as wide" in trace.verdict


def test_a_noise_floor_is_an_oscillation_and_noise_on_the_way_down_is_none():
    noisy = Noisy(bowl, sigma=1.0, seed=0)
    assert run(GradientDescent(learning_rate=0.1), noisy, 400).verdict.kind == "oscillating"
    assert run(GradientDescent(learning_rate=0.01), noisy, 100).verdict.kind == "still moving"


def test_adagrads_slow_death_is_still_moving():
    assert run(AdaGrad(learning_rate=0.1), parabola, 1000).verdict.kind == "still moving"


@pytest.mark.parametrize("rule", [GradientDescent, Momentum, AdaGrad, RMSProp, Adam])
@pytest.mark.parametrize("objective", [parabola, double_well, kink, saddle, tilted_bowl()], ids=lambda o: o.name)
def test_a_batch_is_judged_as_its_runs_are(rule, objective):
    for steps in (1, 2, 5, 120):
        trace = run(rule(learning_rate=np.logspace(-3, 1, 9)), objective, steps)
        kinds, when = endings(trace)
        for i in range(9):
            verdict = trace.one(i).verdict
            assert (verdict.kind, verdict.step) == (kinds[i], when[i] if when[i] >= 0 else None)


def test_the_verdict_of_a_batch_counts():
    trace = run(GradientDescent(learning_rate=[0.01, 0.3, 0.4, 1.1]), parabola, 20)
    assert trace.verdict == "4 runs: 2 converged, 1 diverged, 1 still moving"


def test_steps_to_a_tolerance():
    trace = run(GradientDescent(learning_rate=0.4), parabola, 10)
    assert steps_to(trace, 1e-2) == 5
    assert steps_to(trace, 1e-20) is None
