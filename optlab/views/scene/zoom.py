"""How far the picture of a landscape is zoomed out, so that a run that leaves is still seen."""

from __future__ import annotations

import numpy as np

from optlab.values import Array

FACTORS = (1.0, 3.0, 9.0, 27.0, 81.0)
Window = tuple[tuple[float, float], ...]


def zoomed(window: Window, factor: float) -> Window:
    """A window that is so many times as wide, round the same middle.

    >>> zoomed(((-1, 3),), 3)
    ((-5.0, 7.0),)
    """
    return tuple(
        ((low + high - factor * (high - low)) / 2, (low + high + factor * (high - low)) / 2) for low, high in window
    )


def factors(positions: Array, window: Window) -> Array:
    """For each step the factor that shows all steps up to it, ``(steps + 1,)``.

    What no factor can show is passed over: then the run has left the picture.

    >>> factors(np.array([[0.5], [-2.0], [1e9], [4.0]]), ((-1, 1),))
    array([1., 3., 3., 9.])
    """
    low, high = np.transpose(window)
    with np.errstate(all="ignore"):
        reach = np.abs(positions - (low + high) / 2) / ((high - low) / 2)
    reach = np.nan_to_num(reach.max(axis=1), nan=0.0, posinf=np.inf)
    reach[reach > FACTORS[-1]] = 0.0
    return np.array(FACTORS)[np.searchsorted(FACTORS, np.maximum.accumulate(reach))]


def with_equal_units(window: Window, width: float, height: float) -> Window:
    """A window of two coordinates, wider or higher than given, whose units are as long in both directions.

    >>> with_equal_units(((0, 2), (0, 1)), 100, 100)
    ((0.0, 2.0), (-0.5, 1.5))
    """
    (left, right), (bottom, top) = window
    unit = max((right - left) / width, (top - bottom) / height)
    middles, reaches = ((left + right) / 2, (bottom + top) / 2), (unit * width / 2, unit * height / 2)
    return tuple((middle - reach, middle + reach) for middle, reach in zip(middles, reaches, strict=True))
