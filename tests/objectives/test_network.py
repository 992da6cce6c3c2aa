import numpy as np
import pytest

from optlab import GradientDescent, run
from optlab.objectives import TanhNetwork
from optlab.theory import sharpness

X = np.linspace(-1, 1, 20)
CHEBYSHEV = TanhNetwork(X, 8 * X**4 - 8 * X**2 + 1, width=20, seed=0)


def test_it_is_the_network_that_its_docstring_says():
    net = TanhNetwork(X=[0.5, -2], y=[1, 3], width=2)
    a, b, c, d = (0.1, -0.2), (0.3, 0.4), (0.5, -0.6), 0.7
    said = [sum(c[k] * np.tanh(a[k] * x + b[k]) for k in range(2)) + d for x in (0.5, -2)]
    expected = ((said[0] - 1) ** 2 + (said[1] - 3) ** 2) / 4
    assert net.loss(np.array([*a, *b, *c, d])) == pytest.approx(expected, rel=1e-14)


def test_its_start_is_drawn_as_it_says():
    start = TanhNetwork(X, X, width=10_000, seed=3).start
    a, b, c = start[:-1].reshape(3, -1)
    assert (a.std(), 100 * c.std()) == pytest.approx((1, 1), rel=0.02)
    assert not b.any()
    assert not start[-1]
    assert np.array_equal(start, TanhNetwork(X, X, width=10_000, seed=3).start)
    assert not np.array_equal(start, TanhNetwork(X, X, width=10_000, seed=4).start)


@pytest.mark.parametrize("rate", [0.3, 0.4, 0.5])
def test_it_trains_at_the_edge_of_stability(rate):
    """The sharpness rises to 2/η and stays there; the loss goes on falling, not step by step. (Cohen et al. 2021)"""
    trace = run(GradientDescent(learning_rate=rate), CHEBYSHEV, steps=3000)
    sharp = np.array([sharpness(CHEBYSHEV, w) for w in trace["position"][::100]])
    assert sharp[0] < 0.85 * 2 / rate
    assert sharp[15:] == pytest.approx(2 / rate, rel=0.12)
    assert np.median(sharp[15:]) == pytest.approx(2 / rate, rel=0.03)
    loss = trace["loss"]
    assert loss[-1] < loss[1500] / 2 < loss[0] / 10
    assert (np.diff(loss[1500:]) > 0).sum() > 30


def test_a_small_rate_stays_below_the_edge_and_never_rises():
    loss = run(GradientDescent(learning_rate=0.05), CHEBYSHEV, steps=2000)["loss"]
    assert (np.diff(loss) < 0).all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"X": [[1, 2]], "y": [1]}, r"X is \(1, 2\) and y is \(1,\): they must be"),
        ({"X": [1, 2], "y": [1]}, r"X is \(2,\) and y is \(1,\): they must be"),
        ({"X": [1, np.nan], "y": [1, 2]}, "X is .*: it must be one or more finite numbers"),
        ({"X": [1], "y": [1], "width": 0}, "width is 0: it must be"),
        ({"X": [1], "y": [1], "seed": -1}, "seed is -1: it must be"),
    ],
)
def test_bad_input_is_named(options, words):
    with pytest.raises(ValueError, match=words):
        TanhNetwork(**options)
