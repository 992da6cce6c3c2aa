"""An objective in other units is the same problem."""

import numpy as np
import pytest

from optlab import SGD, LinearRegression, Minibatches, bowl, run
from optlab.objectives import Noisy, Scaled


@pytest.mark.parametrize("by", [1e-3, 0.5, 1e3])
def test_a_rate_in_other_units_makes_the_same_path(by):
    wide = Scaled(bowl, by)
    ours = run(SGD(0.1 * by**2), wide, 30)
    plain = run(SGD(0.1), bowl, 30)
    assert ours["position"] == pytest.approx(plain["position"] * by)
    assert ours["loss"] == pytest.approx(plain["loss"])
    assert wide.minimum == pytest.approx(bowl.minimum * by)
    assert wide.curvature == pytest.approx(np.array(bowl.curvature) / by**2)
    assert wide.check().right


def test_noise_and_batches_stay_what_they_are():
    data = Minibatches(LinearRegression([1, 2, 3, 4], [2, 4, 6, 9]), 2, seed=[1, 2])
    wide = Scaled(Noisy(data, 0.1, seed=[3, 4]), 10)
    assert wide.noisy
    assert wide.batch == (2,)
    trace = run(SGD(1.0), wide, 20)
    assert np.array_equal(run(SGD(1.0), wide.one((2,), (1,)), 20)["position"], trace.one(1)["position"])
    assert trace["position"] == pytest.approx(10 * run(SGD(0.01), wide.objective, 20)["position"])


@pytest.mark.parametrize("by", [0, -1, np.nan, np.inf, "2", None])
def test_by_is_a_number_above_0(by):
    with pytest.raises(ValueError, match=r"^by is .*: it must be"):
        Scaled(bowl, by)
