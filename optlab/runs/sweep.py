"""Many runs in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.bar import bar
from optlab.runs.record import record
from optlab.runs.spread import as_executor
from optlab.runs.trace import Trace


def sweep(
    rule: Rule,
    objective: Objective,
    steps: int,
    keep: Iterable[str] = ("loss",),
    start: Any = None,
    progress: Callable[[int, int], None] | None = None,
    every: int = 1,
    executor: Executor | None = None,
) -> Trace:
    """A whole grid of runs, all at once: of hyperparameters, of starts, of seeds, or of all three.

    Arrays broadcast: rates of shape ``(50, 1)`` and momenta of shape ``(40,)`` are 2,000 runs of
    shape ``(50, 40)``. Each gives the numbers that `run` would give it alone. Memory is what
    ``keep`` asks for, and a few states of one step. A large batch is walked in blocks of runs.

    Args:
        rule: the optimizer, with arrays for hyperparameters.
        objective: what is minimised; one with an array of seeds makes a run of each.
        steps: how many updates, at least 1.
        keep: the columns of the trace to keep. A verdict needs position, step and loss. The loss is
            computed only if it is kept.
        start: a number or ``(dim, *batch)``; by default the objective's own.
        progress: called after each step with how many are done and how many there are, over all
            blocks. By default a sweep that takes more than a second has a bar, in a terminal and in
            a notebook.
        every: keep one row in this many: the start, steps k, 2k, 3k, …, and always the last.
        executor: spreads the blocks of runs: anything with the interface of `concurrent.futures.Executor`. The
            numbers are the same without one. What an objective makes of its own seeds is one block. Processes
            take what can be pickled: no lambda, no schedule.

    Returns:
        A `Trace` with the columns asked for. An interrupt (Stop, Ctrl+C) ends it early: what was not reached is NaN.

    Raises:
        ValueError: as `run`.
        KeyError: a column that the rule does not have; the message lists those it has.
        Unfinished: the executor failed; the exception's ``done`` is the trace, with NaN for what is missing.

    >>> import numpy as np
    >>> from optlab import Momentum, bowl
    >>> rates, momenta = np.logspace(-3, 0, 50)[:, None], np.linspace(0, 0.95, 40)
    >>> sweep(Momentum(learning_rate=rates, momentum=momenta), bowl, steps=100)["loss"].shape
    (101, 50, 40)
    """
    executor = as_executor(executor)
    with bar("sweep") as tell:
        return record(rule, objective, steps, start, keep, every, progress or tell, executor, stoppable=True)
