from dataclasses import replace

import numpy as np
import pytest

from optlab import AdaGrad, Adam, GradientDescent, Momentum, RMSProp, bowl, himmelblau, parabola, quadratic, rosenbrock
from optlab.objectives import Noisy, Surface, plateau
from optlab.runs.sweep import sweep
from optlab.runs.tuning import range_test, tuned


@pytest.mark.parametrize("rule", [GradientDescent(), Momentum(), AdaGrad(), RMSProp(), Adam()], ids=lambda r: r.title)
@pytest.mark.parametrize(
    "objective",
    [bowl, rosenbrock, himmelblau, quadratic([1, 100]), plateau, Noisy(bowl, sigma=0.5, seed=0)],
    ids=lambda o: o.name,
)
def test_the_rate_that_it_chooses_is_good(rule, objective):
    """It beats a thirtieth of it, and comes nine tenths of the way that the best of a grid comes.

    On Rosenbrock the grid holds rates whose first leap lands beyond the hill, by luck: half the way is all one can ask.
    """
    best = range_test(rule, objective).best
    rates = np.array([best / 30, best, *np.logspace(-6, 1, 71)])
    loss = sweep(replace(rule, learning_rate=rates), objective, 100)["loss"]
    way = loss[0, 0] - loss[-1]
    assert way[1] > way[0]
    assert way[1] > (0.5 if objective is rosenbrock else 0.9) * np.nanmax(way)


def test_it_shows_what_it_saw():
    seen = range_test(GradientDescent(), parabola, low=1e-3, high=10, steps=50)
    assert seen.rates[[0, -1]] == pytest.approx([1e-3, 10])
    assert seen.losses.shape == (50,)
    assert not seen.losses[-1] < seen.losses.min() * 2


@pytest.mark.parametrize("bad", [(0, 1), (1, 1), (2, 1), (-1, 1), (np.nan, 1), (1, np.inf), ("a", 1), (1, None)])
def test_a_range_that_is_none(bad):
    with pytest.raises(ValueError, match=r"(low|high) is .*must be"):
        range_test(GradientDescent(), parabola, low=bad[0], high=bad[1])


def test_a_batch_of_range_tests_is_each_of_them_alone():
    for batch, alone in [
        (
            range_test(Momentum(momentum=[0.5, 0.9]), parabola),
            [range_test(Momentum(momentum=m), parabola) for m in (0.5, 0.9)],
        ),
        (
            range_test(Adam(), Noisy(bowl, sigma=0.5, seed=[3, 4, 5])),
            [range_test(Adam(), Noisy(bowl, sigma=0.5, seed=seed)) for seed in (3, 4, 5)],
        ),
    ]:
        assert batch.best.tolist() == [one.best for one in alone]
        assert np.array_equal(batch.losses, np.stack([one.losses for one in alone], axis=-1), equal_nan=True)


def test_a_run_of_a_batch_that_has_no_good_rate_has_no_answer():
    found = range_test(GradientDescent(), parabola, start=[[0, 10]]).best
    assert np.isnan(found[0])
    assert found[1] == range_test(GradientDescent(), parabola, start=10).best


FLAT = Surface("flat", lambda w: 0 * w[0], lambda w: 0 * w, start=1)
NOWHERE = Surface("nowhere", lambda w: np.sqrt(w[0]), lambda w: w / w * np.nan, start=-1)


@pytest.mark.parametrize("objective", [FLAT, NOWHERE, Surface("uphill", lambda w: w[0], lambda w: -1 + 0 * w, start=1)])
def test_a_range_in_which_nothing_falls_is_said(objective):
    with pytest.raises(ValueError, match=r"^low is 1e-06 and high 10: at none of these rates does the loss fall"):
        range_test(GradientDescent(), objective)


@pytest.mark.parametrize("rates", [[[0.1, 0.2]], [], "fast", None])
def test_rates_that_are_no_list_of_numbers(rates):
    with pytest.raises(ValueError, match=r"^rates is .*: it must be one or more numbers above 0, \(count,\)$"):
        tuned(GradientDescent(), parabola, 5, rates)


def test_one_rate_is_a_list_of_one():
    assert tuned(GradientDescent(), parabola, 5, 0.3) == GradientDescent(learning_rate=0.3)


@pytest.mark.parametrize("rule", [None, "Adam", Adam])
def test_tuning_needs_a_rule(rule):
    with pytest.raises(ValueError, match=r"^rule is .*: it must be a Rule"):
        tuned(rule, parabola, 5, [0.1])


def test_tuning_is_one_run_a_rate():
    with pytest.raises(ValueError, match=r"batch of runs of shape \(3, 2\): it must be one run a rate, \(2,\)"):
        tuned(Momentum(momentum=[[0.1], [0.2], [0.3]]), parabola, 5, [0.1, 0.2])


def test_rates_that_are_all_too_large():
    with pytest.raises(ValueError, match=r"^rates is \[1e\+200, 1e\+300\]: at each of them the loss grows too large"):
        tuned(GradientDescent(), parabola, 5, [1e200, 1e300])
