"""The parameters of every schedule: what is refused, the least that is allowed, what is left out."""

import math

import pytest

from optlab.schedules import (
    constant,
    cosine,
    cosine_restarts,
    exponential,
    inverse_sqrt,
    one_cycle,
    polynomial,
    step_decay,
    triangular,
    warmup,
    wsd,
)

NUMBERS = (-1, math.nan, math.inf, None, "x", [])


BAD = [  # of each parameter of each schedule
    (constant, {}, "value", NUMBERS),
    (step_decay, {"every": 2}, "high", NUMBERS),
    (step_decay, {"high": 1}, "every", (0, 1.5, None, math.nan)),
    (step_decay, {"high": 1, "every": 2}, "factor", (*NUMBERS, 1.1, [0.5, 0.5])),
    (exponential, {"factor": 0.5}, "high", NUMBERS),
    (exponential, {"high": 1}, "factor", (*NUMBERS, 1.1, [0.5, 0.5])),
    (inverse_sqrt, {}, "high", NUMBERS),
    (polynomial, {"steps": 4}, "high", NUMBERS),
    (polynomial, {"high": 1, "steps": 4}, "low", NUMBERS),
    (polynomial, {"high": 1, "steps": 4}, "power", (*NUMBERS, [1, 2])),
    (polynomial, {"high": 1}, "steps", (0, 2.5, None)),
    (cosine, {"steps": 4}, "high", NUMBERS),
    (cosine, {"high": 1, "steps": 4}, "low", NUMBERS),
    (cosine, {"high": 1}, "steps", (0, -3, 2.5, None, "4")),
    (cosine_restarts, {"steps": 4}, "high", NUMBERS),
    (cosine_restarts, {"high": 1}, "steps", (0, 1.5, None)),
    (cosine_restarts, {"high": 1, "steps": 4}, "low", NUMBERS),
    (cosine_restarts, {"high": 1, "steps": 4}, "growth", (0, 1.5, None)),
    (warmup, {"then": 1}, "steps", (0, 1.5, None)),
    (warmup, {"steps": 3}, "then", NUMBERS),
    (triangular, {"low": 0, "high": 1}, "half", (0, 1.5, None)),
    (triangular, {"high": 1, "half": 2}, "low", NUMBERS),
    (triangular, {"low": 0, "half": 2}, "high", NUMBERS),
    (one_cycle, {"steps": 10}, "high", NUMBERS),
    (one_cycle, {"high": 1}, "steps", (0, 1, 2.5, None)),
    (one_cycle, {"high": 1, "steps": 10}, "rise", (*NUMBERS, 0, 0.1, 1, 2, [0.5, 0.5])),
    (one_cycle, {"high": 1, "steps": 10}, "start_divisor", (*NUMBERS, 0.5, [2, 3])),
    (one_cycle, {"high": 1, "steps": 10}, "end_divisor", (*NUMBERS, 0.5, [2, 3])),
    (wsd, {"steps": 10}, "high", NUMBERS),
    (wsd, {"high": 1}, "steps", (0, 2.5, None)),
    (wsd, {"high": 1, "steps": 10}, "warmup", (*NUMBERS, 1.1, [0.1, 0.1])),
    (wsd, {"high": 1, "steps": 10, "warmup": 0.5}, "decay", (*NUMBERS, 0.6, [0.1, 0.1])),
    (wsd, {"high": 1, "steps": 10}, "low", NUMBERS),
]


@pytest.mark.parametrize(("make", "good", "name", "bads"), BAD)
def test_bad_input_names_the_parameter(make, good, name, bads):
    name_said = "value" if name == "then" else name  # a number to stay at is a constant
    for bad in bads:
        with pytest.raises(ValueError, match=rf"^{name_said} is .*: .*must be"):
            make(**good, **{name: bad})


LEAST = [  # the least that is allowed, and what comes of it at t = 1, 2, 3
    (step_decay(0.5, every=1, factor=0), [0.5, 0, 0]),
    (exponential(0.5, factor=1), [0.5, 0.5, 0.5]),
    (polynomial(0.5, steps=1, power=0), [0.5, 0.5, 0.5]),
    (polynomial(0.5, steps=1), [0.5, 0, 0]),
    (cosine(0.5, steps=1), [0.5, 0, 0]),
    (cosine_restarts(0.5, steps=1, growth=1), [0.5, 0.5, 0.5]),
    (warmup(0.5, steps=1), [0.5, 0.5, 0.5]),
    (triangular(0, 0.5, half=1), [0, 0.5, 0]),
    (wsd(0.5, steps=1, decay=1), [0.5, 0, 0]),
    (wsd(0.5, steps=3, decay=0), [0.5, 0.5, 0.5]),
    (one_cycle(0.5, steps=3, rise=0.5, start_divisor=1, end_divisor=1), [0.5, 0.5, 0.5]),
]
USUAL = [  # what is left out, and what it is then
    (step_decay(0.5, every=2), step_decay(0.5, every=2, factor=0.1)),
    (polynomial(0.5, steps=9), polynomial(0.5, steps=9, low=0, power=1)),
    (cosine(0.5, steps=9), cosine(0.5, steps=9, low=0)),
    (cosine_restarts(0.5, steps=4), cosine_restarts(0.5, steps=4, low=0, growth=1)),
    (wsd(0.5, steps=20), wsd(0.5, steps=20, warmup=0, decay=0.1, low=0)),
    (one_cycle(0.5, steps=20), one_cycle(0.5, steps=20, rise=0.3, start_divisor=25, end_divisor=10_000)),
]


@pytest.mark.parametrize(("schedule", "values"), LEAST, ids=lambda x: repr(x) if callable(x) else "")
def test_the_least_that_is_allowed(schedule, values):
    assert [schedule(t) for t in (1, 2, 3)] == pytest.approx(values, abs=1e-16)


@pytest.mark.parametrize(("short", "long"), USUAL, ids=repr)
def test_what_is_left_out_has_its_usual_value(short, long):
    assert [short(t) for t in range(1, 40)] == [long(t) for t in range(1, 40)]


def test_a_peak_of_one_cycle_lies_between_its_ends():
    assert one_cycle(1.0, steps=2, rise=0.75)(1) == pytest.approx(0.04)
    for rise in (0.5, 1):
        with pytest.raises(ValueError, match=r"with 2 steps it must be above 0\.5 and below 1"):
            one_cycle(1.0, steps=2, rise=rise)
