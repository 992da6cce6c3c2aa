"""A batch of runs in parts, each with its room in the columns of a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective
from optlab.optimizers.rule import Rule
from optlab.runs.blocks import Block
from optlab.runs.walk import walk
from optlab.values import Array

Columns = dict[str, Array]


@dataclass(frozen=True, eq=False)
class Runs:
    """Some runs of a batch: they can be pickled, and walked elsewhere.

    Attributes:
        block: which of the batch they are.
        rule: with their hyperparameters.
        position: where they start, ``(dim, *batch)``.
        cells: the shape and the type of a row of each column.
    """

    block: Block
    rule: Rule
    objective: Objective
    steps: int
    every: int
    position: Array
    cells: dict[str, tuple[tuple[int, ...], np.dtype]]

    @property
    def rows(self) -> int:
        """How many rows are kept."""
        return (self.steps - 1) // self.every + 2

    def room(self, columns: Columns) -> Columns:
        """The part of the columns that is theirs."""
        return {name: self.block.of(column) for name, column in columns.items()}

    def walk(self, into: Columns) -> Iterator[tuple[int, int]]:
        """Walk, and write the rows that are kept; yield the step and the rows written so far."""
        rows = 0
        for t, made, gradient in walk(self.rule, self.objective, self.steps, self.position):
            if t % self.every == 0 or t == self.steps:
                self._write(into, rows, made, gradient)
                rows += 1
            yield t, rows

    def run(self, progress: Callable[[int, int], None] | None = None) -> Columns:
        """Walk with columns of their own."""
        made = {name: np.empty((self.rows, *shape), kind) for name, (shape, kind) in self.cells.items()}
        with np.errstate(all="ignore"):
            for t, _ in self.walk(made):
                if progress is not None:
                    progress(t, self.steps)
        return made

    def _write(self, columns: Columns, row: int, made: Any, gradient: Array) -> None:
        for name, column in columns.items():
            if name == "loss":
                column[row] = self.objective.loss(getattr(made, self.rule.judged))
            else:
                column[row] = gradient if name == "gradient" else getattr(made, name)


def blank(columns: Columns, row: int) -> None:
    """Make the rows from this one on NaN: they have not been reached."""
    for column in columns.values():
        if column.dtype.kind == "f":
            column[row:] = np.nan
