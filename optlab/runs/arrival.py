"""When a run has arrived."""

import numpy as np

from optlab.runs.measures import since
from optlab.runs.trace import Trace
from optlab.values import Array


def steps_to(trace: Trace, tolerance: float) -> int | Array | None:
    """The first step from which a run stays within ``tolerance`` (absolute) of a minimum; None if it does not.

    Of a batch of runs, an array ``(*batch)`` with infinity for each that does not. With ``every=k`` it is
    the first such step that was kept.

    Raises:
        ValueError: the minimum is not known.

    >>> from optlab import run
    >>> from optlab.objectives import quadratic
    >>> from optlab.optimizers import GradientDescent
    >>> steps_to(run(GradientDescent(learning_rate=2 / 101), quadratic([1, 100]), steps=800), 1e-6 * 2**0.5)
    691
    >>> steps_to(run(GradientDescent(learning_rate=[0.01, 0.02]), quadratic([1, 100]), steps=800), 0.01)
    array([459.,  inf])
    """
    row = since(trace.distance <= tolerance)
    step = np.append(trace.t.astype(float), np.inf)[row]
    if trace.batch:
        return step
    return int(step) if np.isfinite(step) else None
