"""What a run did, to hold against what was predicted."""

import numpy as np

from optlab.runs.trace import Trace
from optlab.values import Array

APART = 10  # steps that shrink this many times as fast as the distance end before the minimum
FLOOR = 1e-12  # distances below this part of the first one are rounding


def measured_contraction(trace: Trace) -> float | None:
    """What a run did multiply its distance to the minimum by in each step; None if that cannot be known.

    It is the slope of a line through the logarithm of the distance, over the second half of the
    steps before that is lost in rounding or in infinity. A run that swings through the minimum
    is measured by its widest swings still to come (or, if it diverges, so far). A run that settles
    somewhere else, as in another valley, does not approach the minimum, and there is nothing to measure.

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
    away = trace.distance
    away = away[: np.argmin(np.isfinite(away))] if not np.isfinite(away).all() else away
    falling = len(away) and away[-1] < away[0]
    envelope = np.maximum.accumulate(away[::-1])[::-1] if falling else np.maximum.accumulate(away)
    end = int((envelope > FLOOR * away[0]).sum()) if falling else len(away)
    rows = np.arange(end // 2, end)
    if len(rows) < 3 or not envelope[rows].all():
        return None
    rate = _rate(rows, envelope[rows])
    return None if _settles_elsewhere(trace, rows, rate) else rate


def _rate(rows: Array, sizes: Array) -> float:
    """The factor from row to row that fits best."""
    return float(np.exp(np.polyfit(rows, np.log(sizes), 1)[0]))


def _settles_elsewhere(trace: Trace, rows: Array, rate: float) -> bool:
    """Whether the steps shrink by much more than the distance does: they end before they lead to the minimum."""
    step = trace["step"][rows[rows > 0]]
    lengths = np.maximum.accumulate(np.sqrt((step * step).sum(axis=1))[::-1])[::-1]
    return bool(lengths.all()) and len(lengths) > 2 and 1 - _rate(rows[rows > 0], lengths) > APART * abs(1 - rate)
