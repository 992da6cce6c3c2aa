import numpy as np
import pytest

from optlab import Adam, Momentum, bowl, run
from optlab.endings import endings
from optlab.sweep import sweep
from optlab.views.sweep_map import sweep_map

KEEP = ("position", "step", "loss")
GRID = Momentum(learning_rate=np.linspace(0.05, 1.2, 40)[:, None], momentum=np.linspace(0, 0.8, 9))


def test_theorys_limit_parts_the_runs_that_diverge_from_the_others():
    trace = sweep(GRID, bowl, 400, keep=KEEP)
    (line,) = sweep_map(trace).axes[0].lines
    limits = dict(zip(line.get_ydata().tolist(), line.get_xdata().tolist(), strict=True))
    diverged = endings(trace)[0] == "diverged"
    beyond = GRID.learning_rate > np.array([limits[m] for m in GRID.momentum.tolist()])
    close = np.abs(GRID.learning_rate / np.array([limits[m] for m in GRID.momentum.tolist()]) - 1) < 0.02
    assert (diverged == beyond)[~close].all()


def test_where_theory_says_nothing_there_is_no_line():
    rule = Adam(learning_rate=[[0.01], [0.1]], beta1=[0.0, 0.5, 0.9])
    assert len(sweep_map(sweep(rule, bowl, 20, keep=KEEP)).axes[0].lines) == 0


def test_what_is_no_grid():
    with pytest.raises(ValueError, match=r"trace is a batch of shape \(\): it must be a grid"):
        sweep_map(run(Momentum(), bowl, 5))
    with pytest.raises(KeyError, match=r"is not in this run: it must be one of loss"):
        sweep_map(sweep(GRID, bowl, 5))
