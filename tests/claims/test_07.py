"""What notebook 07 says about chance, on 200 orders, draws or starts that the notebook does not use."""

import numpy as np
import pytest

from optlab import (
    SGD,
    Adam,
    GradientDescent,
    Momentum,
    bowl,
    objectives,
    optimizers,
    quadratic,
    range_test,
    schedules,
    sweep,
    theory,
)

OTHERS = np.arange(1000, 1200)
DRAW = np.random.default_rng(0)
X = DRAW.normal(size=(128, 3)) * [1, 3, 0.3]
Y = (DRAW.random(128) < 1 / (1 + np.exp(-X @ [1, -0.5, 2]))).astype(float)
DATA = objectives.LogisticRegression(X, Y)
LOWEST = DATA.loss(DATA.minimum)
FIRST = DATA.loss(DATA.start) - LOWEST
ORDERS = objectives.Minibatches(DATA, batch_size=16, seed=OTHERS)
HIGHS = np.logspace(-2, 1, 10)[:, None]
INPUTS = np.linspace(-1, 1, 20)
NET = objectives.TanhNetwork(INPUTS, 8 * INPUTS**4 - 8 * INPUTS**2 + 1, width=10)


def ways(rate, steps=100, samples=ORDERS):
    return sweep(SGD(rate), samples, steps)["loss"] - LOWEST


def ends(rule, samples=ORDERS):
    return DATA.loss(sweep(rule, samples, 100, keep=["position"])["position"][-1]) - LOWEST


def starts():
    return np.stack([objectives.TanhNetwork(NET.X, NET.y, width=10, seed=seed).start for seed in OTHERS], axis=1)


def test_each_method_has_its_own_range_of_good_rates():
    rates, best, width = np.logspace(-4, 2, 19), {}, {}
    for method in (SGD, Momentum, optimizers.AdaGrad, optimizers.RMSProp, Adam, optimizers.AdamW):
        left = np.median(ends(method(learning_rate=rates[:, None])), axis=1)
        good = rates[left <= 0.1 * FIRST]
        best[method], width[method] = rates[left.argmin()], good[-1] / good[0]
        assert (left[9] <= 0.1 * FIRST) == (method is not SGD)  # at 0.1
    assert max(best.values()) == pytest.approx(10 * min(best.values()))
    assert best[SGD] == best[optimizers.AdaGrad] == max(best.values())
    assert min(width, key=width.get) is SGD
    assert width[SGD] < 3
    assert min(width[optimizers.AdaGrad], width[Adam]) > 15


def test_only_too_high_a_rate_ends_above_the_start():
    rates = np.logspace(-4, 2, 19)
    for method in (SGD, Momentum, optimizers.AdaGrad, optimizers.RMSProp, Adam, optimizers.AdamW):
        left = np.median(ends(method(learning_rate=rates[:, None])), axis=1)
        assert left[: left.argmin()].max() < FIRST < left[-1]


def test_with_noise_the_cosine_ends_below_the_constant_and_the_warmup_changes_nothing():
    noisy = objectives.Noisy(bowl, sigma=1.0, seed=OTHERS)
    constant, cosine, warm = (
        np.median(sweep(SGD(rate), noisy, 100)["loss"][-20:].mean(axis=0))
        for rate in (0.4, schedules.cosine(0.4, steps=100), schedules.warmup(0.4, steps=20))
    )
    assert constant == pytest.approx(warm, rel=0.02) == pytest.approx(0.5, abs=0.15)
    assert cosine == pytest.approx(0.02, abs=0.015)


def test_the_cosine_ends_below_both_floors():
    noisy = objectives.Noisy(quadratic([1]), sigma=1, seed=OTHERS)
    late = [
        sweep(SGD(rate), noisy, 400)["loss"][-100:].mean() for rate in (0.1, 0.02, schedules.cosine(0.1, steps=400))
    ]
    assert late[2] < 0.85 * late[1] < late[0]
    for rate, height in zip((0.1, 0.02), late, strict=False):
        assert height == pytest.approx(theory.noise_floor(SGD(rate), curvature=1, sigma=1), rel=0.1)


def test_the_best_cosine_is_a_third_lower_than_the_best_constant():
    noisy = objectives.Noisy(quadratic([1]), sigma=1, seed=OTHERS)
    tried = np.array([0.1, 0.05, 0.02, 0.01, 0.005])[:, None]
    constant, cosine = (
        sweep(SGD(rate), noisy, 400)["loss"][-1].mean(axis=1) for rate in (tried, schedules.cosine(tried, steps=400))
    )
    assert (constant.argmin(), cosine.argmin()) == (3, 2)
    assert cosine.min() / constant.min() == pytest.approx(0.71, abs=0.1)


def test_the_cosine_is_worse_at_small_rates_and_wins_at_its_best():
    constant, cosine = ways(HIGHS)[-1], ways(schedules.cosine(HIGHS, steps=100))[-1]
    cycle = np.median(ways(schedules.one_cycle(HIGHS, steps=100))[-1], axis=1)
    c, s = np.median(constant, axis=1), np.median(cosine, axis=1)
    assert (s[:5] > c[:5]).all()
    assert (s[6:] < c[6:]).all()
    assert (c.argmin(), s.argmin()) == (5, 8)
    assert c.min() / s.min() == pytest.approx(8, abs=1.5)
    assert np.percentile(cosine[8], 90) < np.percentile(constant[5], 10)
    assert s.min() < cycle.min() < 2 * s.min()


def test_the_winner_first_climbs_far_above_its_start():
    way = ways(schedules.cosine(4.6, steps=100))
    assert np.median(way.max(axis=0)) > 3 > 10 * FIRST
    assert np.median((way > FIRST).sum(axis=0)) == pytest.approx(35, abs=4)
    gentle = ways(schedules.cosine(0.93, steps=100))
    assert np.median(gentle.max(axis=0)) == pytest.approx(FIRST)
    assert np.median(gentle[-1]) < 0.85 * np.median(ways(0.46)[-1])


def test_no_slope_of_the_logistic_loss_is_longer_than_the_samples_mean_length():
    far = np.random.default_rng(1).normal(size=(4, 200)) * 1000
    assert np.linalg.norm(DATA.full_gradient(far), axis=0).max() <= np.sqrt(1 + (X**2).sum(axis=1)).mean()


def test_a_warmup_keeps_the_network_calm_and_ahead():
    plain, warm = (
        sweep(Adam(rate), NET, 200, start=starts())["loss"] for rate in (0.3, schedules.warmup(0.3, steps=20))
    )
    assert np.median(plain[:21].max(axis=0)) > 3 * np.median(plain[0])
    assert np.median(warm[:21].max(axis=0)) == np.median(warm[0])
    assert np.median(warm[100]) == pytest.approx(np.median(plain[100]) / 3, rel=0.2)
    assert np.mean(warm[100] < plain[100]) == pytest.approx(0.75, abs=0.06)
    assert 0.55 < np.mean(warm[200] < plain[200]) < 0.75
    assert np.median(warm[200]) < np.median(plain[200])


@pytest.mark.parametrize(("rate", "share"), [(0.01, 0.03), (0.1, 0.6)])
def test_at_a_small_rate_a_warmup_only_loses_time(rate, share):
    plain, warm = (
        sweep(Adam(each), NET, 200, start=starts())["loss"][-1] for each in (rate, schedules.warmup(rate, 20))
    )
    assert np.mean(warm < plain) == pytest.approx(share, abs=0.07)


def test_little_more_than_half_of_the_networks_come_back_from_one_and_a_half_times_the_limit():
    limits = 2 / np.array([theory.sharpness(NET, start) for start in starts().T])
    once, twice = (sweep(GradientDescent(times * limits), NET, 100, start=starts())["loss"] for times in (1.5, 2))
    assert np.mean(once[-1] < once[0]) == pytest.approx(0.57, abs=0.07)
    assert np.mean(twice[-1] < twice[0]) < 0.04


def test_where_noise_sets_the_rate_a_warmup_costs_a_little():
    plain, warm = (np.median(ways(rate)[-1], axis=1) for rate in (HIGHS, schedules.warmup(HIGHS, steps=20)))
    assert plain.argmin() == warm.argmin() == 5
    assert 1 < warm.min() / plain.min() < 1.2


@pytest.mark.parametrize(
    ("method", "fast", "slow", "apart"),
    [(SGD, 0.8, 0.93, (2.5, 4)), (Momentum, 0.64, 0.88, (3.3, 5)), (Adam, 0.92, 0.98, (10, 18))],
)
def test_a_slower_range_test_chooses_a_good_rate_more_often(method, fast, slow, apart):
    """And how far apart the middle eight in ten answers of the fast one are."""
    rates, shares = np.logspace(-4, 2, 19), {}
    curve = np.median(ends(method(learning_rate=rates[:, None])), axis=1)
    for steps in (300, 100):
        asked = range_test(method(), ORDERS, low=1e-4, high=100, steps=steps).best
        shares[steps] = np.mean(np.interp(np.log(asked), np.log(rates), curve) <= 0.1 * FIRST)
    low, high = np.nanpercentile(asked, [10, 90])
    assert apart[0] < high / low < apart[1]
    assert shares[100] == pytest.approx(fast, abs=0.06)
    assert shares[300] == pytest.approx(slow, abs=0.04)


def test_both_wrong_clocks_cost_more_than_a_factor_of_ten():
    right = schedules.cosine(2.5, steps=96)
    good, early, late = (
        ways(rate, steps=96)[-1] for rate in (right, schedules.cosine(2.5, steps=12), lambda t: right((t - 1) // 8 + 1))
    )
    assert 10 * np.median(good) < np.median(early) < np.median(late)
    assert np.mean(np.minimum(early, late) > 10 * good) == pytest.approx(0.9, abs=0.04)
    assert np.mean(late > early) == pytest.approx(0.77, abs=0.06)


def test_the_linear_scaling_rule_holds_up_to_the_limit():
    left = {}
    for size in (8, 16, 32, 64, 128):
        batches = objectives.Minibatches(DATA, size, seed=OTHERS)
        left[size] = [ways(rate, 1024 // size, batches)[-1] for rate in (0.03 * size, 0.24)]
    ruled, fixed = (np.array([np.median(pair[i]) for pair in left.values()]) for i in (0, 1))
    assert ruled[2] < 1.2 * ruled[0]
    assert fixed[2] > 1.5 * ruled[2]
    assert ruled[3] == pytest.approx(1.5 * ruled[0], rel=0.2)
    assert np.percentile(left[64][0], 90) > 0.4 * FIRST
    assert left[128][0].min() > 0.9 * FIRST


def test_from_every_start_the_sharpness_is_held_at_the_edge_that_it_meets():
    """At a rate of 0.4, over the second half of 1,500 steps, within a tenth of 2/η."""
    trace = sweep(GradientDescent(0.4), NET, 1500, keep=["position"], start=starts(), every=125)
    late = [[theory.sharpness(NET, w) for w in at.T] for at in trace["position"][6:]]
    assert abs(np.median(late, axis=0) * 0.4 / 2 - 1).max() < 0.1


def test_past_the_edge_the_loss_leaps_above_its_start_and_throws_the_run_below_the_edge():
    """At a rate of 0.4: the sharpness 20, 15 or 10 steps before the highest loss, and 10 after it."""
    trace = sweep(GradientDescent(0.4), NET, 1500, keep=["loss", "position"], start=starts())
    tops = 50 + trace["loss"][50:].argmax(axis=0)
    around = {
        wait: np.array([theory.sharpness(NET, trace["position"][t + wait][:, i]) for i, t in enumerate(tops - 20)])
        * 0.2
        for wait in (0, 5, 10, 30)
    }
    assert np.median(np.max([around[wait] for wait in (0, 5, 10)], axis=0)) == pytest.approx(1.2, abs=0.05)
    assert np.mean(around[30] < 1) > 0.95
    assert np.mean(trace["loss"][50:].max(axis=0) > trace["loss"][0]) > 0.95
    assert np.mean(trace["loss"][-1] < trace["loss"][0]) > 0.95
