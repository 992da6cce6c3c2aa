"""The second gradient of a step, for a rule that asks for one."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Asked, Rule
from optlab.values import Array, shown


def asked(rule: Rule, objective: Objective, t: int, gradient: Array, last: Any) -> tuple[Asked, ...]:
    """What update t is given after the last record: nothing, unless its rule asks.

    The second gradient is of the same batch as the first. Where a rule that asks wants none in this
    step, it is the first one again.

    Raises:
        ValueError: a point that does not fit the run.
    """
    if not rule.asks_for:
        return ()
    point = rule.asks_at(t, gradient, last)
    if point is None:
        return (Asked(last.position, gradient, np.zeros_like(gradient)),)
    if np.shape(point) != gradient.shape:
        must = f"it must be a point of the shape {gradient.shape}, (dim, *batch), or None"
        raise ValueError(f"{type(rule).__name__}.asks_at returned {shown(point)}: {must}")
    point = np.asarray(point, gradient.dtype)
    there = objective.gradient_at(point, t)
    return (Asked(point, there, there - gradient),)
