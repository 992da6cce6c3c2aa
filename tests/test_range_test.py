from dataclasses import replace

import numpy as np
import pytest

from optlab import AdaGrad, Adam, GradientDescent, Momentum, RMSProp, bowl, himmelblau, parabola, quadratic, rosenbrock
from optlab.objectives import Noisy, plateau
from optlab.range_test import range_test
from optlab.sweep import sweep


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


def test_a_batch_has_no_range_test():
    with pytest.raises(ValueError, match=r"batch of runs of shape \(2,\)"):
        range_test(Momentum(momentum=[0.5, 0.9]), parabola)
