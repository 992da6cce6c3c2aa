"""Every exercise's solution is the library's own."""

import inspect
import json
import re

import numpy as np
import pytest

from optlab import bowl, objectives, run, schedules, theory
from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.chapters.adagrad import adagrad_step, distance_after, effective_rate
from optlab.exercises.chapters.adam import adam_step, adamw_step, amsgrad_cache
from optlab.exercises.chapters.after_adam import sam_point, schedule_free_step, wsd_rate
from optlab.exercises.chapters.fair_race import best_of_k, find_mistakes, log_uniform
from optlab.exercises.chapters.first_network import clipped, kept_step, mean_loss
from optlab.exercises.chapters.gradient_descent import best_rate, descend, gradient_descent_step, loss_after
from optlab.exercises.chapters.learning_rate import cosine, read_curves, scaled_rate, warmup
from optlab.exercises.chapters.momentum import largest_rate, momentum_step, nesterov_step
from optlab.exercises.chapters.rmsprop import cache_after, resting_place, rmsprop_step
from optlab.exercises.chapters.stochastic import decayed_rate, floor, mean_gradient, sgd_epoch
from optlab.exercises.chapters.surface import VALLEY
from optlab.objectives import LinearRegression, Surface, quadratic
from optlab.optimizers import (
    SAM,
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    AMSGrad,
    Clipped,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
    ScheduleFreeSGD,
)
from optlab.training import Network, digits, expected_best
from optlab.training.spaces import log_uniform as trial_rates
from tests.rerun_notebooks import NOTEBOOKS

SETTINGS = {
    "learning_rate": 0.05,
    "momentum": 0.8,
    "decay_rate": 0.85,
    "beta1": 0.8,
    "beta2": 0.95,
    "epsilon": 1e-3,
    "weight_decay": 0.3,
}
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


def test_a_loop_that_descends_is_a_run():
    valley = quadratic([3.0])
    trace = run(GradientDescent(learning_rate=0.2), valley, steps=7, start=-1.3)
    ends = descend(lambda x: valley.gradient(np.array([x]))[0], -1.3, 0.2, 7)
    assert ends == pytest.approx(trace["position"][-1][0], rel=1e-12)


def test_a_pass_over_the_samples_makes_a_step_with_the_gradient_of_each():
    x, y = np.random.default_rng(1).normal(size=(2, 5))
    point, order = np.array([0.4, -1.1]), [3, 0, 4, 1, 2]
    for i in order:  # the library's loss has a ½, so its gradient is half of this one
        point = point - 0.1 * 2 * LinearRegression(x[[i]], y[[i]]).gradient(point)
    np.testing.assert_allclose(sgd_epoch(x, y, 0.4, -1.1, 0.1, order), point, rtol=1e-12)


def test_the_mean_loss_is_that_of_a_network():
    net = Network([64, 32, 10], digits().train, seed=3)
    assert mean_loss(net.scores(net.start).T, net.data.y) == pytest.approx(net.loss(net.start), rel=1e-12)


@pytest.mark.parametrize("limit", [0.5, 5, 50])
def test_a_clipped_gradient_is_what_a_clipped_rule_is_given(limit):
    gradient = np.array([3.0, -4.0, 1.0])
    plane = Surface("a plane", lambda w: 3 * w[0] - 4 * w[1] + w[2], lambda w: gradient + 0 * w, start=(0, 0, 0))
    record = run(Clipped(SGD(learning_rate=1.0), norm=limit), plane, steps=1)
    assert -record["step"][1] == pytest.approx(clipped(gradient, limit), rel=1e-12)


def test_early_stopping_never_sees_what_comes_after_the_stop():
    for seed in range(200):
        losses = np.random.default_rng(seed).random(12)
        step = kept_step(losses, patience=3)
        after = losses[step + 1 : step + 4]
        assert losses[step] == losses[: step + 1].min()
        assert (after > losses[step]).all()
        assert step == kept_step(losses[: step + 4], patience=3)


def test_the_curves_to_be_read_are_what_the_notebook_draws():
    cells = json.loads((NOTEBOOKS / "07_learning_rate.ipynb").read_text(encoding="utf-8"))["cells"]
    (drawn,) = ("".join(cell["source"]) for cell in cells if cell["id"] == "07-rc2")
    names = {"np": np, "objectives": objectives, "run": run, "SGD": SGD, "schedules": schedules, "quadratic": quadratic}
    exec(drawn.partition("plot_curves")[0], names)
    losses = [names["losses"][f"curve {number}"] for number in read_curves()]
    small, large, kept, falling = (loss[-50:].mean() / loss[0] for loss in losses)
    assert large > 10 > 1 > small > 0.1 > kept > 10 * falling
    assert losses[0][-1] < 0.9 * losses[0][-50], "too small a rate still goes down at the end"


def test_the_expected_best_is_the_library_s():
    losses = np.random.default_rng(2).lognormal(size=9)
    for k in (1, 2, 5, 9):
        assert best_of_k(losses, k) == pytest.approx(expected_best(losses, k), rel=1e-12)


def test_a_log_uniform_rate_is_what_a_race_draws():
    u = np.random.default_rng(3).random(5)
    drawn = trial_rates(np.random.default_rng(3), 1e-3, 10.0, 5)
    np.testing.assert_allclose(log_uniform(u, 1e-3, 10.0), drawn, rtol=1e-12)


def test_the_point_uphill_is_sam_s():
    trace = run(SAM(0.1, rho=0.3), bowl, 1)
    assert sam_point(bowl.start, trace["gradient"][1], 0.3) == pytest.approx(trace["uphill"][1], rel=1e-12)


def test_a_rate_that_stays_and_falls_is_the_library_s():
    rates = [wsd_rate(t, 0.3, 50, 0.4) for t in range(1, 51)]
    assert rates == pytest.approx(schedules.wsd(0.3, steps=50, decay=0.4)(np.arange(1, 51)), rel=1e-12)


def test_a_schedule_free_step_is_the_library_s():
    trace = run(ScheduleFreeSGD(0.1), bowl, 9)
    z = x = bowl.start
    for t in range(1, 10):
        z, x = schedule_free_step(t, z, x, trace["gradient"][t], 0.1)
        assert z == pytest.approx(trace["z"][t], rel=1e-12)
        assert x == pytest.approx(trace["x"][t], rel=1e-12)


def cells_of(name):
    cells = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells]


def test_each_report_has_the_mistake_that_its_words_say():
    """One rate for all, unequal budgets, a choice on the test set, one seed: the words that give each away."""
    (cell,) = (cell for cell in cells_of("09_a_fair_race") if "### Exercise 3: find the mistake" in cell)
    reports = re.findall(r"^\d\. (.*)$", cell, re.MULTILINE)
    telling = ("both at the rate 0.01", "B runs as its authors advise", "judged on images", "With the seed 0")
    assert [1 + [words in report for report in reports].index(True) for words in telling] == list(find_mistakes())
    assert all(sum(words in report for report in reports) == 1 for words in telling)


def test_every_solution_is_held_against_the_library():
    """A new one needs a test of its own above: it is found by its name being imported here."""
    missing = [name for name in CATALOGUE if name not in globals()]
    assert not missing, f"add a test of {', '.join(missing)} to tests/exercises/test_solutions.py"
