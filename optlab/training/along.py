"""A network judged along its way: at every step of a run."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from optlab.runs.trace import Trace
from optlab.training.samples import Samples
from optlab.training.watched import network_of
from optlab.values import Array

BLOCK = 50  # as many steps are judged at once: the outputs of a layer for all of them fit into memory
_known: WeakKeyDictionary[Trace, dict[Samples, tuple[Array, Array]]] = WeakKeyDictionary()


def judged_along(trace: Trace, samples: Samples | None = None) -> tuple[Array, Array]:
    """Loss and accuracy after every step of one run, both ``(rows,)``; computed once for each run and samples.

    Args:
        trace: of a network, or of what is made of one; a single run, with its positions.
        samples: by default those that it is trained on.

    Raises:
        ValueError: no network, or samples that do not fit it.

    >>> from optlab import SGD, run
    >>> from optlab.training import Network, spirals
    >>> data = spirals()
    >>> trace = run(SGD(0.5), Network([2, 8, 2], data.train), steps=20)
    >>> loss, accuracy = judged_along(trace, data.validation)
    >>> loss.shape, accuracy[0]
    ((21,), np.float64(0.475))
    """
    network = network_of(trace.objective)
    samples = network.data if samples is None else samples
    found = _known.setdefault(trace, {})
    if samples not in found:
        judge, points = network.on(samples), trace[trace.rule.judged].T
        with np.errstate(all="ignore"):  # a run may have diverged: infinities and NaN are results here
            parts = [judge.judgement(points[:, i : i + BLOCK]) for i in range(0, points.shape[1], BLOCK)]
        loss, accuracy = (np.concatenate(column) for column in zip(*parts, strict=True))
        found[samples] = loss, accuracy
    return found[samples]
