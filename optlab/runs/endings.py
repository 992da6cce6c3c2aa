"""How runs end: the arithmetic behind a verdict, for a whole batch at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from optlab.objectives.objective import Objective
from optlab.runs.opinions import at_rest, converged, diverging, hovering, oscillating, overflowed, worse
from optlab.runs.seen import Seen
from optlab.values import Array

KINDS = ("converged", "still moving", "stuck", "oscillating", "hovering", "worse", "diverged")
NEEDED = ("position", "step", "loss")  # the columns that an ending is read from


class Endings(NamedTuple):
    """The kind of each run's ending, which case of it, and the step at which it was decided or −1; all ``(*batch)``."""

    kind: Array
    reason: Array
    step: Array


def endings(objective: Objective, columns: Mapping[str, Array]) -> Endings:
    """How each run ended.

    Args:
        objective: what was minimised.
        columns: the position, the step and the loss of every step, as in a trace.

    Every kind is one of `KINDS`.

    >>> from optlab import GradientDescent, parabola, run
    >>> found = endings(parabola, run(GradientDescent(learning_rate=[0.01, 0.4, 1.1]), parabola, 10).columns)
    >>> found.kind.tolist(), found.step.tolist()
    (['still moving', 'converged', 'diverged'], [-1, 5, 1])
    """
    seen = Seen(objective, *(columns[name] for name in NEEDED))
    batch = seen.loss.shape[1:]
    kind, reason = np.full(batch, "still moving"), np.full(batch, "steps", "U20")
    step = np.full(batch, -1)
    with np.errstate(all="ignore"):
        for opinion in (oscillating, hovering, worse, at_rest, diverging, converged, overflowed):
            for name, case, fits, when in opinion(seen):  # a later one replaces an earlier one
                kind, reason = np.where(fits, name, kind), np.where(fits, case, reason)
                step = np.where(fits, when, step)
    return Endings(kind, reason, step)
