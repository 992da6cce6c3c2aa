"""The only loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from optlab.checks import as_point, as_whole, shown
from optlab.objectives.objective import Objective, as_objective
from optlab.rule import Array, Rule
from optlab.trace import Trace


def run(rule: Rule, objective: Objective, steps: int, start: Any = None) -> Trace:
    """Let a rule walk down an objective, and keep everything that it computes.

    Args:
        rule: the optimizer. Hyperparameters that are arrays make a batch of runs, one an entry.
        objective: what is minimised.
        steps: how many updates, at least 1.
        start: a number or ``(dim, *batch)``; by default the objective's own.

    Returns:
        A `Trace`: row 0 is the start, row t is what update t produced. A run that
        diverges keeps its infinities; `Trace.verdict` says when it left.

    Raises:
        ValueError: steps that are not a positive whole number, a start of another dimension
            or not finite, shapes that do not broadcast.

    >>> from optlab import parabola
    >>> from optlab.optimizers import GradientDescent
    >>> print(run(GradientDescent(learning_rate=0.1), parabola, steps=2).listing())
    Iteration 1: x = 8.0, f(x) = 64.0
    Iteration 2: x = 6.4, f(x) = 40.96000000000001
    >>> run(GradientDescent(learning_rate=[0.1, 0.5]), parabola, steps=2)["position"].shape
    (3, 1, 2)
    """
    return record(rule, objective, steps, start)


def record(
    rule: Rule,
    objective: Objective,
    steps: int,
    start: Any,
    keep: Iterable[str] | None = None,
    watch: Any = None,
    columns: dict[str, Array] | None = None,
) -> Trace:
    """Walk, and keep what ``keep`` names (all by default), in ``columns`` if they are given.

    ``watch(t, steps)`` is called after each step.
    """
    with np.errstate(all="ignore"):  # a run that diverges is a result, not a mishap
        for t, row in walk(rule, objective, steps, start):
            if columns is None:
                names = row if keep is None else keep
                columns = {name: empty_column(steps, row[name]) for name in names}
            for name, column in columns.items():
                column[t] = row[name]
            if watch is not None and t:
                watch(t, steps)
    return Trace(rule, objective, columns)


def empty_column(steps: int, cell: Array) -> Array:
    """Room for a cell of each step, the start's included."""
    try:
        return np.empty((steps + 1, *cell.shape), cell.dtype)
    except (ValueError, MemoryError):
        raise ValueError(f"steps is {shown(steps)}: it must be so small that the run fits into memory") from None


def walk(rule: Rule, objective: Objective, steps: int, start: Any = None) -> Iterator[tuple[int, dict[str, Array]]]:
    """Yield t and the row of step t by name, from the start on, keeping nothing.

    The names are those of the rule's record, and ``loss`` (at the position) and
    ``gradient`` (that made the step; NaN in row 0, where none has been taken).
    """
    check_kinds(rule, objective)
    steps, position = as_whole("steps", steps, low=1), _start(rule, objective, start)
    last, gradient = rule.begin(position), np.full_like(position, np.nan)
    scheduled, now = rule.scheduled, rule.at(1)
    for t in range(steps + 1):
        if t:
            now = rule.at(t) if scheduled else now
            gradient = objective.gradient_at(last.position, t)
            last = now.update(t, gradient, last)
        last.position.flags.writeable = False  # an objective may look at the position, not move it
        row = dict(zip(last._fields, last, strict=True))
        yield t, row | {"loss": objective.loss(last.position), "gradient": gradient}


def check_kinds(rule: Any, objective: Any) -> None:
    """Say so when one is handed something else."""
    if not isinstance(rule, Rule):
        raise ValueError(f"rule is {shown(rule)}: it must be a Rule, such as GradientDescent(learning_rate=0.1)")
    as_objective("objective", objective)


def _start(rule: Rule, objective: Objective, start: Any) -> Array:
    point = as_point("start", objective.start if start is None else start, objective.dim)
    shapes = {"start": point.shape[1:], "seed": objective.batch}
    shapes |= {k: np.shape(v) for k, v in rule.at(1).hyperparameters.items()}
    try:
        batch = np.broadcast_shapes(*shapes.values())
    except ValueError:
        said = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ValueError(f"the batch shapes do not broadcast: {said}") from None
    point = point.reshape(len(point), *(1,) * (len(batch) - point.ndim + 1), *point.shape[1:])
    return np.broadcast_to(point, (len(point), *batch)).copy()
