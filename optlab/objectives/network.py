"""A network small enough to know its every curvature."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.objectives.data import mean
from optlab.objectives.objective import Objective, across
from optlab.values import Array, as_point, as_whole

ROOM = 2.0  # the window reaches this far on both sides of 0


class TanhNetwork(Objective):
    """Fit ŷ = Σ cₖ·tanh(aₖx + bₖ) + d by least squares: one number in, one hidden layer, one number out.

    The loss is the mean over the samples of ½·error², as in `LinearRegression`; the gradient is
    backpropagation, written out. Unlike a regression's, the curvature differs from place to
    place: on the way down it grows. (Cohen et al. 2021, who fit Chebyshev polynomials with one)

    Args:
        X: ``(samples,)``.
        y: ``(samples,)``.
        width: the hidden units, at least 1. A point has 3·width + 1 coordinates: a, b, c, d.
        seed: draws the start: a of deviation 1, c of deviation 1/√width, b and d 0. (LeCun et al. 1998, section 4.6)

    Raises:
        ValueError: no data, values that are not finite, X and y of different length, or a width or seed out of range.

    >>> net = TanhNetwork(X=[-1, 0, 1], y=[1, -1, 1], width=4)
    >>> net.dim, round(float(net.loss(net.start)), 4)
    (13, 0.5434)
    """

    def __init__(self, X: Any, y: Any, width: int = 20, seed: int = 0) -> None:
        self.X, self.y = as_point("X", X), as_point("y", y)
        if self.X.ndim > 1 or self.X.shape != self.y.shape:
            raise ValueError(f"X is {self.X.shape} and y is {self.y.shape}: they must be (samples,), both as long")
        self.width, self.seed = as_whole("width", width, low=1), as_whole("seed", seed, low=0)
        draw = np.random.default_rng(self.seed)
        a, c = draw.standard_normal((2, self.width))
        b = np.zeros(self.width)
        self.start = as_point("start", np.concatenate([a, b, c / self.width**0.5, [0.0]]))
        self.coordinates = (*(f"{name}{k + 1}" for name in "abc" for k in range(self.width)), "d")
        self.window = ((-ROOM, ROOM),) * self.dim
        self.name = f"a tanh network of width {self.width}"

    def __repr__(self) -> str:
        return f"TanhNetwork({len(self.X)} samples, width={self.width}, seed={self.seed})"

    def value(self, w: Array) -> Array:
        """Half the mean squared error."""
        _, _, errors = self._forward(w)
        return mean(errors * errors) / 2

    def gradient(self, w: Array) -> Array:
        """The slope along a, b, c and d."""
        c, hidden, errors = self._forward(w)
        d_score = errors * c * (1 - hidden * hidden)
        slopes = [d_score * across(self.X, w), d_score, errors * hidden]
        return np.concatenate([*(mean(slope.swapaxes(0, 1)) for slope in slopes), mean(errors)[None]])

    def _forward(self, w: Array) -> tuple[Array, Array, Array]:
        """c ``(width, 1, *batch)``, the hidden layer ``(width, samples, *batch)`` and ŷ − y ``(samples, *batch)``."""
        a, b, c = w[:-1].reshape(3, self.width, 1, *w.shape[1:])
        hidden = np.tanh(a * across(self.X, w) + b)
        return c, hidden, sum(c * hidden) + w[-1] - across(self.y, w)
