"""Rules by the name of a parameter."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from optlab import SGD, Adam, AdamW, Minibatches, Momentum, Nadam, parabola, rosenbrock, run, sweep
from optlab.optimizers.per_parameter import PerParameter
from optlab.schedules import cosine
from optlab.training import Network, race, spirals

DATA = spirals(per_class=20)
NET = Network([2, 6, 2], DATA.train)
BATCHES = Minibatches(NET, 8, seed=0)


def test_each_parameter_follows_its_own_rule():
    both = PerParameter({"x": SGD(learning_rate=1e-3), "y": Momentum(learning_rate=1e-4)}, rosenbrock.parameters)
    last = {"x": SGD(learning_rate=1e-3), "y": Momentum(learning_rate=1e-4)}
    trace = run(both, rosenbrock, 20)
    position, velocity = rosenbrock.start.copy(), 0.0
    for t in range(1, 21):
        x, y = rosenbrock.gradient(position)
        velocity = 0.9 * velocity - last["y"].learning_rate * y
        position = position + np.array([-1e-3 * x, velocity])
        assert trace["position"][t] == pytest.approx(position, rel=1e-12)
    assert not trace["velocity"][:, 0].any()
    assert trace["velocity"][20, 1] == pytest.approx(velocity)


def test_the_same_settings_everywhere_are_the_rule_alone():
    for rule in (AdamW(), Nadam(), Adam(epsilon_place="inside")):
        whole = run(PerParameter({"weights*": rule, "*": rule}, NET.parameters), BATCHES, 15)
        assert np.array_equal(whole["position"], run(rule, BATCHES, 15)["position"])


@pytest.mark.parity
def test_decay_that_spares_the_biases_is_that_of_pytorch_s_groups():
    torch = pytest.importorskip("torch")
    mixed = PerParameter(
        {"weights*": AdamW(learning_rate=0.01, weight_decay=0.5), "biases*": AdamW(learning_rate=0.01, weight_decay=0)},
        NET.parameters,
    )
    trace = run(mixed, BATCHES, 30, keep="position")
    model = torch.nn.Sequential(torch.nn.Linear(2, 6), torch.nn.Tanh(), torch.nn.Linear(6, 2)).double()
    with torch.no_grad():
        for p, part in zip(model.parameters(), np.split(NET.start, np.cumsum([12, 6, 12])), strict=True):
            p.copy_(torch.tensor(part.reshape(p.shape)))
    matrices, biases = ([p for p in model.parameters() if (p.ndim == 2) == flat] for flat in (True, False))
    groups = [{"params": matrices, "weight_decay": 0.5}, {"params": biases, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=0.01)
    X, y = torch.tensor(DATA.train.X.copy()), torch.tensor(DATA.train.y.copy())
    for t in range(1, 31):
        rows = torch.tensor(BATCHES.rows(t))
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(X[rows]), y[rows]).backward()
        optimizer.step()
    found = np.concatenate([p.detach().numpy().ravel() for p in model.parameters()])
    assert trace["position"][-1] == pytest.approx(found, rel=1e-10, abs=1e-12)


def test_it_is_a_rule_like_any_other():
    def mixed(rate):
        return PerParameter({"weights*": Adam(learning_rate=rate), "*": SGD(learning_rate=0.1)}, NET.parameters)

    together = sweep(mixed(np.array([0.01, 0.1])), BATCHES, 20, keep=("loss", "position"))
    assert together["loss"][:, 1] == pytest.approx(run(mixed(0.1), BATCHES, 20)["loss"], rel=1e-10)
    assert together.one(1).rule == mixed(0.1)
    assert pickle.loads(pickle.dumps(mixed(0.1))) == mixed(0.1)
    assert replace(mixed(0.1), weights_learning_rate=0.5) == mixed(0.5)
    assert run(mixed(cosine(0.1, 20)), BATCHES, 20)["loss"][-1] < 0.7
    space = {"mixed": (mixed(0.1), {"weights_learning_rate": (1e-3, 1.0), "weights_beta1": (0.5, 0.99)})}
    result = race(space, NET, DATA.validation, trials=4, steps=10, batch_size=8)
    assert result.chosen["mixed"].rest_learning_rate == 0.1


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({}, "rules is {}: it must hold a Rule for each pattern"),
        ({"*": "adam"}, "rules is .*: it must hold a Rule for each pattern"),
        ({"weights*": Adam()}, "one of them must fit the parameter 'biases1'"),
        ({"*": Adam(), "conv*": Adam()}, "rules has 'conv.': it must fit one of the parameters weights1, biases1"),
        ({"weights1": Adam(), "weights1*": Adam(), "*": Adam()}, "rules has 'weights1.': it must fit"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(rules, words):
    with pytest.raises(ValueError, match=words):
        PerParameter(rules, NET.parameters)


def test_a_point_of_another_size_is_refused_in_one_sentence():
    both = PerParameter({"x": SGD(), "y": Momentum()}, rosenbrock.parameters)
    with pytest.raises(ValueError, match=r"^rules are for parameters of 2 numbers: they must be 1, as a point has$"):
        run(both, parabola, 2)
