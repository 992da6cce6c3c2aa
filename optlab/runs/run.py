"""One run, or a small batch of them, kept whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.record import record
from optlab.runs.trace import Trace


def run(
    rule: Rule,
    objective: Objective,
    steps: int,
    start: Any = None,
    keep: Iterable[str] | None = None,
    every: int = 1,
) -> Trace:
    """Let a rule walk down an objective, and keep everything that it computes.

    Args:
        rule: the optimizer. Hyperparameters that are arrays make a batch of runs, one an entry.
        objective: what is minimised.
        steps: how many updates, at least 1.
        start: a number or ``(dim, *batch)``; by default the objective's own.
        keep: the columns of the trace to keep; by default all. The loss is computed only if it is kept.
        every: keep one row in this many: the start, steps k, 2k, 3k, …, and always the last. A verdict
            needs every step.

    Returns:
        A `Trace`: row 0 is the start, row t is what update t produced. A run that
        diverges keeps its infinities; `Trace.verdict` says when it left.

    Raises:
        ValueError: steps or every that is not a positive whole number, a start of another dimension
            or not finite, shapes that do not broadcast, more rows than fit into memory.
        KeyError: a column that the rule does not have; the message lists those it has.

    >>> from optlab import parabola
    >>> from optlab.optimizers import GradientDescent
    >>> print(run(GradientDescent(learning_rate=0.1), parabola, steps=2).listing())
    Iteration 1: x = 8.0, f(x) = 64.0
    Iteration 2: x = 6.4, f(x) = 40.96000000000001
    >>> run(GradientDescent(learning_rate=[0.1, 0.5]), parabola, steps=2)["position"].shape
    (3, 1, 2)
    >>> long = run(GradientDescent(learning_rate=0.1), parabola, steps=1000, keep=["loss"], every=400)
    >>> long.t, long["loss"].shape
    (array([   0,  400,  800, 1000]), (4,))
    """
    return record(rule, objective, steps, start, keep, every)
