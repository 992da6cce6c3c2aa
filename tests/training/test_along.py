"""A network judged at every step of a run."""

import numpy as np
import pytest

from optlab import SGD, Adam, Minibatches, parabola, run
from optlab.training import Network, digits, spirals
from optlab.training.along import judged_along

DATA = spirals(per_class=30)
NET = Network([2, 6, 2], DATA.train)


def test_it_is_the_judgement_of_each_step():
    trace = run(Adam(0.02), Minibatches(NET, 12, seed=0), 120)
    judge = NET.on(DATA.validation)
    for samples, network in ((None, NET), (DATA.validation, judge)):
        loss, accuracy = judged_along(trace, samples)
        for t in (0, 1, 50, 51, 120):  # 50 are judged at once
            assert loss[t] == pytest.approx(network.loss(trace["position"][t]), rel=1e-12)
            assert accuracy[t] == network.accuracy(trace["position"][t])
    assert judged_along(trace)[0] == pytest.approx(trace["loss"], rel=1e-12)


def test_it_is_computed_once():
    trace = run(Adam(0.02), NET, 5)
    assert judged_along(trace, DATA.validation)[0] is judged_along(trace, DATA.validation)[0]


def test_a_run_that_diverged_is_judged_too():
    loss, _ = judged_along(run(SGD(1e308), NET, 9), DATA.validation)
    assert not np.isfinite(loss[-1])


def test_bad_input_is_answered_in_one_sentence():
    with pytest.raises(ValueError, match="it must be a Network, or Minibatches of one"):
        judged_along(run(Adam(), parabola, 2))
    with pytest.raises(ValueError, match="sizes begins with 2: it must be 64"):
        judged_along(run(Adam(), NET, 2), digits().validation)
