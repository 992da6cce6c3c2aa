"""What a run did, to hold against what was predicted."""

import numpy as np

from optlab.endings import distance
from optlab.trace import Trace

FLOOR = 1e-12  # of the first distance: below it one would measure rounding


def measured_contraction(trace: Trace) -> float | None:
    """What a run did multiply its distance to the minimum by in each step; None if that cannot be known.

    It is the slope of a line through the logarithm of the distance, over the second half of the
    steps before that is lost in rounding or in infinity. A run that swings through the minimum
    is measured by its widest swings still to come (or, if it diverges, so far).

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
    away = away[: np.argmin(np.isfinite(away))] if not np.isfinite(away).all() else away
    falling = len(away) and away[-1] < away[0]
    envelope = np.maximum.accumulate(away[::-1])[::-1] if falling else np.maximum.accumulate(away)
    end = int((envelope > FLOOR * away[0]).sum()) if falling else len(away)
    rows = np.arange(end // 2, end)
    if len(rows) < 3 or not envelope[rows].all():
        return None
    return float(np.exp(np.polyfit(rows, np.log(envelope[rows]), 1)[0]))
