"""Logistic regression."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.data import Regression, mean
from optlab.objectives.objective import across
from optlab.values import Array, as_point


class LogisticRegression(Regression):
    """Fit the chance of y = 1, ŷ = 1/(1 + e^−z) with z = weights·x + bias, by cross-entropy. (Cox 1958)

    The loss is the mean over the samples of −y log ŷ − (1 − y) log(1 − ŷ). Where a line parts
    the two classes it has no minimum: the weights grow for ever, and ``minimum`` is None.

    Args:
        X: ``(samples,)``, or ``(samples, features)``.
        y: ``(samples,)``, each 0 or 1.
        start: ``(features + 1,)``: the weights, then the bias; zeros by default.
        bias: without one, z = weights·x, and a point has one coordinate less.

    Raises:
        ValueError: no data, values that are not finite, X and y of different length, or a y that is not 0 or 1.

    >>> data = LogisticRegression(X=[1, 2, 3, 4], y=[0, 1, 0, 1])
    >>> data.minimum.round(4), data.gradient(data.minimum).round(12) + 0.0
    (array([ 0.9082, -2.2705]), array([0., 0.]))
    >>> LogisticRegression(X=[1, 2], y=[0, 1]).minimum is None
    True
    """

    name = "logistic regression"

    def errors(self, w: Array, rows: Any = slice(None)) -> Array:
        return _sigmoid(self.scores(w, rows)) - across(self.y[rows], w)

    def value(self, w: Array, rows: Any = slice(None)) -> Array:
        """The mean cross-entropy."""
        scores = self.scores(w, rows)
        surprise = np.maximum(scores, 0) + np.log1p(np.exp(-np.abs(scores)))  # log(1 + e^z), with no overflow
        return mean(surprise - across(self.y[rows], w) * scores)

    def _solve(self) -> None:
        """By Newton's method, which ends in a few steps, or runs away where the classes can be parted."""
        wrong = set(self.y.tolist()) - {0.0, 1.0}
        if wrong:
            raise ValueError(f"y holds {min(wrong)}: it must be 0 or 1 for every sample")
        self.minimum = self.curvature = None
        w, low, high = np.zeros(self.dim), 0.0, 0.0
        for _ in range(100):
            chance = _sigmoid(self.scores(w))
            hessian = (self._inputs.T * (chance * (1 - chance))) @ self._inputs / len(self)
            low, high = np.linalg.eigvalsh(hessian)[[0, -1]].tolist()
            if not low > 1e-9 * np.square(self._inputs).sum(axis=1).mean():
                return
            gradient = self.gradient(w)
            if np.abs(gradient).max() < 1e-14 * max(1.0, np.abs(self._inputs).max()):
                break
            step = np.linalg.solve(hessian, gradient)
            while self.value(w - step) > self.value(w) + 1e-15 and np.abs(step).max() > 1e-12:
                step = step / 2
            w = w - step
        self.minimum, self.curvature = as_point("minimum", w), (low, high)


def _sigmoid(z: Array) -> Array:
    return (1 + np.tanh(z / 2)) / 2
