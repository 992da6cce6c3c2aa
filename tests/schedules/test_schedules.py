import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optlab import Adam, Momentum, bowl, parabola, run
from optlab.schedules import (
    Curve,
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

SCHEDULES = [
    constant(0.1),
    step_decay(0.1, every=3),
    exponential(0.1, factor=0.9),
    inverse_sqrt(0.1),
    polynomial(0.1, steps=20, power=2.5),
    cosine(0.1, steps=20),
    cosine_restarts(0.1, steps=5, growth=2),
    warmup(cosine(0.1, steps=15), steps=5),
    triangular(0.01, 0.1, half=4),
    one_cycle(0.1, steps=20),
    wsd(0.1, steps=20, warmup=0.1, decay=0.25),
]
every = pytest.mark.parametrize("schedule", SCHEDULES, ids=repr)


@every
def test_a_number_in_a_python_float_out(schedule):
    assert type(schedule(3)) is float


@every
@given(t=st.integers(1, 10**9))
def test_it_stays_in_its_range_for_any_t(schedule, t):
    assert 0 <= schedule(t) <= 0.1 * (1 + 1e-15)


@every
def test_an_array_of_t_gives_the_same_numbers(schedule):
    t = np.arange(1, 41).reshape(8, 5)
    assert schedule(t).tolist() == [[schedule(int(one)) for one in row] for row in t]


@every
def test_its_repr_makes_it_again(schedule):
    again = eval(repr(schedule))
    assert [again(t) for t in range(1, 30)] == [schedule(t) for t in range(1, 30)]


@every
@pytest.mark.parametrize("t", [0, -1, 1.5, None, "1", True, math.nan, [1, 0]])
def test_t_is_a_whole_number_from_1_up(schedule, t):
    with pytest.raises(ValueError, match=r"^t is .*: it must be a whole number from 1 up$"):
        schedule(t)


@every
def test_it_stands_where_a_number_does_and_leaves_float32_alone(schedule):
    trace = run(Adam(learning_rate=schedule), bowl, 25, start=np.float32([1, 1]))
    assert trace["position"].dtype == np.float32
    assert np.array_equal(
        run(Adam(learning_rate=schedule), bowl, 25)["position"],
        run(Adam(learning_rate=lambda t: schedule(t)), bowl, 25)["position"],
    )


def test_peaks_that_are_arrays_make_a_batch_of_runs():
    trace = run(Momentum(learning_rate=warmup(cosine([0.1, 0.01], steps=8), steps=2), momentum=0.5), parabola, 10)
    alone = run(Momentum(learning_rate=warmup(cosine(0.01, steps=8), steps=2), momentum=0.5), parabola, 10)
    assert trace.batch == (2,)
    assert np.array_equal(trace.one(1)["position"], alone["position"])


def test_any_hyperparameter_may_follow_one():
    trace = run(Momentum(momentum=triangular(0.85, 0.95, half=5)), parabola, 10)
    assert np.isfinite(trace["position"]).all()


def test_cosine_is_pytorchs():
    # torch.optim.lr_scheduler.CosineAnnealingLR(T_max=10, eta_min=0.01) on a rate of 1, its closed form
    mine = cosine(1.0, steps=10, low=0.01)(np.arange(1, 12))
    assert mine == pytest.approx(0.01 + 0.99 * (1 + np.cos(np.pi * np.arange(11) / 10)) / 2, abs=1e-15)


def test_wsd_is_a_warmup_a_rest_and_a_straight_line_down():
    values = wsd(0.4, steps=50, warmup=0.2, decay=0.4, low=0.1)(np.arange(1, 61))
    assert values[:10] == pytest.approx(0.4 * np.arange(1, 11) / 10)
    assert (values[10:31] == 0.4).all()
    assert np.diff(values[30:51]) == pytest.approx(-0.3 / 20)
    assert (values[50:] == 0.1).all()


def test_wsd_branches_off_one_run():
    """Two runs of different length are the same until the first of them falls: a cosine's are not."""
    short, long = (wsd(0.1, steps=steps, decay=20 / steps)(np.arange(1, 201)) for steps in (100, 200))
    assert np.array_equal(short[:81], long[:81])
    assert short[81] < long[81]
    assert cosine(0.1, steps=100)(10) < cosine(0.1, steps=200)(10)


@pytest.mark.parity
def test_wsd_is_pytorch_optimizer_s():
    torch = pytest.importorskip("torch")
    peers = pytest.importorskip("pytorch_optimizer")
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    theirs = peers.get_wsd_schedule(optimizer, 10, 25, 15, cooldown_type="linear")
    rates = []
    for _ in range(50):
        rates.append(theirs.get_last_lr()[0])
        optimizer.step()
        theirs.step()
    ours = wsd(1.0, steps=50, warmup=0.2, decay=0.3)(np.arange(1, 51))
    assert rates[0] == 0  # it counts the warmup from 0, so that nothing moves in its first step
    assert ours[:10] - rates[:10] == pytest.approx(0.1)
    assert ours[10:] == pytest.approx(rates[10:], abs=1e-12)


def test_restarts_come_after_growing_cycles():
    schedule = cosine_restarts(1.0, steps=3, growth=2)
    assert [t for t in range(1, 40) if schedule(t) == 1.0] == [1, 4, 10, 22]


def test_one_cycle_is_up_at_its_peak_once_and_ends_low():
    values = one_cycle(1.0, steps=100)(np.arange(1, 101))
    assert values[0] == pytest.approx(1 / 25)
    assert values.argmax() == 29
    assert values.max() == 1.0
    assert values[-1] == pytest.approx(1 / 25e4)
    assert (np.diff(values)[:29] > 0).all()
    assert (np.diff(values)[29:] < 0).all()


def test_a_schedule_of_one_s_own_cannot_be_made_again_with_other_numbers():
    with pytest.raises(ValueError, match="this schedule is mine: it must be one of"):
        Curve(lambda t: 1.0, "mine").having(high=2)


def test_robbins_and_monro():
    """Ση grows without end and Ση² does not, for η/t^p with ½ < p ≤ 1; for 1/√t the second just does."""
    t = np.arange(1, 10_001)
    rates = inverse_sqrt(1.0)(t)
    assert rates.sum() == pytest.approx(2 * np.sqrt(10_000), rel=0.02)
    assert (rates**2).sum() == pytest.approx(np.log(10_000) + 0.5772, rel=1e-3)
