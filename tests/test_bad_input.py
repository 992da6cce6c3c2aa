"""Whatever is handed over, the answer is right, or one sentence that names it. Warnings are errors here."""

import math
import re
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab import LinearRegression, Minibatches, Surface, parabola, quadratic, run
from optlab import schedules as s
from optlab.objectives import (
    L2,
    Adversary,
    LogisticRegression,
    Noisy,
    ackley,
    rastrigin,
    sparse_features,
    styblinski_tang,
    tilted_bowl,
)
from optlab.optimizers import Adam, GradientDescent
from optlab.runs.sweep import sweep
from optlab.runs.tuning import range_test
from optlab.theory import noise_floor, step_length
from tests.catalogue import RULES, label

WEIRD = [None, True, "", "0.1", b"1", 1j, {}, [], (), [None], [[1], [1, 2]], ["a"], object(), 10**400, 10**5000]
NUMBERS = [0, -0.0, -1, 1, 2, 0.5, 1e-320, 1e308, -1e308, 2**63, math.nan, math.inf, np.float32(0.5), np.int8(1)]
JUNK = st.one_of(
    st.sampled_from(WEIRD + NUMBERS),
    st.floats(),
    st.integers(-(2**70), 2**70),
    st.lists(st.floats(), max_size=4),
    st.lists(st.integers(-5, 5), min_size=1, max_size=4),
    st.just(np.full((2, 3), 0.5)),
    st.just(np.full((40, 40), np.nan)),
    st.just(np.array([])),
    st.just(np.array("2020", dtype="datetime64[D]")),
)
DATA = LinearRegression([1, 2], [1, 3])


def answers(call, name, junk):
    """The result, or None where a sentence said what is wrong."""
    try:
        return call(junk)
    except (ValueError, KeyError) as error:
        sentence = error.args[0]
        assert re.search(rf"\b{name}\b", sentence), sentence
        assert ": " in sentence, sentence
        assert "\n" not in sentence, sentence
        assert len(sentence) < 400, sentence
        return None


PARAMETERS = [(rule, field.name) for rule in RULES for field in fields(rule)]


@pytest.mark.parametrize(("rule", "name"), PARAMETERS, ids=lambda p: getattr(p, "__name__", p))
@given(junk=JUNK)
def test_a_hyperparameter(rule, name, junk):
    made = answers(lambda value: rule(**{name: value}), name, junk)
    if made is not None:
        trace = run(made, parabola, 3)
        assert trace["position"].dtype == float
        assert trace.batch == np.shape(junk)


@pytest.mark.parametrize("rule", RULES, ids=label)
@given(junk=JUNK)
def test_what_a_schedule_returns(rule, junk):
    made = rule(**{fields(rule)[0].name: lambda t: junk})
    answers(lambda _: run(made, parabola, 2), fields(rule)[0].name, junk)


ARGUMENTS = [
    ("start", lambda v: run(Adam(), quadratic([1, 2]), 2, start=v)),
    ("steps", lambda v: run(Adam(), parabola, v) if not (isinstance(v, int) and 1000 < v < 2**62) else None),
    ("rule", lambda v: run(v, parabola, 1)),
    ("objective", lambda v: run(Adam(), v, 1)),
    ("keep|in a run", lambda v: sweep(Adam(), parabola, 1, keep=v)),
    ("low|high", lambda v: range_test(GradientDescent(), parabola, low=v)),
    ("low|high", lambda v: range_test(GradientDescent(), parabola, high=v)),
    ("start", lambda v: Surface("mine", parabola.value, parabola.gradient, start=v)),
    ("minimum", lambda v: Surface("mine", parabola.value, parabola.gradient, start=1, minimum=v)),
    ("window", lambda v: Surface("mine", parabola.value, parabola.gradient, start=1, window=v)),
    ("curvature", lambda v: Surface("mine", parabola.value, parabola.gradient, start=1, curvature=v)),
    ("value", lambda v: Surface("mine", v, parabola.gradient, start=1)),
    ("gradient", lambda v: Surface("mine", parabola.value, v, start=1)),
    ("curvatures", quadratic),
    ("condition_number", tilted_bowl),
    ("degrees", lambda v: tilted_bowl(degrees=v)),
    ("start", lambda v: tilted_bowl(start=v)),
    ("slope", Adversary),
    ("X", lambda v: LinearRegression(v, [1, 2])),
    ("y", lambda v: LinearRegression([1, 2], v)),
    ("X", lambda v: LogisticRegression(v, [0, 1])),
    ("y", lambda v: LogisticRegression([1, 2], v)),
    ("start", lambda v: LinearRegression([1, 2], [1, 2], start=v)),
    ("bias", lambda v: LinearRegression([1, 2], [1, 2], bias=v)),
    ("data", Minibatches),
    ("batch_size", lambda v: Minibatches(DATA, batch_size=v)),
    ("seed", lambda v: Minibatches(DATA, seed=v)),
    ("objective", lambda v: Noisy(v, 1.0)),
    ("sigma", lambda v: Noisy(parabola, v)),
    ("seed", lambda v: run(GradientDescent(), Noisy(parabola, 1.0, v), 2)),
    ("objective", lambda v: L2(v, 0.1)),
    ("weight_decay", lambda v: L2(parabola, v)),
    ("weights", lambda v: sparse_features(weights=v)),
    ("rare", lambda v: sparse_features(rare=v)),
    ("sigma", lambda v: sparse_features(sigma=v)),
    ("seed", lambda v: sparse_features(seed=v)),
    ("seed", lambda v: parabola.check(seed=v)),
    ("curvature", lambda v: noise_floor(GradientDescent(), v, 1.0)),
    ("sigma", lambda v: noise_floor(GradientDescent(), 1.0, v)),
    ("t", lambda v: step_length(Adam(), v)),
    ("t", lambda v: s.cosine(0.1, steps=9)(v)),
    ("value", s.constant),
    ("high", lambda v: s.cosine(v, steps=9)(4)),
    ("low", lambda v: s.polynomial(1, steps=9, low=v)(4)),
    ("steps", lambda v: s.cosine(1, steps=v)(4)),
    ("power", lambda v: s.polynomial(1, steps=9, power=v)(4)),
    ("factor", lambda v: s.exponential(1, factor=v)(4)),
    ("every", lambda v: s.step_decay(1, every=v)(4)),
    ("growth", lambda v: s.cosine_restarts(1, steps=9, growth=v)(4)),
    ("value", lambda v: s.warmup(v, steps=3)(4)),
    ("half", lambda v: s.triangular(0, 1, half=v)(4)),
    ("rise", lambda v: s.one_cycle(1, steps=9, rise=v)(4)),
    ("start_divisor", lambda v: s.one_cycle(1, steps=9, start_divisor=v)(4)),
]
DIMENSIONS = [styblinski_tang, rastrigin, ackley]


@pytest.mark.parametrize(("name", "call"), ARGUMENTS, ids=[f"{i} {name}" for i, (name, _) in enumerate(ARGUMENTS)])
@given(junk=JUNK)
def test_an_argument(name, call, junk):
    answers(call, f"({name})", junk)


@pytest.mark.parametrize("make", DIMENSIONS, ids=label)
@given(junk=JUNK)
def test_a_dimension(make, junk):
    if not (isinstance(junk, int) and junk > 1000):
        answers(make, "dim", junk)


@given(values=st.lists(st.integers(-100, 100), min_size=2, max_size=2))
def test_lists_integers_and_arrays_are_the_same_start(values):
    runs = [
        run(Adam(), quadratic([1, 2]), 4, start=kind(values))["position"].tolist()
        for kind in (list, tuple, np.array, lambda v: np.array(v, np.int8), lambda v: np.array(v, float))
    ]
    assert all(other == runs[0] for other in runs)
