"""A batch is compared with one of its runs, in the first step: no run may depend on its neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Asked, Rule
from optlab.runs.asked import asked
from optlab.runs.one_run import rule_of
from optlab.values import Array

TOLERANCE = 1e7  # differences up to this many roundings are allowed; a norm over the whole batch is farther off


def check_alone(
    rule: Rule, objective: Objective, start: Any, gradient: Array, second: tuple[Asked, ...], made: Any
) -> None:
    """Compute step 1 of the last run of a batch alone.

    Args:
        rule: with the hyperparameters of all runs.
        objective: one that makes runs of its seeds is trusted.
        start: the record of step 0 of the batch.
        gradient: of the batch, in step 1.
        second: of the batch, where the rule asks for it.
        made: the record of step 1 of the batch.

    Raises:
        ValueError: it is another gradient, or another update, than the batch gave this run.
    """
    batch = start.position.shape[1:]
    here = (..., *(size - 1 for size in batch))
    if not objective.batch and not _same(objective.gradient_at(start.position[here], 1), gradient[here]):
        write = "write norms and sums along axis 0, as in np.linalg.norm(w, axis=0)"
        raise ValueError(f"the gradient of {objective.name} mixes the runs of a batch: {write}")
    alone = rule_of(rule, batch, here[1:]).at(1, start.position.dtype)
    first = type(start)(*(field[here] for field in start))
    again = asked(alone, objective.one(batch, here[1:]), 1, gradient[here], first)
    record = alone.update(1, gradient[here], first, *again)
    if any(not _same(a.position, b.position[here]) for a, b in zip(again, second, strict=True)):
        raise ValueError(f"{type(rule).__name__}.asks_at mixes the runs of a batch: write norm(gradient)")
    if not all(_same(np.broadcast_to(a, b[here].shape), b[here]) for a, b in zip(record, made, strict=True)):
        write = "write norm(gradient), from optlab.optimizers, and sums along axis 0"
        raise ValueError(f"{type(rule).__name__}.update mixes the runs of a batch: {write}")


def _same(one: Array, other: Array) -> bool:
    near = TOLERANCE * np.finfo(other.dtype).eps
    scale = np.abs(other).max(initial=0, where=np.isfinite(other))
    return np.allclose(one, other, rtol=near, atol=near * scale, equal_nan=True)
