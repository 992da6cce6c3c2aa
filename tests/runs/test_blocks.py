"""A batch walked in blocks gives what it gives in one piece."""

import numpy as np
import pytest

from optlab import Adam, GradientDescent, LinearRegression, Momentum, bowl, rosenbrock
from optlab.objectives import Noisy, double_well, rastrigin
from optlab.runs import blocks
from optlab.runs.sweep import sweep
from optlab.schedules import Curve

DRAW = np.random.default_rng(0)
DATA = LinearRegression(DRAW.normal(size=(7, 2)), DRAW.normal(size=7))
RATES, BETAS = np.logspace(-4, 0, 300)[:, None], np.linspace(0, 0.99, 200)
MANY = np.logspace(-4, 0, 50_000)
STARTS = DRAW.normal(size=(2, 20_011))

CASES = {
    "a grid that broadcasts": (Adam(learning_rate=RATES, beta1=BETAS), rosenbrock, None),
    "a grid, the other way round": (Adam(learning_rate=RATES.T, beta1=BETAS[:, None]), rastrigin(), None),
    "a flat batch": (Adam(learning_rate=MANY), rosenbrock, None),
    "many starts": (Adam(learning_rate=0.1), rosenbrock, STARTS),
    "starts in single precision": (Momentum(), bowl, STARTS.astype(np.float32)),
    "rates against starts": (GradientDescent(RATES), double_well, np.linspace(-2, 2, 200)[None]),
    "starts along the axis that is cut": (Momentum(momentum=BETAS[:3, None]), bowl, STARTS[:, None]),
    "a schedule with a value a run": (Adam(Curve(lambda t: MANY / t, "falling")), rosenbrock, None),
    "a constant beside a schedule of one value": (
        Adam(Curve(lambda t: 1 / t, "falling"), beta1=MANY * 0.9),
        bowl,
        None,
    ),
    "noise that all runs share": (GradientDescent(MANY), Noisy(bowl, sigma=1.0, seed=3), None),
    "data": (GradientDescent(MANY), DATA, None),
}


@pytest.mark.parametrize(("rule", "objective", "start"), CASES.values(), ids=CASES)
def test_blocks_change_no_bit(rule, objective, start, monkeypatch):
    keep = (*rule.record_type()._fields, "loss", "gradient")
    told = []
    cut = sweep(rule, objective, 5, keep, start, progress=lambda *steps: told.append(steps))
    assert len(told) > 5
    monkeypatch.setattr(blocks, "SIZE", np.inf)
    whole = sweep(rule, objective, 5, keep, start)
    assert cut.batch == whole.batch
    assert cut.rule is rule
    for name in keep:
        assert cut[name].dtype == whole[name].dtype
        assert np.array_equal(cut[name], whole[name], equal_nan=True), name


def test_an_array_of_seeds_stays_in_one_piece():
    noisy, told = Noisy(bowl, sigma=1.0, seed=range(8)), []
    rule = GradientDescent(learning_rate=np.full((blocks.SIZE, 1), 0.1))
    trace = sweep(rule, noisy, 2, progress=lambda *steps: told.append(steps))
    assert trace.batch == (blocks.SIZE, 8)
    assert told == [(1, 2), (2, 2)]


def test_progress_counts_the_steps_of_every_block():
    told = []
    sweep(GradientDescent(MANY[: 2 * blocks.SIZE + 1]), double_well, 2, progress=lambda *steps: told.append(steps))
    assert told == [(done, 6) for done in range(1, 7)]


def test_a_batch_that_is_too_large_is_said_before_it_is_walked():
    with pytest.raises(ValueError, match="steps is 1000000000000: it must be so small that the run fits"):
        sweep(GradientDescent(MANY), bowl, 10**12)
    with pytest.raises(ValueError, match="the batch shapes do not broadcast: start"):
        sweep(GradientDescent(MANY), bowl, 5, start=STARTS)


def test_a_schedule_that_returns_a_list_is_cut_too():
    falling = GradientDescent(lambda t: (MANY / t).tolist())
    trace = sweep(falling, bowl, 3)
    assert np.array_equal(trace["loss"], sweep(GradientDescent(lambda t: MANY / t), bowl, 3)["loss"])
