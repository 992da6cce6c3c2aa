import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, Surface, bowl, parabola, quadratic, run
from optlab.runs.walk import walk
from tests.catalogue import OBJECTIVES, RULES, label


def test_row_0_is_the_start_and_row_t_what_update_t_made():
    trace = run(GradientDescent(learning_rate=0.1), parabola, steps=3)
    assert trace["position"][:, 0].round(9).tolist() == [10, 8, 6.4, 5.12]
    assert trace["gradient"][1:, 0].round(9).tolist() == [20, 16, 12.8]
    assert np.isnan(trace["gradient"][0, 0])
    assert trace["step"][0, 0] == 0


@pytest.mark.parametrize("objective", OBJECTIVES, ids=label)
@pytest.mark.parametrize("rule", RULES, ids=label)
def test_every_rule_runs_on_every_objective(rule, objective):
    trace = run(rule(), objective, steps=5)
    assert trace["position"].shape == (6, objective.dim)
    assert trace["loss"].shape == (6,)
    assert np.array_equal(trace["position"][0], objective.start)
    assert np.array_equal(trace["position"][1:], trace["position"][:-1] + trace["step"][1:], equal_nan=True)
    assert str(trace.verdict)


def test_a_run_that_diverges_keeps_its_infinities_and_is_silent(capfd):
    trace = run(GradientDescent(learning_rate=10), quadratic([1, 1000]), steps=200)
    assert np.isinf(trace["loss"][-1]) or np.isnan(trace["loss"][-1])
    assert capfd.readouterr() == ("", "")


def test_a_start_of_ones_own():
    assert run(GradientDescent(), bowl, 1, start=[1, 2])["position"][0].tolist() == [1, 2]
    assert run(GradientDescent(), parabola, 1, start=3)["position"][0].tolist() == [3]
    assert run(GradientDescent(), bowl, 1, start=np.ones((2, 4, 5))).batch == (4, 5)


def test_the_callers_start_is_not_changed():
    start = np.array([3.0, 4.0])
    run(Adam(), bowl, 5, start=start)
    assert start.tolist() == [3.0, 4.0]


def test_an_objective_cannot_move_the_position():
    def gradient(w):
        w *= 2
        return w

    with pytest.raises(ValueError, match=r"read-only"):
        run(GradientDescent(), Surface("mover", lambda w: w[0] * w[0], gradient, start=1), 2)


def test_float32_stays_float32():
    trace = run(Adam(learning_rate=[0.1, 0.2]), bowl, 5, start=np.float32([1, 2]))
    assert {trace[name].dtype for name in trace.names} == {np.dtype(np.float32)}


def test_whole_numbers_do_not_truncate():
    assert run(GradientDescent(learning_rate=0.1), bowl, 1, start=[1, 1])["position"].dtype == float


@pytest.mark.parametrize("steps", [0, -1, 1.5, "10", None, True, np.nan, [5]])
def test_steps_must_be_a_positive_whole_number(steps):
    with pytest.raises(ValueError, match=r"steps is .*: it must be a whole number from 1 up"):
        run(GradientDescent(), parabola, steps)


@pytest.mark.parametrize("start", [[1, 2, 3], [1], np.ones((3, 2))])
def test_a_start_of_another_dimension(start):
    with pytest.raises(ValueError, match=r"start has . coordinates?: it must have 2"):
        run(GradientDescent(), bowl, 1, start=start)


def test_shapes_that_do_not_broadcast():
    with pytest.raises(ValueError, match=r"do not broadcast: start \(2,\), momentum \(3,\)"):
        run(Momentum(momentum=[0.1, 0.2, 0.3]), bowl, 1, start=np.ones((2, 2)))


def test_a_value_or_gradient_of_another_shape_is_named():
    with pytest.raises(ValueError, match=r"gradient of 'flat' returned the shape"):
        run(GradientDescent(), Surface("flat", lambda w: w[0] * w[1], lambda w: w[0], start=(1, 2)), 1)
    with pytest.raises(ValueError, match=r"value of 'whole' returned the shape"):
        run(GradientDescent(), Surface("whole", lambda w: w * w, lambda w: 2 * w, start=(1, 2)), 1)


@pytest.mark.parametrize(("rule", "objective"), [(GradientDescent, bowl), ("adam", bowl), (None, bowl)])
def test_what_is_no_rule(rule, objective):
    with pytest.raises(ValueError, match=r"rule is .*: it must be a Rule"):
        run(rule, objective, 1)


@pytest.mark.parametrize("objective", [None, "bowl", lambda w: w, Surface])
def test_what_is_no_objective(objective):
    with pytest.raises(ValueError, match=r"objective is .*: it must be an Objective"):
        run(GradientDescent(), objective, 1)


def test_a_walk_keeps_nothing_and_agrees_with_the_run():
    trace = run(Adam(), bowl, steps=7)
    for t, made, gradient in walk(Adam(), bowl, steps=7):
        assert np.array_equal(gradient, trace["gradient"][t], equal_nan=True)
        assert bowl.loss(made.position) == trace["loss"][t]
        for name in made._fields:
            assert np.array_equal(getattr(made, name), trace[name][t]), (t, name)


def test_a_schedule_that_changes_its_shape_is_named():
    rule = GradientDescent(learning_rate=lambda t: np.full(t + 1, 0.1))
    with pytest.raises(
        ValueError, match=r"^learning_rate has the shape \(3,\) in step 2: it must fit the batch of runs, \(2,\)$"
    ):
        run(rule, parabola, 3)
