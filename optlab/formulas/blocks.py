"""The columns of a run as an update sees them: all numbers of a point at once, or one matrix of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.optimizers.matrices import MatrixRule, cut
from optlab.runs.trace import Trace
from optlab.values import Array

Block = dict[str, Array]  # by the name: of each step the numbers ``(dim,)``, or the matrix ``(rows, columns)``


def blocks(trace: Trace) -> list[Block]:
    """What a single run of a rule for matrices keeps, for each of its matrices; of another rule one block of all.

    >>> from optlab import Shampoo, run
    >>> from optlab.objectives import matrix_bowl
    >>> (block,) = blocks(run(Shampoo(), matrix_bowl(3, 2), steps=5))
    >>> block["position"].shape, block["L"].shape
    ((6, 3, 2), (6, 3, 3))
    """
    names = [name for name in trace.names if name != "loss"]
    if not isinstance(trace.rule, MatrixRule):
        return [{name: trace[name] for name in names}]
    placed: Any = trace.rule.on(trace.objective.parameters)
    shapes = dict.fromkeys(names, placed.shapes) | placed.states()
    stacks = {name: cut(trace[name].T, shapes[name]) for name in names}
    return [{name: stacks[name][k] for name in names} for k in range(len(placed.shapes))]


def place(trace: Trace, coordinate: int) -> tuple[int, int, int]:
    """Which matrix of a point a coordinate is in, in which of its rows, and in which of its columns.

    >>> from optlab import Muon, run
    >>> from optlab.objectives import matrix_bowl
    >>> place(run(Muon(), matrix_bowl(3, 2), steps=1), 3)
    (0, 1, 1)
    """
    shapes = list(trace.objective.parameters.values())
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    k = int(np.searchsorted(ends, coordinate, side="right"))
    row, column = np.unravel_index(coordinate - (ends[k - 1] if k else 0), shapes[k])
    return k, int(row), int(column)
