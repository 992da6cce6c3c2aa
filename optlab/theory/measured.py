"""What a run did, to hold against what was predicted."""

import numpy as np

from optlab.endings import distance
from optlab.trace import Trace

FLOOR = 1e-12  # of the first distance: below it one would measure rounding


def measured_contraction(trace: Trace) -> float | None:
    """What a run did multiply its distance to the minimum by in each step; None if that cannot be known.

    It is the slope of the line through the logarithm of the distance, over the second half of
    the steps before the distance is lost in rounding (or in infinity).

    Raises:
        ValueError: the trace holds a batch of runs.

    >>> from optlab import GradientDescent, parabola, run
    >>> round(measured_contraction(run(GradientDescent(learning_rate=0.1), parabola, steps=50)), 6)
    0.8
    """
    if trace.batch:
        raise ValueError(f"this trace is a batch of runs of shape {trace.batch}: choose one with trace.one(i)")
    if trace.objective.minimum is None:
        return None
    away = distance(trace)
    lost = ~np.isfinite(away) | (away <= FLOOR * away[0])
    end = int(np.argmax(lost)) if lost.any() else len(away)
    rows = np.arange(end // 2, end)
    if len(rows) < 3:
        return None
    return float(np.exp(np.polyfit(rows, np.log(away[rows]), 1)[0]))
