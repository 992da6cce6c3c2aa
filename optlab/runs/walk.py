"""The only loop: a rule takes its steps, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective, as_objective
from optlab.optimizers.rule import Rule
from optlab.runs.alone import check_alone
from optlab.runs.asked import asked
from optlab.runs.update import Updates
from optlab.values import Array, as_point, as_whole, shown


def walk(rule: Rule, objective: Objective, steps: int, start: Any = None) -> Iterator[tuple[int, Any, Array]]:
    """Yield t, the record of step t and the gradient that made it, from the start on, keeping nothing.

    The start is t = 0. No gradient has been taken there: it is NaN.
    """
    steps, position = as_whole("steps", steps, low=1), first_position(rule, objective, start)
    rule = rule.on(objective.parameters)
    last = rule.begin(position)
    update, gradient = Updates(last), np.full_like(position, np.nan)
    scheduled, now = rule.scheduled, rule.at(1, position.dtype)
    for t in range(steps + 1):
        if t:
            now = _scheduled(rule, t, position) if scheduled else now
            gradient = objective.gradient_at(last.position, t)
            second = asked(now, objective, t, gradient, last)
            before, last = last, update(now, t, gradient, last, *second)
            if t == 1 and position.ndim > 1 and position.size:
                check_alone(rule, objective, before, gradient, second, last)
        last.position.flags.writeable = False  # an objective may look at the position, not move it
        yield t, last, gradient


def first_position(rule: Rule, objective: Objective, start: Any) -> Array:
    """Where each run of the batch starts, ``(dim, *batch)``.

    Raises:
        ValueError: what is no rule or no objective, a start that does not fit, shapes that do not broadcast.
    """
    check_kinds(rule, objective)
    point = as_point("start", objective.start if start is None else start, objective.dim)
    shapes = {"start": point.shape[1:], "seed": objective.batch}
    shapes |= {k: np.shape(v) for k, v in rule.at(1).hyperparameters.items()}
    try:
        batch = np.broadcast_shapes(*shapes.values())
    except ValueError:
        given = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ValueError(f"the batch shapes do not broadcast: {given}") from None
    point = point.reshape(len(point), *(1,) * (len(batch) - point.ndim + 1), *point.shape[1:])
    return objective.laid_out(np.broadcast_to(point, (len(point), *batch)))


def _scheduled(rule: Rule, t: int, position: Array) -> Rule:
    """The rule at step t.

    Raises:
        ValueError: a schedule returns an array that does not fit the batch of runs.
    """
    now, batch = rule.at(t, position.dtype), position.shape[1:]
    for name, value in now.hyperparameters.items():
        shape = np.shape(value)
        sizes = zip(shape[::-1], batch[::-1], strict=False)
        if len(shape) > len(batch) or any(own not in (1, runs) for own, runs in sizes):
            raise ValueError(f"{name} has the shape {shape} in step {t}: it must fit the batch of runs, {batch}")
    return now


def check_kinds(rule: Any, objective: Any) -> None:
    """Refuse a rule that is none, and an objective that is none."""
    if not isinstance(rule, Rule):
        raise ValueError(f"rule is {shown(rule)}: it must be a Rule, such as GradientDescent(learning_rate=0.1)")
    as_objective("objective", objective)
