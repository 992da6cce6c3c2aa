"""Every exercise: its solution is the library's, and every known mistake is named, and no other."""

import inspect

import numpy as np
import pytest

from optlab import run, schedules, theory
from optlab.exercises import check
from optlab.exercises.adagrad import adagrad_step, distance_after, effective_rate
from optlab.exercises.adam import adam_step, adamw_step, amsgrad_cache
from optlab.exercises.catalogue import CATALOGUE, NOTEBOOKS
from optlab.exercises.gradient_descent import best_rate, gradient_descent_step, loss_after
from optlab.exercises.learning_rate import cosine, scaled_rate, warmup
from optlab.exercises.momentum import largest_rate, momentum_step, nesterov_step
from optlab.exercises.rmsprop import cache_after, resting_place, rmsprop_step
from optlab.exercises.stochastic import decayed_rate, floor, mean_gradient
from optlab.exercises.surface import VALLEY
from optlab.objectives import LinearRegression, quadratic
from optlab.optimizers import SGD, AdaGrad, Adam, AdamW, AMSGrad, GradientDescent, Momentum, Nesterov, RMSProp

SETTINGS = {
    "learning_rate": 0.05,
    "momentum": 0.8,
    "decay_rate": 0.85,
    "beta1": 0.8,
    "beta2": 0.95,
    "epsilon": 1e-3,
    "weight_decay": 0.3,
}
MISTAKES = [(exercise, words, make) for exercise in CATALOGUE.values() for words, make in exercise.mistakes()]
every_exercise = pytest.mark.parametrize("exercise", CATALOGUE.values(), ids=CATALOGUE)


def stub(exercise, body="..."):
    """The function as it stands in the notebook."""
    made = {}
    exec(f"def {exercise.name}({', '.join(exercise.arguments)}):\n    {body}\n", made)
    return made[exercise.name]


def test_there_are_three_for_each_notebook():
    assert [len(notebook.EXERCISES) for notebook in NOTEBOOKS] == [3] * 7
    assert len(CATALOGUE) == 21


@every_exercise
def test_the_solution_is_right(exercise):
    answer = check(exercise.solution)
    assert answer.kind == "right"
    assert answer.startswith("Right: ")


@every_exercise
@pytest.mark.parametrize("body", ["...", "pass", '"""What it does."""', "raise NotImplementedError", "return None"])
def test_an_empty_function_is_not_attempted(exercise, body):
    answer = check(stub(exercise, body))
    assert answer.kind == "not attempted"
    assert answer.startswith(f"Not attempted yet: {exercise.name}({', '.join(exercise.arguments)}) is to return ")
    assert exercise.hint not in answer


@pytest.mark.parametrize(("exercise", "words", "make"), MISTAKES, ids=[f"{e.name}: {w}" for e, w, _ in MISTAKES])
def test_a_known_mistake_is_named_and_no_other(exercise, words, make):
    make.__name__ = exercise.name
    make.__signature__ = inspect.signature(exercise.solution)
    answer = check(lambda_of(make))
    first, *named, hint = answer.splitlines()
    assert answer.kind == "wrong"
    assert first.startswith(("Not right yet: at step ", "Not right yet: for "))
    assert named == [f"This is exactly what comes out when {words}."]
    assert hint == f"Hint: {exercise.hint}"


def lambda_of(make):
    """Mistakes take their arguments by name; a learner's function takes them by place."""
    names = list(make.__signature__.parameters)

    def function(*values):
        return make(**dict(zip(names, values, strict=True)))

    function.__name__, function.__signature__ = make.__name__, make.__signature__
    return function


@every_exercise
def test_there_are_enough_mistakes_and_a_hint_for_each(exercise):
    assert len(list(exercise.mistakes())) >= 9
    assert exercise.hint.endswith((".", "?"))
    assert not any(words.endswith(".") for words, _ in exercise.mistakes())


def test_a_slip_that_is_not_in_the_solution_is_refused():
    with pytest.raises(ValueError, match="'nothing of it' must be in the source of best_rate"):
        CATALOGUE["best_rate"]._with("nothing of it → 1")


STEPS = [
    (gradient_descent_step, GradientDescent, []),
    (momentum_step, Momentum, ["velocity"]),
    (adagrad_step, AdaGrad, ["cache"]),
    (rmsprop_step, RMSProp, ["cache"]),
    (adam_step, Adam, ["m", "v"]),
    (adamw_step, AdamW, ["m", "v"]),
]


@pytest.mark.parametrize(("step", "rule", "state"), STEPS, ids=[step.__name__ for step, *_ in STEPS])
def test_a_step_is_the_library_s_own_over_20_steps(step, rule, state):
    names = inspect.signature(step).parameters
    settings = {name: SETTINGS[name] for name in names if name in SETTINGS}
    trace = run(rule(**settings), VALLEY, steps=20)
    now = [trace[name][0] for name in ("position", *state)]
    for t in range(1, 21):
        given = {"t": t, "gradient": VALLEY.gradient(now[0])} | settings
        returned = step(*now, **{name: given[name] for name in names if name in given})
        now = list(returned) if state else [returned]
        for name, value in zip(("position", *state), now, strict=True):
            np.testing.assert_allclose(value, trace[name][t], rtol=1e-12, atol=1e-14)


def test_nesterov_s_step_is_the_library_s_seen_from_the_point_ahead():
    trace = run(Nesterov(learning_rate=0.05, momentum=0.8), VALLEY, steps=20)
    x, v = trace["position"][0], np.zeros(2)
    for t in range(1, 21):
        x, v = nesterov_step(x, v, VALLEY.gradient, 0.05, 0.8)
        np.testing.assert_allclose(x + 0.8 * v, trace["position"][t], rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(v, trace["velocity"][t], rtol=1e-12, atol=1e-14)


def test_amsgrad_keeps_what_the_library_keeps():
    trace = run(AMSGrad(learning_rate=0.05, beta2=0.5), VALLEY, steps=20)
    largest = trace["v_max"][0]
    for t in range(1, 21):
        largest = amsgrad_cache(largest, trace["v"][t])
        np.testing.assert_array_equal(largest, trace["v_max"][t])
    assert np.any(largest > trace["v"][-1])


@pytest.mark.parametrize(("steps", "curvature", "rate"), [(1, 2.0, 0.1), (7, 10.0, 0.15), (20, 3.0, 0.7)])
def test_the_loss_after_some_steps_is_that_of_a_run(steps, curvature, rate):
    trace = run(GradientDescent(learning_rate=rate), quadratic([curvature]), steps, start=1.7)
    assert loss_after(steps, 1.7, curvature, rate) == pytest.approx(trace["loss"][-1], rel=1e-12)


@pytest.mark.parametrize("curvatures", [(1.0, 100.0), (0.3, 0.5)])
def test_rates_are_those_of_the_theory(curvatures):
    valley = quadratic(curvatures)
    assert best_rate(*curvatures) == pytest.approx(
        theory.best(GradientDescent(), valley).hyperparameters["learning_rate"], rel=1e-12
    )
    assert largest_rate(curvatures[1], 0.9) == pytest.approx(
        theory.stability_limit(Momentum(momentum=0.9), valley), rel=1e-12
    )
    assert resting_place(0.02) == theory.resting_amplitude(RMSProp(learning_rate=0.02))
    assert floor(0.01, curvatures[1], 1.3) == pytest.approx(
        theory.noise_floor(SGD(learning_rate=0.01), curvatures[1], 1.3), rel=1e-12
    )


def test_the_mean_gradient_is_twice_that_of_the_library_whose_loss_has_a_half():
    x, y = np.random.default_rng(0).normal(size=(2, 9))
    gradient = LinearRegression(x, y).gradient(np.array([0.4, -1.1]))
    np.testing.assert_allclose(mean_gradient(x, y, 0.4, -1.1), 2 * gradient, rtol=1e-12)


@pytest.mark.parametrize("t", [1, 2, 5, 10, 11])
def test_schedules_are_the_library_s(t):
    assert decayed_rate(t, 0.3) == pytest.approx(schedules.inverse_sqrt(0.3)(t), rel=1e-12)
    assert warmup(t, 0.3, 5) == pytest.approx(schedules.warmup(0.3, 5)(t), rel=1e-12)
    assert cosine(t, 0.3, 10) == pytest.approx(schedules.cosine(0.3, 10)(t), rel=1e-12, abs=1e-16)


def test_caches_and_distances_are_those_of_runs_on_a_straight_line():
    """A slope of 3 everywhere, where the rules are let run without an ε."""
    adagrad, rmsprop = AdaGrad(learning_rate=0.4, epsilon=0), RMSProp(decay_rate=0.9, epsilon=0)
    one, other = adagrad.begin(np.zeros(1)), rmsprop.begin(np.zeros(1))
    for t in range(1, 21):
        one, other = adagrad.update(t, np.array([3.0]), one), rmsprop.update(t, np.array([3.0]), other)
    assert distance_after(20, 0.4) == pytest.approx(-one.position[0], rel=1e-12)
    assert cache_after(20, 3.0, 0.9) == pytest.approx(other.cache[0], rel=1e-12)
    assert effective_rate(one.cache, 0.4, 0) == pytest.approx(one.rate, rel=1e-12)


def test_a_scaled_rate_grows_with_the_batch_up_to_the_limit():
    assert [scaled_rate(0.1, 32, batch, 0.5) for batch in (16, 32, 128, 160, 320)] == [0.05, 0.1, 0.4, 0.5, 0.5]
