"""What is measured of a path: lengths, distances, and the row from which on something holds."""

from __future__ import annotations

import numpy as np

from optlab.objectives.objective import Objective
from optlab.values import Array

TOLERANCE = 1e-3  # a run is near a minimum within this part of its first distance


def length(vectors: Array) -> Array:
    """The Euclidean length along axis 1."""
    return np.sqrt((vectors * vectors).sum(axis=1))


def distance(objective: Objective, position: Array) -> Array:
    """How far each position ``(rows, dim, *batch)`` is from the nearest known minimum, ``(rows, *batch)``.

    Raises:
        ValueError: an objective whose minimum is not known.
    """
    if objective.minimum is None:
        raise ValueError(f"the minimum of {objective.name!r} is not known: there is no distance to it")
    minima = objective.minimum.reshape(objective.dim, -1, *(1,) * (position.ndim - 2))
    with np.errstate(all="ignore"):
        return np.min([length(position - minima[:, i]) for i in range(minima.shape[1])], axis=0)


def lowest_loss(objective: Objective, loss: Array) -> Array:
    """The loss at the lowest known minimum; where none is known, the lowest that each run saw, ``(*batch)``."""
    if objective.minimum is None:
        return np.fmin.reduce(loss, axis=0)
    return objective.loss(objective.minimum.reshape(objective.dim, -1).astype(loss.dtype)).min()


def tolerance(start_distance: Array) -> Array:
    """How near a minimum a run must come to have converged, in the unit of the position."""
    return TOLERANCE * np.where(start_distance > 0, start_distance, 1.0)


def since(true: Array) -> Array:
    """The first row from which on all are true; the number of rows where the last is not."""
    return np.where(true.all(axis=0), 0, len(true) - np.argmin(true[::-1], axis=0))
