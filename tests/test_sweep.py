import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, parabola, run
from optlab.objectives import Noisy
from optlab.sweep import Terminal, sweep


def test_a_sweep_keeps_what_is_asked_for():
    trace = sweep(Adam(), bowl, 5, keep=("m_hat", "loss"))
    assert trace.names == ("m_hat", "loss")
    assert (trace.steps, trace.batch) == (5, ())
    assert sweep(Adam(), bowl, 5).names == ("loss",)
    assert sweep(Adam(learning_rate=[0.1, 0.2]), bowl, 5, keep="position").batch == (2,)


def test_an_unknown_name_lists_the_known():
    with pytest.raises(KeyError, match=r"'cache' is not in a run of Momentum: it must be one of position, step"):
        sweep(Momentum(), bowl, 5, keep=("loss", "cache"))


@pytest.mark.parametrize("keep", [(), None, 5])
def test_keep_must_name_something(keep):
    with pytest.raises(ValueError, match=r"keep is .*: it must name one or more of position"):
        sweep(Momentum(), bowl, 5, keep=keep)


def test_rates_starts_and_seeds_in_one_grid():
    noisy = Noisy(bowl, sigma=0.5, seed=[1, 2, 3, 4])
    starts = np.random.default_rng(0).normal(size=(2, 5, 1, 1))
    rates = np.array([[0.01], [0.02], [0.03]])
    trace = sweep(GradientDescent(learning_rate=rates), noisy, 9, keep=("position", "loss"), start=starts)
    assert trace.batch == (5, 3, 4)
    alone = run(GradientDescent(learning_rate=0.02), Noisy(bowl, sigma=0.5, seed=4), 9, start=starts[:, 3, 0, 0])
    assert np.array_equal(trace.one(3, 1, 3)["position"], alone["position"])
    assert np.array_equal(trace.one(3, 1, 3)["loss"], alone["loss"])


def test_progress_is_told_after_each_step():
    told = []
    sweep(GradientDescent(), parabola, 3, progress=lambda t, steps: told.append((t, steps)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_said_off_a_terminal(capfd, monkeypatch):
    monkeypatch.setattr("optlab.sweep.PATIENCE", 0.0)
    sweep(GradientDescent(), parabola, 3)
    assert capfd.readouterr() == ("", "")


def test_on_a_terminal_a_long_sweep_says_how_far_it_is(capfd, monkeypatch):
    monkeypatch.setattr("optlab.sweep.PATIENCE", 0.0)
    sweep(GradientDescent(), parabola, 3, progress=Terminal())
    assert capfd.readouterr().err == "\r 33% of the sweep\r 67% of the sweep\r100% of the sweep\n"
