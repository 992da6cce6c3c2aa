"""What holds for every rule, whatever the numbers are."""

from dataclasses import fields, replace
from typing import Literal, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optlab import (
    AdaGrad,
    Adam,
    LinearRegression,
    Minibatches,
    RMSProp,
    Surface,
    himmelblau,
    quadratic,
    rosenbrock,
    run,
)
from optlab.objectives import Noisy, ackley, beale, rastrigin, saddle, tilted_bowl
from optlab.optimizers import LAMB, SAM, DAdaptAdam, Decay, Prodigy, Rate, Small, Sophia
from optlab.runs.sweep import sweep
from tests.catalogue import DATA, RULES, label

VALUES = {Rate: st.floats(1e-6, 2.0), Decay: st.floats(0.0, 0.9999), Small: st.floats(1e-10, 1.0)}
OBJECTIVES = [rosenbrock, himmelblau, beale, saddle, tilted_bowl(), rastrigin(), ackley(), DATA, quadratic([1, 30])]
few = settings(max_examples=12)  # of each rule, and there are a dozen rules
every_rule = pytest.mark.parametrize("rule", RULES, ids=label)


def numeric(rule) -> dict:
    """The strategy of every hyperparameter that is a number."""
    hints = get_type_hints(rule, include_extras=True)
    return {f.name: VALUES[hints[f.name]] for f in fields(rule) if hints[f.name] in VALUES}


@st.composite
def settings_of(draw, rule):
    """Hyperparameters for one run, options included."""
    hints = get_type_hints(rule, include_extras=True)
    setting = {name: draw(value) for name, value in numeric(rule).items()}
    for field in fields(rule):
        if get_origin(hints[field.name]) is Literal:
            setting[field.name] = draw(st.sampled_from(hints[field.name].__args__))
        elif hints[field.name] is bool:
            setting[field.name] = draw(st.booleans())
    return setting


def starts(dim, size=3.0):
    return st.lists(st.floats(-size, size), min_size=dim, max_size=dim)


@every_rule
@few
@given(data=st.data())
def test_a_sweep_equals_its_loop_bit_for_bit(rule, data):
    runs = data.draw(st.integers(1, 4))
    objective = data.draw(st.sampled_from(OBJECTIVES))
    dtype = data.draw(st.sampled_from([np.float64, np.float32]))
    setting = data.draw(settings_of(rule))
    for name in data.draw(st.sets(st.sampled_from(sorted(numeric(rule))))):
        setting[name] = np.array(data.draw(st.lists(numeric(rule)[name], min_size=runs, max_size=runs)))
    start = np.array([data.draw(starts(objective.dim)) for _ in range(runs)], dtype).T
    names = run(rule(), objective, 1).names
    swept = sweep(rule(**setting), objective, 12, keep=names, start=start)
    for i in range(runs):
        alone = {name: value[i] if np.ndim(value) else value for name, value in setting.items()}
        trace = run(rule(**alone), objective, 12, start=start[:, i])
        for name in names:
            assert trace[name].dtype == dtype
            assert np.array_equal(swept.one(i)[name], trace[name], equal_nan=True), (name, i)


@every_rule
@few
@given(data=st.data(), seed=st.integers(0, 2**40), batch_size=st.integers(1, 4))
def test_the_same_seed_gives_the_same_run(rule, data, seed, batch_size):
    rule = rule(**data.draw(settings_of(rule)))
    make = [
        lambda: Noisy(rosenbrock, 0.1, seed),
        lambda: Minibatches(LinearRegression([1, 2, 3, 4], [2, 4, 6, 8]), batch_size, seed),
    ]
    for objective in make:
        first, second = run(rule, objective(), 15), run(rule, objective(), 15)
        assert all(np.array_equal(first[name], second[name], equal_nan=True) for name in first.names)


SUMMING = [DAdaptAdam, LAMB, Prodigy, SAM]  # over the coordinates, in their order
DRAWING = [Sophia]  # a sign for each coordinate


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in SUMMING + DRAWING], ids=label)
@few
@given(data=st.data(), order=st.permutations(range(4)))
def test_a_permutation_of_coordinates_permutes_the_run(rule, data, order):
    rule = rule(**data.draw(settings_of(rule)))
    curvatures, start = np.array([0.1, 1.0, 3.0, 20.0]), np.array(data.draw(starts(4)))
    straight = run(rule, quadratic(curvatures), 15, start=start)
    mixed = run(rule, quadratic(curvatures[order]), 15, start=start[order])
    for name in rule.record_type()._fields:
        assert np.array_equal(mixed[name], straight[name][:, order], equal_nan=True), name


@pytest.mark.parametrize("rule", SUMMING, ids=label)
@few
@given(data=st.data(), order=st.permutations(range(4)))
def test_a_permutation_permutes_the_run_of_a_rule_that_sums_but_for_roundings(rule, data, order):
    rule = rule(**data.draw(settings_of(rule)))
    curvatures, start = np.array([0.1, 1.0, 3.0, 20.0]), np.array(data.draw(starts(4)))
    straight = run(rule, quadratic(curvatures), 3, start=start)["position"]
    mixed = run(rule, quadratic(curvatures[order]), 3, start=start[order])["position"]
    assert np.allclose(mixed, straight[:, order], rtol=1e-9, atol=1e-9 * np.abs(straight).max(), equal_nan=True)


@pytest.mark.parametrize("rule", [Adam, RMSProp, AdaGrad], ids=label)
@given(data=st.data(), power=st.integers(-40, 40))
def test_the_scale_of_the_loss_does_not_matter_without_epsilon(rule, data, power):
    """Powers of two change no digit, so that the paths are equal to the last."""
    rule = replace(rule(**data.draw(settings_of(rule))), epsilon=0)
    scale, start = 2.0**power, data.draw(starts(2).filter(lambda w: min(map(abs, w)) > 1e-3))
    scaled = Surface("scaled", lambda w: scale * bowl(w), lambda w: scale * slope(w), start=start)
    plain = Surface("plain", bowl, slope, start=start)
    assert np.array_equal(run(rule, scaled, 12)["position"], run(rule, plain, 12)["position"], equal_nan=True)


@pytest.mark.parametrize("rule", [Adam(), RMSProp(), AdaGrad()], ids=lambda r: r.title)
@given(power=st.floats(-3, 6))
def test_and_hardly_matters_with_a_small_one(rule, power):
    scale = 10**power
    scaled = Surface("scaled", lambda w: scale * bowl(w), lambda w: scale * slope(w), start=(-5, -2))
    plain = Surface("plain", bowl, slope, start=(-5, -2))
    rule = replace(rule, epsilon=1e-14)
    assert run(rule, scaled, 20)["position"] == pytest.approx(run(rule, plain, 20)["position"], rel=1e-6, abs=1e-6)


@every_rule
@few
@given(data=st.data())
def test_where_there_is_no_slope_nothing_moves(rule, data):
    setting = data.draw(settings_of(rule)) | ({"weight_decay": 0.0} if "weight_decay" in rule().hyperparameters else {})
    flat = Surface("flat", lambda w: 0 * w[0], np.zeros_like, start=data.draw(starts(3, size=1e6)))
    trace = run(rule(**setting), flat, 6)
    assert (trace["position"] == flat.start).all()
    assert (trace["step"] == 0).all()


@every_rule
@few
@given(data=st.data())
def test_a_step_is_what_is_added_to_the_position(rule, data):
    objective = data.draw(st.sampled_from(OBJECTIVES))
    trace = run(rule(**data.draw(settings_of(rule))), objective, 12, start=data.draw(starts(objective.dim)))
    position, step = trace["position"], trace["step"]
    with np.errstate(all="ignore"):
        assert np.array_equal(position[1:], position[:-1] + step[1:], equal_nan=True)


@given(data=st.data(), t=st.integers(1, 1000))
def test_a_batch_of_samples_is_a_function_of_t_alone(data, t):
    count = data.draw(st.integers(1, 9))
    batches = Minibatches(LinearRegression(range(count), range(count)), data.draw(st.integers(1, count)), seed=t)
    rows = batches.rows(t).tolist()
    batches.rows(data.draw(st.integers(1, 1000)))
    assert batches.rows(t).tolist() == rows
    assert len(set(rows)) == len(rows)


def bowl(w):
    return 0.1 * w[0] * w[0] + 2 * w[1] * w[1]


def slope(w):
    return np.array([0.2 * w[0], 4 * w[1]])
