"""What notebook 3 says: of noise, on seeds that it has not seen; and of its derivation, on other numbers."""

import numpy as np
import pytest

from optlab import GradientDescent, Momentum, objectives, parabola, quadratic, run, schedules, steps_to, sweep, theory

BOWL = quadratic([1])
SEEDS = np.arange(1000, 1200)  # the notebook has 0 to 199


def floor(rule) -> float:
    """The mean loss after step 200, over 200 seeds and 400 steps."""
    noisy = objectives.Noisy(BOWL, sigma=1, seed=SEEDS)
    return float(sweep(rule, noisy, steps=600, every=5)["loss"][41:].mean())


@pytest.mark.parametrize("rule", [GradientDescent(0.1), Momentum(0.1, 0.9), Momentum(0.01, 0.9)], ids=repr)
def test_a_floor_is_where_theory_says(rule):
    assert floor(rule) == pytest.approx(theory.noise_floor(rule, curvature=1, sigma=1), rel=0.05)


def test_the_floor_is_ten_times_as_high_and_a_smaller_rate_brings_the_old_one_back():
    plain, kept, mended = floor(GradientDescent(0.1)), floor(Momentum(0.1, 0.9)), floor(Momentum(0.01, 0.9))
    assert 9 < kept / plain < 11
    assert mended == pytest.approx(plain, rel=0.1)


@pytest.mark.parametrize("start", [10, -3, 0.2])
def test_much_momentum_is_slower_on_a_parabola_and_a_little_is_quicker(start):
    """To a thousandth of the distance at the rate 0.1; with a momentum of 0.3 the minimum is never passed."""
    runs = {mu: run(Momentum(0.1, mu), parabola, steps=150, start=start) for mu in (0, 0.3, 0.9)}
    assert [steps_to(trace, abs(start) / 1000) for trace in runs.values()] == [31, 16, 131]
    assert [(trace["position"] * start > 0).all() for trace in runs.values()] == [True, True, False]


@pytest.mark.parametrize("start", [1, -7])
def test_where_the_rate_stands_matters_by_when_it_falls(start):
    """While the run is fast, inside ends farther away; where it turns, nearer."""
    ends = {}
    for every in (5, 10):
        fading = schedules.step_decay(0.1, every=every)
        rules = [Momentum(fading, learning_rate_place=place) for place in ("inside", "outside")]
        ends[every] = [run(rule, BOWL, steps=100, start=start).distance[-1] for rule in rules]
    assert ends[5][0] > 10 * ends[5][1]
    assert ends[10][0] < ends[10][1] / 5


@pytest.mark.parametrize(("start", "farther", "factor"), [((8, 0.5), 0, 3700), ((1, 1), 17, 650), ((-3, 3), 17, 650)])
def test_when_momentum_takes_the_lead_in_the_valley_depends_on_the_start(start, farther, factor):
    rules = [GradientDescent(2 / 101), Momentum(4 / 121, 81 / 121)]
    slow, fast = (run(rule, quadratic([1, 100]), steps=60, start=start).distance for rule in rules)
    assert (fast > slow).sum() == farther
    assert slow[60] / fast[60] == pytest.approx(factor, rel=0.01)


@pytest.mark.parametrize(("rate", "momentum"), [(0.3, 0.2), (0.7, 0.6), (2.5, 0.8)])
def test_a_run_obeys_the_recurrence(rate, momentum):
    x = run(Momentum(rate, momentum), BOWL, steps=30)["position"][:, 0]
    assert x[2:] == pytest.approx((1 + momentum - rate) * x[1:-1] - momentum * x[:-2], abs=1e-12)


@pytest.mark.parametrize("momentum", [0.1, 0.5, 0.9])
def test_the_roots_do_what_the_slide_says(momentum):
    """Product μ; size √μ inside the range and more outside; −1 at the limit."""
    for product in np.linspace(0.001, 4, 101):
        roots = np.roots([1, -(1 + momentum - product), momentum])
        inside = (1 - momentum**0.5) ** 2 < product < (1 + momentum**0.5) ** 2
        assert np.prod(roots).real == pytest.approx(momentum)
        assert (abs(roots).max() > momentum**0.5 * (1 + 1e-9)) != inside
        assert (abs(roots).max() < 1) == (product < 2 * (1 + momentum))
    assert min(np.roots([1, 1 + momentum, momentum]).real) == pytest.approx(-1)


def test_equal_roots_bring_the_factor_t():
    t = np.arange(200)
    ours = run(Momentum(4 / 121, 81 / 121), quadratic([1, 100]), steps=199)["position"]
    along, across = (1 + 2 / 11 * t) * (9 / 11) ** t, (1 + 20 / 11 * t) * (-9 / 11) ** t
    assert ours == pytest.approx(np.stack([along, across], axis=1), rel=1e-6, abs=1e-12)


def test_kept_speed_crosses_a_hill_and_short_steps_do_not_hinder_it():
    """As often with the same friction (1 − μ)/√η, down to steps a twentieth as long; never with three times as much."""
    starts = np.linspace(-1.99, 1.99, 800)
    hilltop = np.sort(np.roots([4, 0, -4, 0.3]))[1]
    crossed, longest = {}, {}
    for rate, momentum in [(0.01, 0.9), (0.0025, 0.95), (0.0001, 0.99), (0.001, 0.9)]:
        trace = sweep(Momentum(rate, momentum), objectives.double_well, 1000, ("position", "step"), start=[starts])
        longest[rate, momentum] = abs(trace["step"]).max()
        crossed[rate, momentum] = int(((starts > hilltop) != (trace["position"][-1, 0] > hilltop)).sum())
    ours = crossed.pop((0.01, 0.9))
    assert crossed.pop((0.001, 0.9)) == 0
    assert ours > 100
    assert longest[0.0001, 0.99] < 0.04 < 0.1 * longest[0.01, 0.9] + 0.002
    assert [*crossed.values()] == pytest.approx([ours, ours], rel=0.05)


def test_close_below_the_limit_a_step_contracts_as_inside_the_range_and_above_it_grows():
    below, above = (theory.contraction(Momentum(rate, 0.9), quadratic([1])) for rate in (3.79, 3.81))
    assert round(below, 3) == 0.949
    assert below == pytest.approx(0.9**0.5)
    assert above > 1
