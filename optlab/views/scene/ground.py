"""What the landscapes have in common that needs no picture: heights, and what is outside."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from optlab.objectives.objective import Objective
from optlab.objectives.plane import OnPlane
from optlab.runs.trace import Trace
from optlab.values import Array
from optlab.views.words import number

FAR = 20  # a path is drawn up to as many widths of the picture away


def heights(objective: Objective, w: Array) -> tuple[Array, float, float]:
    """The loss at ``w``, NaN where it has none, with its floor and its span."""
    with np.errstate(all="ignore"):
        f = objective.loss(w)
    f = np.where(np.isfinite(f), f, np.nan)
    known = f[np.isfinite(f)] if np.isfinite(f).any() else np.zeros(1)
    return f, float(known.min()), float(np.ptp(known)) or 1.0


def walked(trace: Trace, plane: OnPlane | None) -> tuple[Array, Array]:
    """The positions of a run as they are drawn, ``(steps + 1, dim)``, and the loss of the ground there."""
    if plane is None:
        return trace["position"], trace["loss"]
    points = plane.projected(trace["position"])
    with np.errstate(all="ignore"):
        return points, plane.surface.loss(points.T)


def outside(points: Array, low: Array, high: Array) -> Array:
    """Which of the points ``(steps + 1, 2)`` are not between two corners.

    >>> outside(np.array([[0, 0], [0, 9]]), np.array([-1, -1]), np.array([1, 1]))
    array([False,  True])
    """
    return ~np.all((points >= low) & (points <= high), axis=-1)


def bounded(points: Array, low: Array, high: Array) -> Array:
    """Points far outside, brought to where the line still leaves the picture in the right direction.

    A run that has no more numbers stays where its last ones were; infinity is a number, far outside.

    >>> bounded(np.array([[0, 0], [0, np.inf], [np.nan, 0]]), np.array([-1, -1]), np.array([1, 1]))[:, 1]
    array([ 0., 41., 41.])
    """
    known = np.maximum.accumulate(np.where(np.isnan(points).any(axis=1), 0, np.arange(len(points))))
    return np.clip(np.nan_to_num(points[known]), low - FAR * (high - low), high + FAR * (high - low))


def exits(outside: Array) -> Array:
    """For each step the one at which the run last left; -1 where it is inside.

    >>> exits(np.array([False, True, True, False, True])).tolist()
    [-1, 1, 1, -1, 4]
    """
    leaves = outside & ~np.append(False, outside[:-1])
    last = np.maximum.accumulate(np.where(leaves, np.arange(len(outside)), 0))
    return np.where(outside, last, -1)


def plain_ticks(axes: Axes) -> None:
    """Few ticks, at round numbers."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(FuncFormatter(number))
