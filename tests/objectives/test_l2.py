import numpy as np
import pytest

from optlab import GradientDescent, LinearRegression, Minibatches, bowl, quadratic, run
from optlab.objectives import L2


def test_a_penalty_on_a_bowl_is_a_steeper_bowl():
    # ½·λ·x² + ½·0.5·x²: each curvature grows by 0.5
    found = run(GradientDescent(0.1), L2(quadratic([1, 4]), 0.5), 50)
    steeper = run(GradientDescent(0.1), quadratic([1.5, 4.5]), 50)
    assert found["position"] == pytest.approx(steeper["position"], rel=1e-12)
    assert found["loss"] == pytest.approx(steeper["loss"], rel=1e-12)


def test_no_decay_changes_nothing():
    found, plain = (run(GradientDescent(0.1), objective, 50) for objective in (L2(bowl, 0), bowl))
    for name in plain.names:
        assert np.array_equal(found[name], plain[name], equal_nan=True)


def test_the_penalty_comes_with_every_batch():
    data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    batches = Minibatches(data, batch_size=1)
    w = np.array([0.5, -1.0])
    for t in (1, 2, 5):
        assert L2(batches, 0.2).gradient_at(w, t) == pytest.approx(batches.gradient_at(w, t) + 0.2 * w)


def test_the_minimum_moves_so_none_is_claimed():
    found = run(GradientDescent(0.1), L2(bowl, 0.5), 300)
    assert found.objective.minimum is None
    assert found.verdict.kind == "converged"


def test_it_is_drawn_where_its_objective_is():
    penalised = L2(bowl, 0.5)
    assert (penalised.window, penalised.coordinates) == (bowl.window, bowl.coordinates)
    assert penalised.name == "0.1x² + 2y² + 0.25·|w|²"


@pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf, "0.1", None, [0.1, 0.2], True])
def test_a_bad_weight_decay_is_answered_in_one_sentence(bad):
    with pytest.raises(ValueError, match=r"^weight_decay is .*: it must be a number from 0 up, finite$"):
        L2(bowl, bad)
