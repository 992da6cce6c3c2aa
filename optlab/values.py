"""Numbers and arrays, and bad input answered in one sentence."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

Array = np.ndarray
Number = float | Array
Schedule = Callable[[int], Number]  # takes the step t = 1, 2, …


def shown(value: Any) -> str:
    """The repr of a value on one line, shortened where it would fill a page.

    >>> shown(np.zeros((2, 2))), shown("x" * 99)
    ('array([[0., 0.], [0., 0.]])', "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…")
    """
    try:
        words = " ".join(repr(value).split())
    except ValueError:  # Python does not print whole numbers of more than 4,300 digits
        words = "a number too long to print"
    return words if len(words) <= 60 else words[:60] + "…"


def as_numbers(value: Any) -> np.ndarray:
    """An array of floats of its own; an empty one if these are no real numbers.

    >>> as_numbers([1, 2]), as_numbers("12"), as_numbers([[1], [2, 3]])
    (array([1., 2.]), array([], dtype=float64), array([], dtype=float64))
    """
    try:
        array = np.array(value)
    except (ValueError, TypeError, RuntimeError):  # a ragged list, or a tensor that keeps its gradient
        return np.array([])
    if array.dtype.kind not in "iuf":
        return np.array([])
    return array if array.dtype.kind == "f" else array.astype(float)


def as_point(name: str, value: Any, dim: int | None = None) -> np.ndarray:
    """A point ``(dim, *batch)`` of finite floats; a number is a point of one dimension.

    It is a copy that nobody can change.

    >>> as_point("start", 3)
    array([3.])
    >>> as_point("start", [1, 2], dim=1)
    Traceback (most recent call last):
    ValueError: start has 2 coordinates: it must have 1
    """
    point = np.atleast_1d(as_numbers(value))
    if not point.size or not np.all(np.isfinite(point)):
        raise ValueError(f"{name} is {shown(value)}: it must be one or more finite numbers")
    if dim is not None and len(point) != dim:
        raise ValueError(f"{name} has {len(point)} coordinate{'s' * (len(point) != 1)}: it must have {dim}")
    point.flags.writeable = False
    return point


def as_whole(name: str, value: Any, low: int, high: int | None = None, why: str = "") -> int:
    """A whole number from ``low`` to ``high``.

    >>> as_whole("steps", 2.5, low=1)
    Traceback (most recent call last):
    ValueError: steps is 2.5: it must be a whole number from 1 up
    """
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < low or (high is not None and value > high):
        upper = "up" if high is None else f"to {high}"
        raise ValueError(f"{name} is {shown(value)}: it must be a whole number from {low} {upper}{why}")
    return int(value)


def as_amount(name: str, value: Any, low: float = 0, high: float = np.inf) -> Number:
    """A finite number from ``low`` to ``high``, or an array of them that nobody can change.

    >>> as_amount("factor", 2, high=1)
    Traceback (most recent call last):
    ValueError: factor is 2: it must be a number from 0 to 1
    """
    array = as_numbers(value)
    if not array.size or not np.all(np.isfinite(array) & (array >= low) & (array <= high)):
        raise ValueError(f"{name} is {shown(value)}: it must be a number from {_range(low, high)}")
    if not array.ndim:
        return float(array)
    array.flags.writeable = False
    return array


def as_number(name: str, value: Any, low: float = 0, high: float = np.inf) -> float:
    """One finite number from ``low`` to ``high``.

    >>> as_number("sigma", [1, 2])
    Traceback (most recent call last):
    ValueError: sigma is [1, 2]: it must be a number from 0 up, finite
    """
    if as_numbers(value).ndim:  # it is an array, or not a number
        raise ValueError(f"{name} is {shown(value)}: it must be a number from {_range(low, high)}")
    return float(as_amount(name, value, low, high))


def _range(low: float, high: float) -> str:
    return f"{low:g} up, finite" if high == np.inf else f"{low:g} to {high:g}"


def as_choice(name: str, value: Any, choices: Iterable[str]) -> str:
    """One of a few names.

    >>> as_choice("activation", "sigmoid", ("tanh", "relu"))
    Traceback (most recent call last):
    ValueError: activation is 'sigmoid': it must be one of 'tanh', 'relu'
    """
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{name} is {shown(value)}: it must be one of {', '.join(map(repr, choices))}")
    return value


def as_seed(seed: Any) -> int | tuple:
    """A whole number from 0 up; or an array of them, as nested tuples.

    >>> as_seed([[1, 2], [3, 4]])
    ((1, 2), (3, 4))
    """
    try:
        seeds = np.asarray(seed)
    except (ValueError, TypeError, RuntimeError):
        seeds = np.asarray(None)
    if seeds.dtype.kind not in "iu" or not seeds.size or seeds.min() < 0:
        raise ValueError(f"seed is {shown(seed)}: it must be a whole number from 0 up, or an array of them")
    return _nested(seeds.tolist())


def _nested(seeds: int | list) -> int | tuple:
    return tuple(map(_nested, seeds)) if isinstance(seeds, list) else seeds
