"""Bad input, answered in one sentence."""

from typing import Any

import numpy as np


def as_point(name: str, value: Any, dim: int | None = None) -> np.ndarray:
    """A point ``(dim, *batch)`` of finite floats, copied; a number is a point of one dimension.

    >>> as_point("start", 3)
    array([3.])
    >>> as_point("start", [1, 2], dim=1)
    Traceback (most recent call last):
    ValueError: start has 2 coordinates: it must have 1
    """
    try:
        point = np.array(value, ndmin=1)
    except ValueError:
        point = np.array(None, ndmin=1)
    if point.dtype.kind not in "iuf" or not point.size or not np.all(np.isfinite(point)):
        raise ValueError(f"{name} is {value!r}: it must be one or more finite numbers")
    if dim is not None and len(point) != dim:
        raise ValueError(f"{name} has {len(point)} coordinate{'s' * (len(point) != 1)}: it must have {dim}")
    return point if point.dtype.kind == "f" else point.astype(float)


def as_whole(name: str, value: Any, low: int, high: int | None = None, why: str = "") -> int:
    """A whole number from ``low`` to ``high``.

    >>> as_whole("steps", 2.5, low=1)
    Traceback (most recent call last):
    ValueError: steps is 2.5: it must be a whole number from 1 up
    """
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        upper = "up" if high is None else f"to {high}"
        raise ValueError(f"{name} is {value!r}: it must be a whole number from {low} {upper}{why}")
    return int(value)
