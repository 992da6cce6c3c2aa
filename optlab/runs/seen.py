"""What a verdict is made from."""

from __future__ import annotations

from typing import NamedTuple

from optlab.objectives.objective import Objective
from optlab.values import Array

CLEAR = 0.01  # a change below this part of the range of a run's losses is not mentioned


class Seen(NamedTuple):
    """Every step of a run, or of a batch of runs."""

    objective: Objective
    position: Array
    step: Array
    loss: Array

    @property
    def steps(self) -> int:
        """How many updates there were."""
        return len(self.loss) - 1


def turns(step: Array) -> Array:
    """How often, in the second half of a run, the coordinate that turned back most did so, ``(*batch)``."""
    late = second_half(step[1:])
    return (late[1:] * late[:-1] < 0).sum(axis=0).max(axis=0)


def second_half(rows: Array) -> Array:
    """The later rows; the one in the middle belongs to them."""
    return rows[len(rows) // 2 :]
