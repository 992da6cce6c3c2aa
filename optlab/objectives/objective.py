"""What every objective has, whether it is a surface or data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from optlab.objectives.finding import Finding
from optlab.objectives.gradient_check import check_gradient
from optlab.objectives.returned import called, shaped
from optlab.values import Array, as_whole, shown


class Objective:
    """Something to minimise: a value, its gradient, and where to start.

    Points are arrays ``(dim, *batch)``: one point is ``(dim,)``, a thousand runs are
    ``(dim, 1000)``, a contour grid is ``(2, rows, columns)``, and one formula serves all.

    Attributes:
        name: what a title calls it.
        start: ``(dim,)``, where a run begins unless told otherwise.
        minimum: ``(dim,)``, or ``(dim, count)`` where there are several; None if unknown.
        window: for each coordinate the lowest and the highest value to draw.
        coordinates: the name of each coordinate.
        curvature: the smallest and the largest second derivative at the minimum (μ, L); None if unknown.
    """

    name: str
    start: Array
    minimum: Array | None = None
    window: tuple[tuple[float, float], ...]
    coordinates: tuple[str, ...]
    curvature: tuple[float, float] | None = None
    value: Callable[[Array], Any]
    gradient: Callable[[Array], Any]

    @property
    def dim(self) -> int:
        """How many coordinates a point has."""
        return len(self.start)

    @property
    def parameters(self) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter by name, in the order of the coordinates: by default a number for each."""
        return dict.fromkeys(self.coordinates, ())

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape that this objective's own randomness gives a batch of runs: one run a seed."""
        return ()

    @property
    def noisy(self) -> bool:
        """Whether the gradients of its updates differ at random from that of its value."""
        return False

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        """The objective as one run of a batch has it: with its own seed, where each run has one."""
        return self

    def laid_out(self, w: Array) -> Array:
        """A copy of ``w``, in the order of memory in which this objective is fast; a run begins with it."""
        return w.copy()

    def loss(self, w: Array) -> Array:
        """The value at ``w``, of shape ``w.shape[1:]`` whatever the formula made of it."""
        return shaped(self.name, "value", called(self.name, "value", self.value, w), w.shape[1:], w)

    def gradient_at(self, w: Array, t: int) -> Array:
        """The gradient that update ``t`` is given at ``w``, in the shape of ``w``; the same for the same ``t``."""
        return self.full_gradient(w)

    def full_gradient(self, w: Array) -> Array:
        """The gradient of the value at ``w``, without noise or batches, in the shape of ``w``."""
        return shaped(self.name, "gradient", called(self.name, "gradient", self.gradient, w), w.shape, w)

    def check(self, points: int = 20, seed: int = 0) -> Finding:
        """Whether the gradient is that of the value, in a sentence that names the coordinate and the likely mistake.

        Args:
            points: how many to try, drawn from the window.
            seed: draws them.

        Returns:
            A `Finding`: ``right`` is True or False, and ``str`` of it is the sentence.

        >>> from optlab.objectives import Surface
        >>> mine = Surface("mine", lambda w: w[0]**2, lambda w: -2 * w, start=3, window=(-4, 4))
        >>> str(mine.check()).partition("slope is ")[2]
        '0.66338, so it is off by -1.33 (the sign is wrong)'
        """
        points, seed = as_whole("points", points, low=1), as_whole("seed", seed, low=0)
        return check_gradient(self.loss, self.full_gradient, self.window, self.coordinates, points, seed)

    def line(self, t: int, w: Array, loss: float) -> str:
        """One line of a listing: where update ``t`` arrived."""
        names = self.coordinates
        point = ", ".join(f"{name} = {float(c)}" for name, c in zip(names, w, strict=True))
        return f"Iteration {t}: {point}, f({', '.join(names)}) = {float(loss)}"


def as_objective(name: str, value: Any) -> Objective:
    """The value, if it is an objective; else a ValueError that says what it must be."""
    if not isinstance(value, Objective):
        raise ValueError(f"{name} is {shown(value)}: it must be an Objective, such as a Surface")
    return value


def across(values: Array, w: Array) -> Array:
    """Values ``(n, *inner)`` with axes of 1 put in after the first, to broadcast against points ``(dim, *batch)``."""
    return values.reshape(values.shape[:1] + (1,) * (w.ndim - values.ndim) + values.shape[1:])


def window_around(*points: Array | None) -> tuple[tuple[float, float], ...]:
    """A window that shows all the points, with room around them."""
    shown = np.concatenate([p.reshape(len(p), -1) for p in points if p is not None], axis=1)
    low, high = shown.min(axis=1), shown.max(axis=1)
    room = np.maximum(0.25 * (high - low).max(), 1.0)
    return tuple((float(a - room), float(b + room)) for a, b in zip(low, high, strict=True))
