import numpy as np
import pytest

from optlab import SGD, AdaGrad, GradientDescent, LinearRegression, Minibatches, run
from optlab.objectives import LogisticRegression, sparse_features
from optlab.objectives.data import Regression
from optlab.runs.sweep import sweep

X, Y = [1, 2, 3, 4], [2, 4, 6, 8]
MAKERS = [LinearRegression, LogisticRegression]


def test_the_chapters_demo():
    lines = run(SGD(learning_rate=0.01), Minibatches(LinearRegression(X, Y), batch_size=1), 40).listing().splitlines()
    assert lines[0] == "Iteration 1, Sample 1: weights = 0.02, bias = 0.02"
    assert lines[-1] == "Iteration 10, Sample 4: weights = 1.7578969177457466, bias = 0.5705361821072628"


def test_without_a_bias_a_point_has_one_coordinate_less():
    data = LinearRegression(X, Y, bias=False)
    assert (data.dim, data.coordinates, data.minimum.tolist()) == (1, ("weights",), [pytest.approx(2)])


def test_logistic_regression_reaches_its_minimum():
    data = LogisticRegression(X=[0, 1, 2, 3, 4, 5], y=[0, 0, 1, 0, 1, 1])
    end = run(GradientDescent(learning_rate=0.5), data, 3000)["position"][-1]
    assert end == pytest.approx(data.minimum, abs=1e-4)


def test_classes_that_can_be_parted_have_no_minimum():
    data = LogisticRegression(X=[0, 1, 2, 3], y=[0, 0, 1, 1])
    assert (data.minimum, data.curvature) == (None, None)
    trace = run(GradientDescent(learning_rate=1.0), data, 500)
    assert trace["position"][-1, 0] > trace["position"][250, 0] > 0
    assert trace.verdict.kind == "still moving"


def test_large_scores_do_not_overflow():
    data = LogisticRegression(X=[0, 1, 2, 3], y=[0, 1, 0, 1])
    assert data.value(np.array([1e6, 0.0])) == pytest.approx(2e6 / 4)
    assert np.isfinite(data.gradient(np.array([-1e6, 0.0]))).all()


def test_sparse_features_are_rare_and_seeded():
    data = sparse_features(samples=100, frequent=0.8, rare=0.03, seed=5)
    assert data.X.sum(axis=0).tolist() == [80, 3]
    assert np.array_equal(data.X, sparse_features(samples=100, frequent=0.8, rare=0.03, seed=5).X)
    assert not np.array_equal(data.X, sparse_features(samples=100, frequent=0.8, rare=0.03, seed=6).X)


def test_adagrad_learns_the_rare_feature_and_sgd_does_not():
    batches = Minibatches(sparse_features(), batch_size=1, seed=0)
    sgd, adagrad = (run(rule, batches, 400)["position"][-1] for rule in (SGD(learning_rate=0.05), AdaGrad(0.5)))
    assert sgd[0] == pytest.approx(1, abs=0.05)
    assert sgd[1] < 0.7
    assert adagrad == pytest.approx([1, 1], abs=0.1)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4])
def test_seeds_and_rates_make_a_grid_that_equals_its_runs(batch_size):
    data = LinearRegression([[1, 2], [2, 0], [3, 1], [4, 5]], Y)
    rates = np.linspace(0.01, 0.03, 3)
    grid = Minibatches(data, batch_size, seed=[3, 4, 5])
    trace = sweep(SGD(learning_rate=rates[:, None]), grid, 11, keep=("position", "loss"))
    for i, j in np.ndindex(3, 3):
        alone = run(SGD(learning_rate=rates[i]), Minibatches(data, batch_size, seed=3 + j), 11)
        assert np.array_equal(trace.one(i, j)["position"], alone["position"])
        assert np.array_equal(trace.one(i, j)["loss"], alone["loss"])


def test_every_pass_sees_every_sample_once():
    batches = Minibatches(LinearRegression(X, Y), batch_size=3, seed=1)
    for start in (1, 3, 5):
        assert sorted([*batches.rows(start), *batches.rows(start + 1)]) == [0, 1, 2, 3]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"X": [], "y": []}, "X is .*: it must be one or more finite numbers"),
        ({"X": [1, np.nan], "y": [0, 1]}, "X is .*: it must be"),
        ({"X": [1, 2], "y": [0, np.inf]}, "y is .*: it must be"),
        ({"X": [1, 2], "y": [0]}, "X has 2 samples and y has 1: they must have as many"),
        ({"X": np.ones((2, 2, 2)), "y": [0, 1]}, r"X is \(2, 2, 2\) and y is \(2,\)"),
        ({"X": [[1], [2, 3]], "y": [0, 1]}, "X is .*: it must be"),
        ({"X": ["a", "b"], "y": [0, 1]}, "X is .*: it must be"),
        ({"X": [1e200, 2], "y": [0, 1]}, r"X holds 1e\+200: it must be at most"),
        ({"X": [1, 2], "y": [0, 1], "start": [1]}, "start has 1 coordinate: it must have 2"),
        ({"X": [1, 2], "y": [0, 1], "start": np.ones((2, 3))}, r"start has the shape \(2, 3\)"),
        ({"X": [1, 2], "y": [0, 1], "bias": "no"}, "bias is 'no': it must be True or False"),
    ],
)
def test_bad_data(make, bad, sentence):
    with pytest.raises(ValueError, match=sentence):
        make(**bad)


def test_classes_are_0_and_1():
    with pytest.raises(ValueError, match=r"y holds 2.0: it must be 0 or 1 for every sample"):
        LogisticRegression(X=[1, 2], y=[0, 2])


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        *(("samples", bad) for bad in (1, 2.5, None)),
        *(("rare", bad) for bad in (-0.1, 2, np.nan)),
        *(("weights", bad) for bad in ([1], [1, np.nan], None)),
        *(("seed", bad) for bad in (-1, 0.5, [1, 2])),
        ("frequent", np.inf),
        ("sigma", -1),
    ],
)
def test_sparse_features_of_bad_numbers(name, bad):
    with pytest.raises(ValueError, match=rf"^{name} (is|has) .*: it must"):
        sparse_features(**{name: bad})


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"batch_size": 0}, "batch_size is 0: it must be a whole number from 1 to 4"),
        ({"batch_size": 5}, "batch_size is 5: it must be a whole number from 1 to 4"),
        ({"seed": -1}, "seed is -1: it must be"),
        ({"seed": 0.5}, "seed is 0.5: it must be"),
        ({"data": None}, "data is None: it must be"),
        ({"data": [1, 2]}, "data is .*: it must be"),
    ],
)
def test_bad_batches(bad, sentence):
    with pytest.raises(ValueError, match=sentence):
        Minibatches(**{"data": LinearRegression(X, Y)} | bad)


def test_the_shared_part_is_no_objective_by_itself():
    with pytest.raises(NotImplementedError):
        Regression(X, Y)
