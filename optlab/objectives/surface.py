"""A function with its gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.objectives.objective import Objective, window_around
from optlab.values import Array, as_numbers, as_point, shown

NAMES = {1: ("x",), 2: ("x", "y")}


@dataclass(frozen=True, eq=False, repr=False)
class Surface(Objective):
    """A function of any dimension, with its gradient: yours, or one of the course's.

    Args:
        name: what a title calls it.
        value: takes points ``(dim, *batch)``, returns their values ``(*batch)``.
        gradient: takes points ``(dim, *batch)``, returns as many slopes ``(dim, *batch)``.
        start: a number or ``(dim,)``: where a run begins.
        minimum: ``(dim,)``, or ``(dim, count)`` where there are several; None if unknown.
        window: a pair (lowest, highest) for each coordinate; by default, what shows start and minimum.
        curvature: the smallest and the largest second derivative at the minimum; None if unknown.

    Raises:
        ValueError: a start, minimum or window that is not finite or does not fit.

    >>> valley = Surface("valley", lambda w: w[0]**2 + 9 * w[1]**2, lambda w: [2 * w[0], 18 * w[1]], start=(3, 1))
    >>> valley.dim, valley.value(valley.start)
    (2, np.float64(18.0))
    """

    name: str
    value: Callable[[Array], Any]
    gradient: Callable[[Array], Any]
    start: Any
    minimum: Any = None
    window: Any = None
    curvature: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        for what in ("value", "gradient"):
            if not callable(getattr(self, what)):
                raise ValueError(f"{what} is {shown(getattr(self, what))}: it must be a function of the position")
        start = as_point("start", self.start)
        if start.ndim > 1:
            raise ValueError(f"start has the shape {start.shape}: it must be one point, (dim,)")
        minimum = None if self.minimum is None else as_point("minimum", self.minimum, len(start))
        window = window_around(start, minimum) if self.window is None else _window(self.window, len(start))
        curvature = None if self.curvature is None else _curvature(self.curvature)
        fields = {"start": start, "minimum": minimum, "window": window, "curvature": curvature}
        for field, checked in fields.items():
            object.__setattr__(self, field, checked)

    def __repr__(self) -> str:
        return f"Surface({self.name!r}, dim={self.dim})"

    @property
    def coordinates(self) -> tuple[str, ...]:
        """x, or x and y, or x1, x2, …"""
        return NAMES.get(self.dim) or tuple(f"x{i + 1}" for i in range(self.dim))


def _window(window: Sequence, dim: int) -> tuple[tuple[float, float], ...]:
    ends = as_numbers(window)
    if ends.size != 2 * dim or not np.all(np.isfinite(ends)) or not np.all(np.diff(ends.reshape(-1, 2)) > 0):
        pairs = f"{dim} pair{'s' * (dim != 1)} (lowest, highest) of numbers"
        raise ValueError(f"window is {shown(window)}: it must be {pairs}")
    return tuple((low, high) for low, high in ends.reshape(-1, 2).tolist())


def _curvature(pair: Any) -> tuple[float, float]:
    ends = as_numbers(pair)
    if ends.shape != (2,) or not np.all(np.isfinite(ends)) or ends[0] > ends[1]:
        raise ValueError(f"curvature is {shown(pair)}: it must be a pair (smallest, largest) of numbers")
    return tuple(ends.tolist())
