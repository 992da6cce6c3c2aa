"""Sums over the coordinates of a vector, and its length, for a rule that needs them."""

from __future__ import annotations

import numpy as np

from optlab.values import Array


def total(vector: Array) -> Array:
    """The sum of each run's coordinates: of ``(dim, *batch)`` it makes ``(*batch)``.

    They are added one after the other, so that a run in a batch has the digits that it has alone.

    >>> total(np.array([[3.0, 0.0], [4.0, 1.0]]))
    array([7., 1.])
    """
    return np.asarray(np.cumsum(vector, axis=0)[-1])  # an array for one run too: hyperparameters take its precision


def norm(vector: Array) -> Array:
    """The length of each run's vector: of ``(dim, *batch)`` it makes ``(*batch)``.

    ``np.linalg.norm`` alone would take all runs of a batch for one vector.

    >>> norm(np.array([[3.0, 0.0], [4.0, 1.0]]))
    array([5., 1.])
    """
    return np.sqrt(total(vector * vector))
