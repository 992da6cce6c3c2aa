import numpy as np
import pytest

from optlab import SGD, LinearRegression, Minibatches, bowl, run
from optlab.objectives import L2, Noisy
from optlab.objectives.wrapper import Wrapper

DATA = LinearRegression([1, 2, 3, 4], [2, 4, 6, 9])
MADE = {"noise": Noisy(bowl, 1.0), "batches": Minibatches(DATA, 2), "nothing": Wrapper(bowl)}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_what_it_does_not_change_is_the_others(made):
    inner = made.objective
    for name in ("start", "minimum", "window", "coordinates", "curvature", "parameters", "dim"):
        assert getattr(made, name) is getattr(inner, name) or getattr(made, name) == getattr(inner, name), name
    w = np.array([1.0, 2.0])
    assert made.loss(w) == inner.loss(w)
    assert np.array_equal(made.full_gradient(w), inner.full_gradient(w))


def test_a_penalty_moves_the_minimum_and_changes_the_curvature():
    assert (L2(bowl, 0.5).minimum, L2(bowl, 0.5).curvature) == (None, None)
    assert L2(bowl, 0.5).start is bowl.start


@pytest.mark.parametrize(
    "objective",
    [
        Noisy(bowl, 1.0, seed=[4, 5, 6]),
        Minibatches(DATA, 1, seed=[4, 5, 6]),
        L2(Noisy(bowl, 1.0, seed=[4, 5, 6]), 0.1),
        Noisy(Minibatches(DATA, 1, seed=[[1], [2]]), 0.1, seed=[4, 5, 6]),
        bowl,
    ],
    ids=lambda objective: objective.name,
)
def test_one_run_of_a_batch_has_its_own_objective(objective):
    rule = SGD(learning_rate=np.full((2, 3), 0.1) * [[1], [2]])
    one = run(rule, objective, 20).one(1, 2)
    assert one.objective.batch == ()
    again = run(one.rule, one.objective, 20)
    for name in again.names:
        assert np.array_equal(again[name], one[name], equal_nan=True), name
