"""Training that is watched."""

import numpy as np
import pytest

from optlab import SGD, Adam, Minibatches, parabola, run
from optlab.objectives import L2, Noisy
from optlab.schedules import cosine
from optlab.training import Network, Samples, digits, spirals, train

DATA = spirals(per_class=50)
NET = Network([2, 8, 2], DATA.train)
BATCHES = Minibatches(NET, 16, seed=0)


def test_it_takes_the_steps_of_a_run():
    seen, trace = train(Adam(0.01), BATCHES, 25, DATA.validation, every=10), run(Adam(0.01), BATCHES, 25)
    assert seen.t.tolist() == [0, 10, 20, 25]
    assert np.array_equal(seen.position, trace["position"][-1])
    assert seen["loss"] == pytest.approx(trace["loss"][seen.t], rel=1e-14)


def test_what_is_seen_is_what_its_name_says():
    seen, trace = train(Adam(0.01), BATCHES, 6, DATA.validation, every=3), run(Adam(0.01), BATCHES, 6)
    judge = NET.on(DATA.validation)
    for row, t in enumerate(seen.t):
        w = trace["position"][t]
        assert seen["accuracy"][row] == (NET.predictions(w) == DATA.train.y).mean()
        assert seen["validation_loss"][row] == pytest.approx(judge.loss(w), rel=1e-14)
        assert seen["validation_accuracy"][row] == judge.accuracy(w)
        if t:
            batch = NET.value(trace["position"][t - 1], BATCHES.rows(t))
            assert seen["batch_loss"][row] == pytest.approx(batch, rel=1e-12)
            assert seen["weight_norm"][row] == pytest.approx(np.linalg.norm(w), rel=1e-14)
            assert seen["gradient_norm"][row] == pytest.approx(np.linalg.norm(trace["gradient"][t]), rel=1e-14)
            ratio = np.linalg.norm(trace["step"][t]) / np.linalg.norm(w)
            assert seen["step_ratio"][row] == pytest.approx(ratio, rel=1e-14)
            assert (seen["learning_rate"][row], seen["clipped"][row]) == (0.01, 0)
    assert [np.isnan(seen[name][0]) for name in ("gradient_norm", "step_ratio", "learning_rate", "clipped")] == [
        True
    ] * 4


def test_a_batch_of_runs_is_seen_at_once():
    rates = np.array([0.01, 0.1])[:, None]
    seen = train(SGD(learning_rate=rates), Minibatches(NET.drawn([1, 2, 3]), 16, seed=0), 20)
    assert {name: seen[name].shape for name in seen.columns} == dict.fromkeys(seen.columns, (3, 2, 3))
    alone = train(SGD(learning_rate=0.1), Minibatches(NET.drawn(2), 16, seed=0), 20)
    for name in ("loss", "accuracy", "gradient_norm", "step_ratio", "learning_rate"):
        assert seen[name][:, 1, 1] == pytest.approx(alone[name], rel=1e-10, nan_ok=True)
    assert np.isnan(seen["validation_loss"]).all()


def test_a_schedule_is_seen():
    rate = cosine(0.1, steps=20)
    seen = train(SGD(learning_rate=rate), BATCHES, 20, every=5, keep=["learning_rate"])
    assert seen["learning_rate"][1:].tolist() == [rate(t) for t in (5, 10, 15, 20)]
    assert [*seen.columns] == ["learning_rate"]


def test_what_is_around_a_network_may_be_trained_too():
    for objective in (NET, L2(BATCHES, 0.01), Noisy(BATCHES, 0.1)):
        assert train(SGD(0.1), objective, 5)["loss"][0] == pytest.approx(NET.loss(NET.start))


def test_the_loss_of_a_batch_is_that_of_the_batch_inside_a_penalty_and_of_all_samples_where_there_is_none():
    inside, whole = train(SGD(0.1), L2(BATCHES, 0.0), 5, every=1), train(SGD(0.1), NET, 5, every=1)
    assert inside["batch_loss"][1:] == pytest.approx(train(SGD(0.1), BATCHES, 5, every=1)["batch_loss"][1:], rel=1e-12)
    assert whole["batch_loss"][1:] == pytest.approx(whole["loss"][:-1], rel=1e-12)


def test_stop_keeps_what_was_done():
    def stop(done, steps):
        if done == 13:
            raise KeyboardInterrupt

    seen, whole = train(Adam(0.01), BATCHES, 40, every=5, progress=stop), train(Adam(0.01), BATCHES, 40, every=5)
    assert seen.stopped
    assert seen.t.tolist() == [0, 5, 10]
    assert np.array_equal(seen["loss"], whole["loss"][:3])
    assert np.array_equal(seen.position, run(Adam(0.01), BATCHES, 13)["position"][-1])
    assert not whole.stopped
    assert "stopped after 10 steps" in repr(seen)


def test_memory_does_not_grow_with_the_steps():
    short, long = (train(SGD(0.01), BATCHES, steps, every=steps // 10) for steps in (20, 200))
    assert [x.nbytes for x in short.columns.values()] == [x.nbytes for x in long.columns.values()]
    assert sum(x.nbytes for x in long.columns.values()) == 10 * 8 * 11


def test_numbers_to_fit_have_no_accuracy():
    net = Network([1, 4, 1], Samples([[0.0], [1.0]], [0.5, 0.25]), loss="squared error")
    assert np.isnan(train(SGD(0.1), net, 3)["accuracy"]).all()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"objective": parabola}, "objective is .*: it must be a Network, or Minibatches of one"),
        ({"objective": 3}, "objective is 3: it must be"),
        ({"validation": digits().validation}, "sizes begins with 2: it must be 64"),
        ({"validation": 3}, "data is 3: it must be samples"),
        ({"steps": 0}, "steps is 0: it must be"),
        ({"every": 0}, "every is 0: it must be"),
        ({"keep": ["lost"]}, r"keep is \['lost'\]: it must name one or more of loss, accuracy"),
        ({"keep": []}, r"keep is \[\]: it must name"),
        ({"keep": 3}, "keep is 3: it must name"),
        ({"rule": 3}, "rule is 3: it must be a Rule"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(given, words):
    with pytest.raises(ValueError, match=words):
        train(**{"rule": SGD(0.1), "objective": BATCHES, "steps": 3} | given)
