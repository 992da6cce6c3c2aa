"""What notebook 04 says about chance, on 200 orders of the samples that the notebook does not use."""

import numpy as np
import pytest

from optlab import AdaGrad, GradientDescent, Minibatches, Momentum, objectives, run, schedules, sweep

DATA = objectives.sparse_features(sigma=0.5, seed=1)
FLOOR = DATA.loss(DATA.minimum)
FIRST = Minibatches(DATA, 1, seed=np.arange(200, 400))
OTHERS = Minibatches(DATA, 1, seed=np.arange(5000, 5200))
RATES = np.logspace(-2.5, 0.75, 14)


def ends(rule):
    """How far above the floor 400 steps end on the mean, at the rate that is best on 200 orders."""
    losses = sweep(rule(RATES[:, None]), FIRST, steps=400, every=400)["loss"][-1]
    best = RATES[np.nanargmin(losses.mean(axis=-1))]
    return (sweep(rule(best), OTHERS, steps=400, every=400)["loss"][-1] - FLOOR).mean()


def falling(method, factor):
    return lambda rate: method(schedules.exponential(rate, factor))


def test_one_rate_is_not_best_for_both_weights():
    error = {}
    for rate in (0.002, 0.02, 0.1):
        places = run(Momentum(learning_rate=rate), OTHERS, 400)["position"][-1].T - DATA.minimum
        error[rate] = np.sqrt((places**2).mean(axis=0))
    frequent, rare = ([error[rate][i] for rate in error] for i in (0, 1))
    assert np.argmin(frequent) == 0
    assert np.argmin(rare) == 1
    assert error[0.1].min() > 3 * max(frequent[0], rare[1])


def test_the_rates_ratio_is_near_the_root_of_the_counts_ratio_on_both_sides():
    trace = run(AdaGrad(0.25), OTHERS, 400)
    frequent, rare = trace["rate"][-1]
    assert np.median(rare / frequent) == pytest.approx(18**0.5, rel=0.1)
    assert 0.2 < np.mean(rare / frequent > 18**0.5) < 0.4
    slopes = trace["cache"][-1] / [[360], [20]]  # squared, a visit
    assert np.ptp(slopes[1]) > 5 * np.ptp(slopes[0])


def test_adagrad_leads_by_more_than_four_while_only_its_rates_fall():
    adagrad = ends(AdaGrad)
    assert ends(GradientDescent) > 4 * adagrad
    assert ends(Momentum) > 4 * adagrad


def test_what_is_left_when_all_rates_fall_depends_on_the_fall():
    descent, adagrad = (
        {factor: ends(falling(rule, factor)) for factor in (0.995, 0.99, 0.985)} for rule in (GradientDescent, AdaGrad)
    )
    assert descent[0.995] > 10 * adagrad[0.995]
    assert descent[0.99] / adagrad[0.99] == pytest.approx(2.2, abs=0.7)
    assert descent[0.985] < adagrad[0.985]
    assert descent[0.99] < ends(AdaGrad)


def test_adagrads_range_is_the_widest_by_one_measure_and_not_by_another():
    wide, good, near = np.logspace(-4, 1.5, 23), {}, {}
    for rule in (GradientDescent, Momentum, AdaGrad):
        middle = np.median(sweep(rule(wide[:, None]), OTHERS, steps=400)["loss"][-1] - FLOOR, axis=1)
        good[rule] = (middle < (DATA.loss(DATA.start) - FLOOR) / 10).sum()
        near[rule] = (middle < 2 * np.nanmin(middle)).sum()
        assert np.isfinite(middle[-1]) == (rule is AdaGrad)
    assert good[AdaGrad] > max(good[GradientDescent], good[Momentum])
    assert near[AdaGrad] <= max(near[GradientDescent], near[Momentum])
