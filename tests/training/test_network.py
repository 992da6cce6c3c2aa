"""Networks: their value and gradient, by hand, by differences, and beside PyTorch."""

from itertools import pairwise

import numpy as np
import pytest

from optlab import SGD, Adam, AdamW, Minibatches, Momentum, RMSProp, run, sweep
from optlab.objectives import L2, DataObjective
from optlab.runs.walk import walk
from optlab.schedules import polynomial
from optlab.training import Network, Samples, digits, spirals
from tests.catalogue import RULES, label

TRAIN = digits().train
NET = Network([64, 32, 10], TRAIN)
SPIRALS = spirals(per_class=20, classes=3).train


def small(**options):
    return Network([2, 5, 4, 3], SPIRALS, **options)


def test_it_is_the_network_that_its_docstring_says():
    net = Network([2, 2, 1], Samples([[0.5, -2.0], [1.0, 3.0]], [1.0, -1.0]), loss="squared error")
    w = np.array([0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, -0.8, 0.9])
    assert net.parameters == {"weights1": (2, 2), "biases1": (2,), "weights2": (1, 2), "biases2": (1,)}
    errors = []
    for x, y in (([0.5, -2.0], 1.0), ([1.0, 3.0], -1.0)):
        a = np.tanh(np.array([[0.1, -0.2], [0.3, 0.4]]) @ x + [0.5, -0.6])
        errors.append(0.7 * a[0] - 0.8 * a[1] + 0.9 - y)
    assert net.loss(w) == pytest.approx((errors[0] ** 2 + errors[1] ** 2) / 4, rel=1e-14)
    assert net.value(w, rows=[1]) == pytest.approx(errors[1] ** 2 / 2, rel=1e-14)


def test_the_loss_at_zero_weights_is_the_logarithm_of_the_classes():
    assert Network([64, 32, 10], TRAIN, initialization="zeros").loss(np.zeros(2410)) == pytest.approx(np.log(10))


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@pytest.mark.parametrize("loss", ["cross-entropy", "squared error"])
@pytest.mark.parametrize("sizes", [[2, 3], [2, 7, 3], [2, 5, 4, 3]])
def test_the_gradient_is_the_slope(activation, loss, sizes):
    net = Network(sizes, SPIRALS, activation=activation, loss=loss)
    finding = net.check(points=10, seed=1)
    assert finding.right, finding


def test_the_gradient_of_some_rows_is_the_mean_of_theirs():
    w = small().start
    alone = [small().gradient(w, rows=[i]) for i in (3, 8, 5)]
    assert small().gradient(w, rows=[3, 8, 5]) == pytest.approx(np.mean(alone, axis=0), rel=1e-12, abs=1e-15)
    assert small().gradient(w) == pytest.approx(small().gradient(w, rows=np.arange(len(SPIRALS))), rel=1e-12)


def test_scores_that_are_huge_do_not_overflow():
    net = Network([1, 2], Samples([[1e4], [-1e4]], [0, 1]))
    w = np.array([1.0, -1.0, 0.0, 0.0])
    assert net.loss(w) == 0
    assert net.loss(-w) == pytest.approx(2e4)
    assert np.isfinite(net.gradient(-w)).all()


@pytest.mark.parametrize(
    ("name", "deviation"),
    [("xavier", (2 / 1500) ** 0.5), ("he", 1000**-0.5 * 2**0.5), ("lecun", 1000**-0.5), ("small", 0.001), ("large", 1)],
)
def test_the_start_is_drawn_as_its_name_says(name, deviation):
    net = Network([1000, 500], Samples(np.ones((2, 1000)), [0, 1]), initialization=name)
    weights, biases = net.start[:500_000], net.start[500_000:]
    assert weights.std() == pytest.approx(deviation, rel=0.01)
    assert abs(weights.mean()) < 4 * deviation / len(weights) ** 0.5
    assert not biases.any()


def test_a_seed_draws_the_weights():
    together = small(seed=[[0, 1], [2, 3]])
    assert together.start.shape == (together.dim, 2, 2)
    assert together.batch == (2, 2)
    assert np.array_equal(together.start[:, 1, 0], small(seed=2).start)
    assert not np.array_equal(small(seed=0).start, small(seed=1).start)


def test_a_network_can_overfit_one_batch():
    few = Network([64, 32, 10], TRAIN[:20])
    w = run(Adam(learning_rate=0.01), few, 200)["position"][-1]
    assert few.accuracy(w) == 1
    assert few.loss(w) < 0.01


def test_it_learns_the_digits():
    w = run(Adam(learning_rate=0.01), Minibatches(NET, batch_size=64, seed=0), 300, keep="position")["position"][-1]
    assert NET.on(digits().validation).accuracy(w) > 0.95


def test_what_it_says_has_the_shapes_that_it_says():
    w = np.stack([NET.start] * 6, axis=-1).reshape(-1, 2, 3)
    X = digits().validation.X[:5]
    chances = NET.probabilities(w, X)
    assert chances.shape == (10, 5, 2, 3)
    assert chances.sum(axis=0) == pytest.approx(1)
    assert np.array_equal(NET.predictions(w, X), chances.argmax(axis=0))
    assert NET.scores(w).shape == (10, len(TRAIN), 2, 3)
    assert NET.accuracy(w).shape == NET.loss(w).shape == (2, 3)
    assert NET.accuracy(NET.start) == (NET.predictions(NET.start) == TRAIN.y).mean()


def test_other_samples_are_judged_by_the_same_weights():
    other = NET.on(digits().validation)
    fresh = Network([64, 32, 10], digits().validation)
    assert other.loss(NET.start) == fresh.loss(NET.start) != NET.loss(NET.start)
    assert len(other) == 360
    assert len(NET) == 1077


@pytest.mark.parametrize("rule", RULES, ids=label)
def test_every_rule_walks_on_it_and_a_batch_equals_its_runs(rule):
    rates, seeds = np.array([0.001, 0.003])[:, None], [4, 5, 6]
    together = sweep(
        rule(learning_rate=rates), Minibatches(small(seed=seeds), 16, seed=seeds), 40, keep=("loss", "position")
    )
    assert together["loss"].shape == (41, 2, 3)
    alone = run(rule(learning_rate=0.003), Minibatches(small(seed=6), 16, seed=6), 40)
    assert together["loss"][:, 1, 2] == pytest.approx(alone["loss"], rel=1e-10)
    assert together["position"][:, :, 1, 2] == pytest.approx(alone["position"], rel=1e-9, abs=1e-10)


def test_a_wrapped_network_works_too():
    decayed = L2(Minibatches(small(), 16, seed=0), 0.1)
    assert decayed.check is not None
    trace = run(Momentum(learning_rate=polynomial(0.1, 20)), decayed, 20)
    assert trace["loss"][-1] < trace["loss"][0]


def test_one_network_lies_after_the_other_in_memory():
    for _, made, gradient in walk(Adam(learning_rate=[0.1, 0.2]), Minibatches(small(), 16), 2):
        for column in (*made, gradient):
            assert np.moveaxis(column, 0, -1).flags.c_contiguous
    laid = small().laid_out(np.zeros((small().dim, 4, 5)))
    assert np.moveaxis(laid, 0, -1).flags.c_contiguous
    assert np.moveaxis(small().gradient(laid), 0, -1).flags.c_contiguous


def test_a_listing_tells_the_loss_and_not_thousands_of_weights():
    trace = run(Adam(learning_rate=0.01), Minibatches(NET, batch_size=64, seed=0), 18)
    *_, last = trace.listing().splitlines()
    assert last == f"Iteration 2, Batch 1: loss = {trace['loss'][-1]}"
    assert NET.line(3, NET.start, 2.5) == "Iteration 3: loss = 2.5"


def test_single_precision_stays_single():
    net = small(precision="single")
    trace = run(AdamW(), Minibatches(net, 16, seed=0), 30)
    assert {trace[name].dtype for name in trace.names} == {np.dtype(np.float32)}
    double = run(AdamW(), Minibatches(small(), 16, seed=0), 30)
    assert trace["loss"] == pytest.approx(double["loss"], rel=1e-4)


def test_coordinates_are_named():
    assert NET.coordinates[:2] == ("weights1[0,0]", "weights1[0,1]")
    assert NET.coordinates[-1] == "biases2[9]"
    assert len(NET.coordinates) == NET.dim == sum(int(np.prod(shape)) for shape in NET.parameters.values())
    assert isinstance(NET, DataObjective)


def torch_network(torch, net, activation, loss):
    """The same network in PyTorch, with our start."""
    layers, i = [], 0
    for n, m in pairwise(net.sizes):
        layer = torch.nn.Linear(n, m, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.tensor(net.start[i : i + m * n].reshape(m, n)))
            layer.bias.copy_(torch.tensor(net.start[i + m * n : i + m * n + m]))
        i += m * n + m
        layers += [layer, {"tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[activation]()]
    model = torch.nn.Sequential(*layers[:-1])
    if loss == "cross-entropy":
        return model, torch.nn.CrossEntropyLoss()
    return model, lambda z, y: ((z - torch.nn.functional.one_hot(y, net.sizes[-1])) ** 2).sum(dim=1).mean() / 2


@pytest.mark.parity
@pytest.mark.parametrize(("activation", "loss"), [("tanh", "cross-entropy"), ("relu", "squared error")])
@pytest.mark.parametrize(
    ("rule", "theirs"),
    [
        (SGD(learning_rate=0.1), lambda t, p: t.SGD(p, lr=0.1)),
        (Momentum(learning_rate=0.05, momentum=0.9), lambda t, p: t.SGD(p, lr=0.05, momentum=0.9)),
        (Adam(learning_rate=0.01), lambda t, p: t.Adam(p, lr=0.01)),
        (RMSProp(learning_rate=0.001, decay_rate=0.99), lambda t, p: t.RMSprop(p, lr=0.001)),
    ],
    ids=lambda x: getattr(type(x), "__name__", ""),
)
def test_200_steps_of_minibatches_are_those_of_pytorch(activation, loss, rule, theirs):
    torch = pytest.importorskip("torch", reason='pip install -e ".[parity]" brings torch')
    net = Network([64, 32, 10], TRAIN, activation=activation, loss=loss, seed=5)
    batches = Minibatches(net, batch_size=64, seed=3)
    ours = run(rule, batches, 200, keep="position")
    torch.set_num_threads(1)  # such small matrices are slower on more
    model, criterion = torch_network(torch, net, activation, loss)
    optimizer = theirs(torch.optim, model.parameters())
    X, y = torch.tensor(TRAIN.X), torch.tensor(TRAIN.y)
    for t in range(1, 201):
        rows = torch.tensor(batches.rows(t))
        optimizer.zero_grad()
        criterion(model(X[rows]), y[rows]).backward()
        optimizer.step()
        found = np.concatenate([p.detach().numpy().ravel() for p in model.parameters()])
        assert np.abs(ours["position"][t] - found).max() < 1e-10, t


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Network([64], TRAIN), r"sizes is \[64\]: it must be two or more whole numbers"),
        (lambda: Network([64, 0, 10], TRAIN), r"sizes is \[64, 0, 10\]: it must hold whole numbers from 1 up"),
        (lambda: Network([64, 2.5, 10], TRAIN), r"sizes is \[64, 2.5, 10\]: it must hold whole"),
        (
            lambda: Network([64, 10**9, 10], TRAIN),
            "sizes is .*: it must make at most 100,000,000 weights, and makes 75,",
        ),
        (lambda: NET.predictions(np.zeros(5)), r"w has the shape \(5,\): it must be \(2410, \*batch\)"),
        (lambda: NET.loss(np.zeros((5, 2))), r"w has the shape \(5, 2\): it must be \(2410, \*batch\)"),
        (lambda: NET.on(Samples(TRAIN.X[:5], [0, 1, 2, 3, 10])), "y holds 10: with 10 outputs it must be a whole"),
        (lambda: Network("64", TRAIN), "sizes is '64': it must be"),
        (lambda: Network([63, 32, 10], TRAIN), "sizes begins with 63: it must be 64"),
        (lambda: Network([64, 32, 9], TRAIN), "y holds 9: with 9 outputs it must be a whole number from 0 to 8"),
        (lambda: Network([1, 2], Samples([[1.0]], [0.5])), "y holds 0.5: with 2 outputs it must be a whole number"),
        (lambda: Network([1, 2], Samples([[1.0]], [-1])), "y holds -1: with 2 outputs"),
        (lambda: Network([1, 3], Samples([[1.0]], [[1.0, 2.0]]), loss="squared error"), "y has 2 columns: sizes ends"),
        (lambda: Network([1, 2], Samples([[1.0]], [[1.0, 2.0]])), r"y has the shape \(1, 2\): with 2 outputs"),
        (lambda: Network([64, 10], TRAIN, activation="sigmoid"), "activation is 'sigmoid': it must be one of 'tanh'"),
        (lambda: Network([64, 10], TRAIN, loss="hinge"), "loss is 'hinge': it must be one of"),
        (lambda: Network([64, 10], TRAIN, initialization=3), "initialization is 3: it must be one of"),
        (lambda: Network([64, 10], TRAIN, precision="half"), "precision is 'half': it must be one of"),
        (lambda: Network([64, 10], TRAIN, seed=-1), "seed is -1: it must be"),
        (lambda: Network([64, 10], "digits"), "data is 'digits': it must be samples"),
        (lambda: NET.on([1]), r"data is \[1\]: it must be samples"),
        (lambda: NET.on(spirals().train), "sizes begins with 64: it must be 2"),
        (lambda: NET.predictions(NET.start, [[1.0]]), r"X has the shape \(1, 1\): it must be \(rows, 64\)"),
        (lambda: Minibatches(NET, batch_size=1078), "batch_size is 1078: it must be a whole number from 1 to 1077"),
        (lambda: Minibatches(L2(NET, 0.1)), "data is .*: it must be data"),
        (
            lambda: Network([1, 1], Samples([[1.0]], [0.5]), loss="squared error").accuracy(np.zeros(2)),
            "y holds numbers to fit",
        ),
    ],
)
def test_bad_input_is_answered_in_one_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()
