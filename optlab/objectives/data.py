"""Objectives that are made of data."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.checks import as_point
from optlab.objectives.objective import Objective, window_around
from optlab.rule import Array


class LinearRegression(Objective):
    """Fit ŷ = weights·x + bias by least squares.

    The loss is the mean over the samples of ½·error², error = ŷ − y; so one sample's
    gradient is error·x for the weights and error for the bias, with no factor 2.

    Args:
        X: ``(samples,)``, or ``(samples, features)``.
        y: ``(samples,)``.
        start: ``(features + 1,)``: the weights, then the bias; zeros by default.

    Raises:
        ValueError: no data, values that are not finite, or X and y of different length.

    >>> data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    >>> data.value(np.array([2.0, 0.0]))
    np.float64(0.0)
    >>> data.gradient(np.array([0.0, 0.0]), rows=[0])
    array([-2., -2.])
    """

    name = "linear regression"

    def __init__(self, X: Any, y: Any, start: Any = None) -> None:
        X, self.y = as_point("X", X), as_point("y", y)
        if X.ndim > 2 or self.y.ndim > 1:
            raise ValueError(f"X is {X.shape} and y is {self.y.shape}: they must be (samples, features) and (samples,)")
        if len(X) != len(self.y):
            raise ValueError(f"X has {len(X)} samples and y has {len(self.y)}: they must have as many")
        self.X = X.reshape(len(X), -1)
        features = self.X.shape[1]
        self.start = np.zeros(features + 1) if start is None else as_point("start", start, features + 1)
        weights = ["weights"] if features == 1 else [f"weights{i + 1}" for i in range(features)]
        self.coordinates = (*weights, "bias")
        self._solve()

    def __repr__(self) -> str:
        return f"LinearRegression({len(self)} samples, {self.dim - 1} features)"

    def __len__(self) -> int:
        return len(self.y)

    def errors(self, w: Array, rows: Any = slice(None)) -> Array:
        """ŷ − y of the chosen rows, ``(rows, *batch)``."""
        *weights, bias = w
        X, y = self._rows(rows, w)
        return sum(weight * x for weight, x in zip(weights, X, strict=True)) + bias - y

    def value(self, w: Array, rows: Any = slice(None)) -> Array:
        """Half the mean squared error."""
        errors = self.errors(w, rows)
        return _mean(errors * errors) / 2

    def gradient(self, w: Array, rows: Any = slice(None)) -> Array:
        """Its slope along each weight, then along the bias."""
        errors = self.errors(w, rows)
        X, _ = self._rows(rows, w)
        return np.array([*(_mean(errors * x) for x in X), _mean(errors)])

    def _rows(self, rows: Any, w: Array) -> tuple[list[Array], Array]:
        """Each feature and y, with the axes of ``(rows, *batch)``."""
        y = self.y[rows]
        axes = (1,) * (w.ndim - y.ndim)
        return [x[rows].reshape(y.shape + axes) for x in self.X.T], y.reshape(y.shape + axes)

    def _solve(self) -> None:
        ones = np.column_stack([self.X, np.ones(len(self))])
        self.minimum = np.linalg.lstsq(ones, self.y, rcond=None)[0]
        eigenvalues = np.linalg.eigvalsh(ones.T @ ones / len(self))
        self.curvature = (float(eigenvalues[0]), float(eigenvalues[-1]))
        self.window = window_around(self.start, self.minimum)


def _mean(terms: Array) -> Array:
    """The mean over axis 0, added up in order: numpy's own order depends on the batch beside it."""
    return np.cumsum(terms, axis=0)[-1] / len(terms)
