"""A large batch, a block of runs at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.rule import Array, Rule
from optlab.run import empty_column, record, walk
from optlab.trace import Trace

BLOCK = 20_000  # numbers of a position, 10,000 runs in 2-D: a dozen such arrays stay in a processor's cache


def record_in_blocks(
    rule: Rule,
    objective: Objective,
    steps: int,
    start: Any,
    keep: tuple[str, ...],
    watch: Callable[[int, int], None] | None = None,
) -> Trace:
    """What `record` gives, number by number, for a batch of any size at the same cost a run.

    The longest axis of the batch is cut. Hyperparameters and starts that broadcast along it go
    whole into every block. Where the objective makes a run of each of its seeds, all is one block.

    ``watch`` is called after each step of a block, with the steps done and those there are in all blocks.
    """
    position, columns = _laid_out(rule, objective, steps, start, keep)
    if objective.batch or position.size <= BLOCK:
        return record(rule, objective, steps, start, keep, watch, columns)
    batch = position.shape[1:]
    axis = int(np.argmax(batch)) - len(batch)
    length = max(1, BLOCK * batch[axis] // position.size)
    blocks = [slice(i, i + length) for i in range(0, batch[axis], length)]
    for i, block in enumerate(blocks):
        part = replace(rule, **{name: _cut(value, axis, block) for name, value in rule.hyperparameters.items()})
        into = {name: _cut(column, axis, block) for name, column in columns.items()}
        told = watch and (lambda t, steps, done=i * steps: watch(done + t, len(blocks) * steps))
        record(part, objective, steps, _cut(position, axis, block), keep, told, into)
    return Trace(rule, objective, columns)


def _laid_out(rule: Rule, objective: Objective, steps: int, start: Any, keep: tuple[str, ...]) -> tuple[Array, dict]:
    """Where every run starts, ``(dim, *batch)``, and room for what is kept."""
    with np.errstate(all="ignore"):
        _, row = next(walk(rule, objective, steps, start))
    return row["position"], {name: empty_column(steps, row[name]) for name in keep}


def _cut(value: Any, axis: int, block: slice) -> Any:
    """The part of a value that belongs to a block; all of it, where it broadcasts along that axis."""
    if callable(value):
        return lambda t: _cut(value(t), axis, block)
    if np.ndim(value) < -axis or np.shape(value)[axis] == 1:
        return value
    return value[(..., block, *(slice(None),) * (-axis - 1))]
