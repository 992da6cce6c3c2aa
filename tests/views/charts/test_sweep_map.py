import numpy as np
import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, run
from optlab.objectives import double_well
from optlab.runs.endings import KINDS
from optlab.runs.sweep import sweep
from optlab.views.charts.sweep_map import COLOURS, sweep_map

KEEP = ("position", "step", "loss")
GRID = Momentum(learning_rate=np.linspace(0.05, 1.2, 40)[:, None], momentum=np.linspace(0, 0.8, 9))


def test_theorys_limit_parts_the_runs_that_diverge_from_the_others():
    trace = sweep(GRID, bowl, 400, keep=KEEP)
    (line,) = sweep_map(trace).axes[0].lines
    limits = dict(zip(line.get_ydata().tolist(), line.get_xdata().tolist(), strict=True))
    diverged = trace.kinds == "diverged"
    beyond = GRID.learning_rate > np.array([limits[m] for m in GRID.momentum.tolist()])
    close = np.abs(GRID.learning_rate / np.array([limits[m] for m in GRID.momentum.tolist()]) - 1) < 0.02
    assert (diverged == beyond)[~close].all()


def test_where_theory_says_nothing_there_is_no_line():
    rule = Adam(learning_rate=[[0.01], [0.1]], beta1=[0.0, 0.5, 0.9])
    assert len(sweep_map(sweep(rule, bowl, 20, keep=KEEP)).axes[0].lines) == 0


@pytest.mark.parametrize("turned", [False, True])
def test_rates_against_starts(turned):
    rates, starts = np.logspace(-2, 0, 12)[:, None], np.linspace(-2, 2, 9)
    grid = (rates.T, starts[:, None]) if turned else (rates, starts)
    trace = sweep(GradientDescent(grid[0]), double_well, 100, KEEP, start=grid[1][None])
    figure = sweep_map(trace)
    axes = figure.axes[0]
    assert (axes.get_xlabel(), axes.get_ylabel(), axes.get_ylim()) == ("learning rate", "start", (-2, 2))
    (line,) = axes.lines
    assert set(line.get_xdata().tolist()) == {2 / double_well.curvature[1]}
    grid, _, endings_said = str(figure).partition("\n108 runs: ")
    assert grid == "tilted double well, learning_rate × start"
    kinds, counts = np.unique(trace.kinds, return_counts=True)
    assert {f"{count} {kind}" for count, kind in zip(counts, kinds, strict=True)} == {*endings_said.split(", ")}
    (mesh,) = axes.collections
    codes = mesh.get_array().reshape(trace.batch)
    assert len(np.unique(codes[trace["position"][0, 0] > 0.1])) == 5  # the right well has every ending
    assert {*np.unique(codes[trace.kinds == "stuck"])} == {2}


def test_what_is_no_grid():
    twice = GradientDescent(np.array([[0.1], [0.2]]))
    with pytest.raises(ValueError, match=r"shape \(2, 3\): it must be a grid of learning rates and another"):
        sweep_map(sweep(twice, bowl, 5, KEEP, start=np.ones((2, 1, 3))))
    with pytest.raises(ValueError, match=r"shape \(2, 3\): it must be a grid"):
        sweep_map(sweep(Momentum(twice.learning_rate, [0.1, 0.2, 0.3]), double_well, 5, KEEP, start=[[1, 2, 3]]))
    with pytest.raises(ValueError, match=r"trace is a batch of shape \(\): it must be a grid"):
        sweep_map(run(Momentum(), bowl, 5))
    with pytest.raises(KeyError, match=r"is not in this run: it must be one of loss"):
        sweep_map(sweep(GRID, bowl, 5))


def test_every_kind_of_ending_has_a_colour_of_its_own():
    assert {*COLOURS} == {*KINDS}
    assert len({*COLOURS.values()}) == len(KINDS)
