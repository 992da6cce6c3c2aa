"""Objectives that are made of data."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.objective import Objective, across, window_around
from optlab.values import Array, as_point, shown

MANY = 256  # as many sums are added up side by side
HUGE = 1e100


class DataObjective(Objective):
    """The mean over samples of what each of them costs: value and gradient can be asked of some rows alone.

    ``rows`` are numbers of samples, ``(rows,)``, or ``(rows, *batch)`` where each run has its own.
    """

    def __len__(self) -> int:
        raise NotImplementedError

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> DataObjective:
        return self

    def value(self, w: Array, rows: Any = slice(None)) -> Any:
        """The mean of what the chosen rows cost, ``(*batch)``."""
        raise NotImplementedError

    def gradient(self, w: Array, rows: Any = slice(None)) -> Array:
        """The mean of the chosen rows' gradients, in the shape of w."""
        raise NotImplementedError


class Regression(DataObjective):
    """What linear and logistic regression share: a score z = weights·x + bias for each sample.

    A subclass says what ``errors`` and ``value`` are, and finds its ``minimum`` and ``curvature``.
    In both, one sample's gradient is error·x for the weights and error for the bias.
    """

    def __init__(self, X: Any, y: Any, start: Any = None, bias: bool = True) -> None:
        X, self.y = as_point("X", X), as_point("y", y)
        if X.ndim > 2 or self.y.ndim > 1:
            raise ValueError(f"X is {X.shape} and y is {self.y.shape}: they must be (samples, features) and (samples,)")
        if len(X) != len(self.y):
            raise ValueError(f"X has {len(X)} samples and y has {len(self.y)}: they must have as many")
        if not isinstance(bias, bool):
            raise ValueError(f"bias is {shown(bias)}: it must be True or False")
        self.X = X.reshape(len(X), -1)
        features = self.X.shape[1]
        weights = ("weights",) if features == 1 else tuple(f"weights{i + 1}" for i in range(features))
        self.coordinates = (*weights, "bias") if bias else weights
        self._inputs = np.column_stack([self.X, np.ones(len(X))]) if bias else self.X
        dim = len(self.coordinates)
        self.start = as_point("start", np.zeros(dim) if start is None else start, dim)
        if self.start.ndim > 1:
            raise ValueError(f"start has the shape {self.start.shape}: it must be one point, (dim,)")
        for what, values in (("X", self.X), ("y", self.y)):
            if np.abs(values).max() > HUGE:
                raise ValueError(
                    f"{what} holds {np.abs(values).max():g}: it must be at most {HUGE:g} for squares to exist"
                )
        self._solve()
        self.window = window_around(self.start, self.minimum)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} samples, {self.X.shape[1]} features)"

    def __len__(self) -> int:
        return len(self.y)

    def scores(self, w: Array, rows: Any = slice(None)) -> Array:
        """weights·x + bias of the chosen rows, ``(rows, *batch)``."""
        return np.asarray(sum(c * across(x[rows], w) for c, x in zip(w, self._inputs.T, strict=True)))

    def errors(self, w: Array, rows: Any = slice(None)) -> Array:
        """ŷ − y of the chosen rows, ``(rows, *batch)``."""
        raise NotImplementedError

    def gradient(self, w: Array, rows: Any = slice(None)) -> Array:
        """The slope along each weight, then along the bias."""
        errors = self.errors(w, rows)
        return np.array([mean(errors * across(x[rows], w)) for x in self._inputs.T])

    def _solve(self) -> None:
        """Find the minimum and the curvature there."""
        raise NotImplementedError


class LinearRegression(Regression):
    """Fit ŷ = weights·x + bias by least squares.

    The loss is the mean over the samples of ½·error², error = ŷ − y; so one sample's
    gradient is error·x for the weights and error for the bias, with no factor 2.

    Args:
        X: ``(samples,)``, or ``(samples, features)``.
        y: ``(samples,)``.
        start: ``(features + 1,)``: the weights, then the bias; zeros by default.
        bias: without one, ŷ = weights·x, and a point has one coordinate less.

    Raises:
        ValueError: no data, values that are not finite, or X and y of different length.

    >>> data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    >>> data.value(np.array([2.0, 0.0]))
    np.float64(0.0)
    >>> data.gradient(np.array([0.0, 0.0]), rows=[0])
    array([-2., -2.])
    """

    name = "linear regression"

    def errors(self, w: Array, rows: Any = slice(None)) -> Array:
        return self.scores(w, rows) - across(self.y[rows], w)

    def value(self, w: Array, rows: Any = slice(None)) -> Array:
        """Half the mean squared error."""
        errors = self.errors(w, rows)
        return mean(errors * errors) / 2

    def _solve(self) -> None:
        self.minimum = as_point("minimum", np.linalg.lstsq(self._inputs, self.y, rcond=None)[0])
        eigenvalues = np.linalg.eigvalsh(self._inputs.T @ self._inputs / len(self))
        self.curvature = (max(float(eigenvalues[0]), 0.0), float(eigenvalues[-1]))


def mean(terms: Array) -> Array:
    """The mean over axis 0, added up in order: numpy's own order depends on the batch beside it."""
    return total(terms) / len(terms)


def total(terms: Array) -> Array:
    """The sum over axis 0, one term after the other; the same bits for each of a batch as alone.

    >>> total(np.array([0.1, 0.2, 0.3])), total(np.full((3, 2), 0.1))
    (np.float64(0.6000000000000001), array([0.3, 0.3]))
    """
    if terms.size < MANY * len(terms):
        return terms.cumsum(axis=0)[-1]
    added = np.array(terms[0])  # ten times as fast for many runs as a sum over an axis: only the last sum is kept
    for term in terms[1:]:
        added += term
    return added
