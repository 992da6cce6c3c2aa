"""A rule or a gradient that mixes the runs of a batch is refused; one that does not gives each run its own digits."""

from dataclasses import dataclass

import numpy as np
import pytest

from optlab import GradientDescent, Surface, bowl, parabola, run, sweep, tuned
from optlab.optimizers import Rate, Record, Rule, norm

RATES = np.array([0.1, 0.5, 1.0])


@dataclass(frozen=True)
class Mixed(Rule):
    """Takes the norm of all runs together."""

    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient / np.linalg.norm(gradient)
        return Record(last.position + step, step)


@dataclass(frozen=True)
class Normalised(Rule):
    """Takes steps of one length."""

    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * gradient / norm(gradient)
        return Record(last.position + step, step)


@pytest.mark.parametrize("work", [lambda r: sweep(r(RATES), bowl, 5), lambda r: tuned(r(), bowl, 5, RATES)])
def test_a_rule_that_mixes_runs_is_told_what_to_write(work):
    with pytest.raises(
        ValueError, match=r"^Mixed.update mixes the runs of a batch: write norm\(gradient\), from optlab"
    ):
        work(Mixed)


def test_alone_it_runs():
    assert np.isfinite(run(Mixed(), bowl, 5)["position"]).all()


def test_a_gradient_that_mixes_runs_is_told_what_to_write():
    cone = Surface("cone", lambda w: np.sqrt(w[0] ** 2 + w[1] ** 2), lambda w: w / np.linalg.norm(w), start=(3, 4))
    with pytest.raises(
        ValueError, match=r"^the gradient of cone mixes the runs of a batch: write norms and sums along axis 0"
    ):
        sweep(GradientDescent(RATES), cone, 5)


@pytest.mark.parametrize("dim", [1, 2, 9, 50])
def test_norm_gives_each_run_the_digits_that_it_has_alone(dim):
    vectors = np.random.default_rng(0).normal(size=(dim, 7))
    assert np.array_equal(norm(vectors), [norm(vector) for vector in vectors.T])
    assert norm(vectors) == pytest.approx(np.linalg.norm(vectors, axis=0), rel=1e-14)


def test_its_sweep_is_its_runs():
    losses = sweep(Normalised(RATES[:, None]), bowl, 9, start=np.array([[3.0, 1.0], [-2.0, 5.0]]))["loss"]
    for i, rate in enumerate(RATES):
        for j, start in enumerate([(3, -2), (1, 5)]):
            assert np.array_equal(losses[:, i, j], run(Normalised(rate), bowl, 9, start)["loss"])


def test_what_diverges_at_once_is_not_taken_for_mixed():
    position = sweep(GradientDescent(np.array([0.1, 1e308])), parabola, 1, ("position",))["position"]
    assert np.isinf(position[1]).tolist() == [[False, True]]
