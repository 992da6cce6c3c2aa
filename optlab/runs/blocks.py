"""A large batch, a block of runs at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.values import Array, as_numbers

SIZE = 20_000  # numbers of a position in one block: a dozen arrays of this size stay in a processor's cache


@dataclass(frozen=True)
class Block:
    """Some runs of a batch: those of a slice along one of its axes, counted from the last, −1."""

    axis: int
    runs: slice

    def of(self, value: Any) -> Any:
        """The part of a value that belongs to these runs; all of it, where it broadcasts along the axis."""
        if self.runs == slice(None):
            return value
        if callable(value):
            return partial(self._at, value)
        numbers = value if isinstance(value, Array) else as_numbers(value)
        if numbers.ndim < -self.axis or numbers.shape[self.axis] in (0, 1):  # 0 where it is empty: the rule refuses it
            return value
        return numbers[(..., self.runs, *(slice(None),) * (-self.axis - 1))]

    def _at(self, schedule: Any, t: int) -> Any:
        return self.of(schedule(t))

    def of_rule(self, rule: Rule) -> Rule:
        """The rule with the hyperparameters of these runs."""
        return replace(rule, **{name: self.of(value) for name, value in rule.hyperparameters.items()})


def blocks_of(objective: Objective, position: Array, least: int = 1) -> list[Block]:
    """The blocks of a batch that starts at ``position``, ``(dim, *batch)``: one of all runs where it is small.

    The longest axis of the batch is cut, into at least so many blocks if it is that long; none is where
    the objective makes a run of each of its seeds.
    """
    batch = position.shape[1:]
    if objective.batch or not batch or (position.size <= SIZE and least == 1):
        return [Block(axis=-1, runs=slice(None))]
    axis = int(np.argmax(batch)) - len(batch)
    length = max(1, min(SIZE * batch[axis] // position.size, -(-batch[axis] // least)))
    return [Block(axis, slice(i, i + length)) for i in range(0, batch[axis], length)]
