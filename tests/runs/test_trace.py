import numpy as np
import pytest

from optlab import Adam, GradientDescent, bowl, parabola, run, steps_to
from optlab.objectives import Adversary
from optlab.schedules import cosine


def test_an_unknown_name_lists_the_known():
    with pytest.raises(KeyError, match=r"'speed' is not in this run: it must be one of position, step, loss, gradient"):
        run(GradientDescent(), bowl, 1)["speed"]


def test_names_are_the_formulas():
    assert run(Adam(), bowl, 1).names == ("position", "step", "m", "v", "m_hat", "v_hat", "rate", "loss", "gradient")


def test_one_run_of_a_batch():
    trace = run(GradientDescent(learning_rate=[[0.1, 0.2, 0.3]]), bowl, 4)
    assert trace.batch == (1, 3)
    assert trace.one(0, 2)["position"].tolist() == run(GradientDescent(learning_rate=0.3), bowl, 4)["position"].tolist()


def test_a_batch_has_no_listing():
    with pytest.raises(ValueError, match=r"a batch of runs of shape \(2,\)"):
        run(GradientDescent(learning_rate=[0.1, 0.2]), bowl, 1).listing()


def test_a_listing_has_a_line_for_each_update():
    lines = run(GradientDescent(learning_rate=0.1), parabola, 10).listing().splitlines()
    assert len(lines) == 10
    assert lines[-1] == "Iteration 10: x = 1.0737418240000003, f(x) = 1.1529215046068475"


def test_its_repr_says_what_was_run():
    assert (
        repr(run(GradientDescent(), parabola, 2)) == "Trace(GradientDescent(learning_rate=0.1) on f(x) = x², 2 steps)"
    )


def test_one_run_of_a_batch_has_its_own_rule():
    trace = run(Adam(learning_rate=[[0.1], [0.2]], beta1=[0.5, 0.6, 0.7]), bowl, 4)
    assert trace.one(1, 2).rule == Adam(learning_rate=0.2, beta1=0.7)
    scheduled = run(Adam(learning_rate=cosine(np.array([0.1, 0.2]), steps=4)), bowl, 4).one(1).rule
    assert [scheduled.at(t).learning_rate for t in (1, 3)] == [0.2, cosine(0.2, steps=4)(3)]
    assert run(Adam(learning_rate=cosine(0.1, steps=4)), bowl, 4, start=np.ones((2, 3))).one(1).rule.scheduled


def test_without_a_known_minimum_there_is_no_distance():
    trace = run(GradientDescent(), Adversary(), 3)
    for ask in (lambda: trace.distance, lambda: steps_to(trace, 0.1)):
        with pytest.raises(ValueError, match=r"^the minimum of .* is not known: there is no distance to it$"):
            ask()


def test_steps_to_of_a_batch_is_that_of_its_runs():
    rule = GradientDescent([0.1, 0.4, 1.1])
    batch = steps_to(run(rule, parabola, 20), 0.2)
    alone = [steps_to(run(GradientDescent(rate), parabola, 20), 0.2) for rate in rule.learning_rate]
    assert batch.tolist() == [18, 3, float("inf")]
    assert alone == [18, 3, None]


def test_steps_to_counts_steps_and_not_rows():
    rule = GradientDescent(learning_rate=0.4)
    assert steps_to(run(rule, parabola, 12), 0.01) == 5
    assert steps_to(run(rule, parabola, 12, every=3), 0.01) == 6
