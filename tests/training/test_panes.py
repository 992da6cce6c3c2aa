"""What a pane is given says what the network says."""

import numpy as np
import pytest

from optlab import Adam, Minibatches, run
from optlab.training import Network, digits, moons
from optlab.training.panes import decision_grid, first_layer, grid_of, mistakes, shown_samples

PLANE = moons(per_class=50, seed=2)
NET = Network([2, 12, 2], PLANE.train)
DIGITS = Network([64, 16, 10], digits().train)


def test_a_decision_grid_holds_the_data_and_what_is_said_there():
    w = run(Adam(learning_rate=0.05), Minibatches(NET, 16, seed=0), 100, keep="position")["position"][-1]
    grid = decision_grid(NET, w, columns=50, rows=40)
    assert grid.labels.shape == (40, 50)
    assert grid.x[0] < PLANE.train.X[:, 0].min() <= PLANE.train.X[:, 0].max() < grid.x[-1]
    assert grid.y[0] < PLANE.train.X[:, 1].min() <= PLANE.train.X[:, 1].max() < grid.y[-1]
    for row, column in ((0, 0), (7, 31), (39, 49)):
        here = [[grid.x[column], grid.y[row]]]
        assert grid.labels[row, column] == NET.predictions(w, here)[0]
        assert grid.probabilities[:, row, column] == pytest.approx(NET.probabilities(w, here)[:, 0])
    assert {0, 1} == {*grid.labels.ravel().tolist()}
    assert mistakes(NET, w).mean() == pytest.approx(1 - NET.accuracy(w))


def test_the_first_layer_is_what_meets_the_pixels():
    w = DIGITS.start
    images = first_layer(DIGITS, w)
    x = digits().train.X[3]
    assert images.shape == (16, 8, 8)
    z = (images * x.reshape(8, 8)).sum(axis=(1, 2))
    assert z == pytest.approx(w[: 16 * 64].reshape(16, 64) @ x)


def test_a_row_of_samples_with_what_is_said_of_each():
    samples = digits().validation
    row = shown_samples(DIGITS, DIGITS.start, samples, count=7)
    assert np.array_equal(row.images.reshape(7, 64), samples.X[:7])
    assert row.truth.tolist() == samples.y[:7].tolist()
    assert row.said.tolist() == DIGITS.predictions(DIGITS.start, samples.X[:7]).tolist()
    assert row.probabilities.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: decision_grid(DIGITS, DIGITS.start), "net has 64 features: a decision grid needs 2"),
        (lambda: grid_of(NET, columns=1), "columns is 1: it must be"),
        (lambda: decision_grid(NET, [1, 2]), r"w is \[1, 2\], of the shape \(2,\): it must be one network's weights"),
        (lambda: shown_samples(DIGITS, DIGITS.start, digits().test, count=361), "count is 361: it must be"),
        (lambda: shown_samples(DIGITS, DIGITS.start, 3), "samples is 3: it must be"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()
